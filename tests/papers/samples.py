"""Papers made up for the tests: one with every kind of block, and one of the size of a real form."""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.papers import Cell, Chart, Drawing, Paper, Paragraph, Part, Run, Series, Table
from steelyard.papers.paper import Style

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 90">'
    '<rect x="70" y="10" width="200" height="25" fill="#555"/>'
    '<rect x="70" y="50" width="140" height="25" fill="none" stroke="#000"/>'
    '<text x="5" y="28" font-size="14" font-family="Noto Sans SC">预算</text></svg>'
)
CHART = Chart("bar", ("年初预算", "决算"), (Series("金额", (Decimal(300), None)),), "万元")


def line(text: str, style: Style = "body", anchor: str = "") -> Paragraph:
    return Paragraph((Run(text),), style, anchor=anchor)


def cell(text: str, rows: int = 1, columns: int = 1, header: bool = False) -> Cell:
    return Cell(tuple(line(one) for one in text.split("\n")), rows, columns, header=header)


def number(text: str, value: str, formula: str = "", code: str = "") -> Cell:
    return Cell((line(text),), number=Decimal(value), formula=formula, format=code)


def _indicators() -> Table:
    return Table(
        (Decimal(2), Decimal(3), Decimal(1), Decimal(1)),
        (
            tuple(cell(text, header=True) for text in ("甲级指标", "乙级指标", "分值", "得分")),
            (cell("产出组", rows=2, header=True), cell("抽检批次甲"), number("12.50", "12.5"), number("12.00", "12")),
            (cell("办结案件乙"), number("7.50", "7.5"), number("7", "7")),
            (cell("合计行", columns=2), number("20.00", "20", "SUM({1,2}:{2,2})"), number("19.00分", "19")),
        ),
        1,
        "表一 指标完成情况",
    )


def of_every_kind(landscape: bool = False) -> Paper:
    """Every style, tone and kind of block; every text of it occurs once."""
    marked = (
        Run("粗体字", bold=True),
        Run("存疑字", tone="doubt"),
        Run("站内链接", link="#there"),
        Run("站外链接", link="https://example.org/?a=1&b=2"),
        Run("好的字", tone="good"),
    )
    narrative = Table(
        (Decimal(1),),
        ((Cell((line("表内标题", "title"),)),), (Cell((line("叙述一段"), line("叙述二段")), align="justify"),)),
    )
    blocks = (
        line("总标题", "title"),
        line("副标题", "subtitle"),
        line("结论句", "verdict"),
        line("一级标题", "heading"),
        line("二级标题", "subheading"),
        line("正文第一行\n正文第二行"),
        Paragraph(marked),
        line("注释句", "note"),
        Part("第二部分", page=True),
        _indicators(),
        narrative,
        Drawing(SVG, "图示一说年初预算三百万元", Decimal("0.8"), CHART),
        line("图一 预算", "caption"),
        Drawing(SVG, "图示二说决算二百二十万元"),
        line("靠右句", "body", "there"),
        Table((Decimal(1), Decimal(1)), ((cell("末表左"), cell("末表右")),)),
    )
    return Paper("文件名称", blocks, "zh", landscape, "某某单位")


def texts(paper: Paper) -> Iterator[str]:
    """Every text of a paper, captions and what is told of drawings too."""
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            yield from (run.text for run in block.runs)
        elif isinstance(block, Table):
            yield block.caption
            cells = (one for row in block.rows for one in row)
            yield from (run.text for one in cells for paragraph in one.paragraphs for run in paragraph.runs)
        elif isinstance(block, Drawing):
            yield block.told


def of_form_size(rows: int = 39, seed: str = "") -> Paper:
    """Made-up text of a real form's size: 26 paragraphs, and a table of ``rows`` × 9 with merged groups."""
    sentence = (
        "本部门围绕年度任务完善预算管理，抽检6080批次，办结案件1276件，预算执行率93.58%，结余资金按规定交回财政。"
    )
    narrative = tuple(line(f"{count}．{seed}{sentence}") for count in range(1, 27))
    heads = ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "权重", "得分", "原因", "材料")
    body = []
    for at in range(rows):
        row = [cell("部门综合履职", rows=rows)] if at == 0 else []
        row += [cell(f"产出数量第{at // 4 + 1}组", rows=min(4, rows - at))] if at % 4 == 0 else []
        texts = (f"监督抽检{seed}批次第{at + 1}项", f"≥{5000 + at}批次", f"{5100 + at}批次")
        row += [cell(text) for text in texts]
        row += [
            number("2.50", "2.5"),
            number("2.10", "2.1"),
            cell("" if at % 5 else "部分批次推迟实施"),
            cell(f"附件{at + 1}"),
        ]
        body.append(tuple(row))
    total = (cell("总分", columns=5), number("97.50", "97.5"), number("82", "82"), cell("", columns=2))
    table = Table(
        tuple(map(Decimal, (9, 10, 20, 11, 11, 7, 7, 14, 11))),
        (tuple(cell(one, header=True) for one in heads), *body, total),
        1,
    )
    whole = Table((Decimal(1),), ((Cell(narrative, align="justify"),),))
    return Paper("部门整体支出绩效自评价", (line("部门整体支出绩效自评价", "title"), whole, table))
