"""Papers: seconds a file of each kind, the growth with the rows, and others' writers on the same content."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from io import BytesIO
from itertools import count

from bench.timing import seconds, table
from steelyard.papers import KINDS, Cell, Paper, Paragraph, Run, Table, write

SIZES = (50, 100, 200, 400, 800, 1600, 3200)
_OTHERS_UP_TO = 200  # rows; beyond, others take minutes
_HEADS = ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "权重", "得分", "原因", "材料")
_WIDTHS = (9, 10, 20, 11, 11, 7, 7, 14, 11)
_SENTENCE = "围绕年度任务完善预算管理，抽检6080批次，办结案件1276件，预算执行率93.58%，结余资金按规定交回财政。"
_new = count()


def run() -> None:
    """One paper of a real form's size, new text each time; then growth."""
    size = "39 rows × 9 columns, 26 paragraphs"
    rows = [(f"steelyard {kind}", f"{seconds(_ours, kind, 39) * 1000:.1f}") for kind in KINDS]
    others: tuple[tuple[str, Callable[[int], bytes]], ...] = (
        ("docxtpl docx", by_docxtpl),
        ("python-docx docx", by_python_docx),
    )
    rows += [(name, f"{seconds(work, 39) * 1000:.1f}") for name, work in others]
    print(f"Writing one paper ({size}; text that was not written before), warm, milliseconds")
    table(("writer", "ms"), rows)
    growing = []
    for rows_ in SIZES:
        taken = [seconds(_ours, kind, rows_, runs=3) for kind in KINDS]
        others_ = others if rows_ <= _OTHERS_UP_TO else ()
        taken += [seconds(work, rows_, runs=1) for _, work in others_]
        cells = [f"{one / rows_ * 1e6:.0f}" for one in taken] + ["–"] * (len(others) - len(others_))
        growing.append((f"{rows_:,}", *cells))
    print("Growth with the rows, µs a row; linear if a column stays level")
    table(("rows", *KINDS, *(name for name, _ in others)), growing)


def _ours(kind: str, rows: int) -> bytes:
    return write(paper(rows), kind)  # type: ignore[arg-type]


def lines(rows: int) -> Iterator[tuple[str, ...]]:
    """The rows of the table; a group of four has its name in the first of its rows alone."""
    mark = next(_new)
    for at in range(rows):
        group = f"产出数量第{at // 4 + 1}组" if at % 4 == 0 else ""
        reason = "" if at % 5 else "部分批次推迟实施"
        yield (
            "" if at else "部门综合履职", group, f"抽检{mark}批次第{at + 1}项", f"≥{5000 + at}批次", f"{5100 + at}批次",
            "2.50", "2.10", reason, f"附件{at + 1}",
        )  # fmt: skip


def narrative() -> list[str]:
    """26 paragraphs, not written before."""
    mark = next(_new)
    return [f"{at}．第{mark}稿：{_SENTENCE}" for at in range(1, 27)]


def paper(rows: int) -> Paper:
    """The content as a paper of ours, made anew with each call: its making is timed too."""
    body = []
    for at, texts in enumerate(lines(rows)):
        row = [_cell(texts[0], rows)] if at == 0 else []
        row += [_cell(texts[1], min(4, rows - at))] if at % 4 == 0 else []
        body.append(tuple(row + [_cell(text) for text in texts[2:]]))
    heads = tuple(Cell((Paragraph((Run(text),)),), header=True) for text in _HEADS)
    whole = Cell(tuple(Paragraph((Run(text),)) for text in narrative()), align="justify")
    title = Paragraph((Run("部门整体支出绩效自评价"),), "title")
    grid = Table(tuple(map(Decimal, _WIDTHS)), (heads, *body), 1)
    return Paper("部门整体支出绩效自评价", (title, Table((Decimal(1),), ((whole,),)), grid))


def _cell(text: str, rows: int = 1) -> Cell:
    return Cell((Paragraph((Run(text),)),), rows)


def by_python_docx(rows: int) -> bytes:
    """The same content by python-docx; groups are merged, the column over all rows is not, since that fails."""
    import docx

    document = docx.Document()
    document.add_heading("部门整体支出绩效自评价", 0)
    for text in narrative():
        document.add_paragraph(text)
    grid = document.add_table(rows + 1, len(_HEADS), style="Table Grid")
    for row, texts in zip(grid.rows, (_HEADS, *lines(rows)), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for first in range(1, rows + 1, 4):
        grid.cell(first, 1).merge(grid.cell(min(first + 3, rows), 1))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def by_docxtpl(rows: int) -> bytes:
    """The same content by docxtpl, from a template with a loop over paragraphs and one over rows, cells not merged."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(BytesIO(_template()))
    template.render({"narrative": narrative(), "rows": list(lines(rows))})
    out = BytesIO()
    template.save(out)
    return out.getvalue()


def _template() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("部门整体支出绩效自评价", 0)
    for text in ("{%p for one in narrative %}", "{{ one }}", "{%p endfor %}"):
        document.add_paragraph(text)
    grid = document.add_table(4, len(_HEADS), style="Table Grid")
    loop = ["{{ row[" + str(column) + "] }}" for column in range(len(_HEADS))]
    for row, texts in zip(grid.rows, (_HEADS, ["{%tr for row in rows %}"], loop, ["{%tr endfor %}"]), strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()
