"""Puts the blocks of a form together, as its family lays them out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.generator.choosing import EXECUTION_NAME
from tests.generator.layouts.funds import Funds
from tests.generator.layouts.hand import Hand
from tests.generator.layouts.indicators import Indicators
from tests.generator.narrating import Passage, narrate, tweak
from tests.generator.paper import Band, Cell, Grid, Sheet, mount
from tests.generator.telling import spending, tellings
from tests.generator.truth import Money, Truth
from tests.generator.wording import Line

FOOTNOTES = (
    "注：1.得分一档最高不能超过该指标分值上限。2.偏差较大的指标应分析原因并提出改进措施。",
    "说明：定量指标按完成比例计分，定性指标按达成情况分档计分。",
)
SUPERIOR = {
    "national": "主管部门",
    "yunnan": "主管部门",
    "anhui": "主管部门",
    "hunan": "主管部门",
    "transfer": "地方主管部门",
}


@dataclass
class Laid:
    """A sheet, and what it prints: the rows by role, and the budget figures."""

    truth: Truth
    sheet: Sheet
    lines: list[Line]
    roles: list[str]
    money: list[Money]
    passages: list[Passage] = field(default_factory=list)

    @property
    def hidden(self) -> frozenset[str]:
        """What the layout has no cell for."""
        return frozenset({"execution-weight"} if self.truth.family_name.startswith("hubei") else ())

    @property
    def rate_printed(self) -> bool:
        if self.truth.family.narrative not in ("rows", "paragraphs"):
            return True
        said = "".join(text for passage in self.passages for text in passage.paragraphs)
        named = any(row.name == EXECUTION_NAME for row in self.truth.rows)
        return named or "预算执行率为" in said


def lay(truth: Truth) -> Laid:
    hand = Hand(truth)
    table = Indicators(truth, hand)
    sheet = Sheet()
    laid = Laid(truth, sheet, table.lines, table.roles, list(truth.money))
    if truth.family.narrative in ("rows", "paragraphs"):
        _department(laid, hand, table)
    else:
        _project(laid, hand, table)
    return laid


def _project(laid: Laid, hand: Hand, table: Indicators) -> None:
    truth, sheet = laid.truth, laid.sheet
    if truth.family_name == "yunnan":
        sheet.say("公开14表")
    elif hand.noise.preface:
        sheet.say(hand.source.choice(("附件2", "附件1：", "附表3-1")))
    if hand.noise.preface and truth.seed % 3:
        sheet.say(truth.organization + truth.title, heading=True)
    else:
        sheet.say(truth.title.removeprefix(f"{truth.year}年度") if truth.seed % 3 == 0 else truth.title, heading=True)
    if truth.seed % 3 == 0:
        sheet.say(f"（{truth.year}年度）")
    funds = Funds(truth, hand)
    laid.passages = _short_narrative(truth)
    bands = [_fields(truth, hand), funds.band(), *_goals(truth, hand)]
    tail = _tail(laid, hand)
    if hand.noise.other_tables and truth.seed % 2:
        _basic_data(sheet, hand)
    if hand.noise.separate:
        for band in bands:
            sheet.blocks.append(mount([band], band.columns))
            sheet.say("")
        bands = []
    grids = _split(bands, table, hand, tail)
    for number, grid in enumerate(grids):
        if number:
            sheet.say("（续表）" if hand.now_and_then(0.5) else "")
        sheet.blocks.append(grid)
    laid.money = funds.printed
    _signed(truth, sheet)
    if hand.noise.other_tables and not truth.seed % 2:
        _basic_data(sheet, hand)


def _split(bands: list[Band], table: Indicators, hand: Hand, tail: list[Band]) -> list[Grid]:
    """One grid, or two where the table of indicators goes on in a second one."""
    count, noise = len(table.items), hand.noise
    cut = hand.source.randint(2, max(2, count - 2))
    again = noise.continued != "no" or noise.repeated_header
    parts = [(0, cut), (cut, count)] if again and cut < count else [(0, count)]
    drawn = [
        table.band(first, last, header=not first or noise.continued != "without-header", total=last == count)
        for first, last in parts
    ]
    split = noise.continued != "no" and len(drawn) > 1
    sheets = [[*bands, drawn[0]], [*drawn[1:], *tail]] if split else [[*bands, *drawn, *tail]]
    columns = max(band.columns for group in sheets for band in group)
    if noise.wide_grid:
        columns += hand.source.randint(1, 3)
    slack = [hand.source.randrange(6) for _ in range(200)]
    return [mount(group, columns, slack) for group in sheets]


def _fields(truth: Truth, hand: Hand) -> Band:
    superior = SUPERIOR.get(truth.family_name)
    rows: list[list[Cell]] = []
    if truth.family.kind == "department":
        rows.append([hand.cell("部门（单位）名称"), hand.cell(truth.organization, across=3)])
        if truth.family_name == "chongqing":
            rows[0] = [*rows[0][:1], hand.cell(truth.organization), hand.cell("自评总分"), hand.cell(_score(truth))]
        return Band(4, rows, (1, 3), 0)
    rows.append([hand.cell(hand.label("项目名称")), hand.cell(truth.project, across=3)])
    if superior is None:
        rows.append(
            [
                hand.cell("主管部门"),
                hand.cell(truth.organization),
                hand.cell("项目实施单位"),
                hand.cell(truth.organization),
            ]
        )
    else:
        unit = "资金使用单位" if truth.family_name == "transfer" else "实施单位"
        rows.append(
            [hand.cell(superior), hand.cell(truth.organization), hand.cell(unit), hand.cell(truth.organization)]
        )
    return Band(4, rows, (1, 3), 0)


def _score(truth: Truth) -> str:
    return f"{truth.total_score:f}".rstrip("0").rstrip(".") if truth.total_score % 1 else str(int(truth.total_score))


def _goals(truth: Truth, hand: Hand) -> list[Band]:
    told = "".join(dict.fromkeys(one.sentence for one in tellings(truth)))
    goal, achieved = tweak(truth, truth.goal), tweak(truth, truth.achieved + spending(truth) + told)
    heads: tuple[str, ...]
    texts: tuple[str, ...]
    if truth.family_name == "chongqing":
        heads, texts = ("年初绩效目标", "全年（调整）绩效目标", "全年目标实际完成情况"), (goal, goal, achieved)
    elif truth.family_name == "tianjin":
        heads, texts = ("年度绩效目标", "实际完成情况", "偏差原因"), (goal, achieved, "无偏差")
    else:
        heads, texts = ("预期目标", "实际完成情况"), (goal, achieved)
    label = hand.cell(hand.label("年度总体目标"), down=2)
    rows = [[label, *map(hand.cell, heads)], [hand.cell(text) for text in texts]]
    return [Band(len(heads) + 1, rows, tuple(range(1, len(heads) + 1)), 0)]


def _short_narrative(truth: Truth) -> list[Passage]:
    if truth.family.narrative != "short":
        return []
    passages = {passage.kind: passage for passage in narrate(truth, ("problems", "suggestions"))}
    conclusion = f"经自评，项目得分{_score(truth)}分，年度目标总体完成。"
    said = {"evaluation": ("评价结论", conclusion)}
    for kind, heading in (("problems", "存在问题"), ("suggestions", "改进措施")):
        if kind in passages:
            said[kind] = (heading, "".join(passages[kind].paragraphs))
    return [Passage(kind, heading, (text,)) for kind, (heading, text) in said.items()]


def _tail(laid: Laid, hand: Hand) -> list[Band]:
    """Rows below the indicators: conclusions, remarks, notes, signatures."""
    truth = laid.truth
    said = laid.passages if truth.family.narrative == "short" else []
    rows = [[hand.cell(hand.label(one.heading)), hand.cell(one.paragraphs[0], across=3)] for one in said]
    if truth.remark and (not truth.family.notes or truth.family_name == "yunnan"):
        label = "其他需要说明的事项" if truth.family_name == "yunnan" else "说明"
        rows.append([hand.cell(label), hand.cell(truth.remark, across=3)])
    if truth.noise.signature:
        rows.append(
            [
                hand.cell("填报人：", across=2),
                hand.cell("联系电话："),
                hand.cell(f"填报日期：{truth.year + 1}年3月15日"),
            ]
        )
    if truth.noise.footnote and truth.seed % 2:
        rows.append([hand.cell(FOOTNOTES[0], across=4)])
    return [Band(4, rows, (1, 2, 3), 0)] if rows else []


def _basic_data(sheet: Sheet, hand: Hand) -> None:
    """A table of staff and equipment, as departments add to their forms: no part of the evaluation."""
    sheet.say("附：基础数据表")
    grid = Grid(4)
    for texts in (
        ("人员情况", "编制数", "上年年末在职人数", "本年年末在职人数"),
        ("行政人员", "46", "44", "43"),
        ("事业人员", "120", "112", "115"),
        ("公务用车（辆）", "6", "6", "5"),
    ):
        grid.add(*map(hand.cell, texts))
    sheet.blocks.append(grid)
    sheet.say("")


def _signed(truth: Truth, sheet: Sheet) -> None:
    if truth.noise.footnote and not truth.seed % 2:
        sheet.say(FOOTNOTES[1])


def _department(laid: Laid, hand: Hand, table: Indicators) -> None:
    truth, sheet = laid.truth, laid.sheet
    laid.passages = narrate(truth)
    owners = ("自评价单位（盖章）：", "填报单位（公章）：", "单位名称：", "自评单位:", "部门（单位）名称：")
    owner = (hand.source.choice(owners) if hand.noise.preface else owners[0]) + truth.organization
    body = list(_narrative_rows(laid.passages))
    if truth.family.narrative == "paragraphs" or hand.noise.separate:
        sheet.say(truth.title, heading=True)
        sheet.say(owner)
        for text, heading in body:
            for line in text.split("\n"):
                sheet.say(line, heading)
        grids = _split([], table, hand, _tail(laid, hand))
    else:
        rows = [[hand.cell(text)] for text in (truth.title, owner, *(text for text, _ in body))]
        grids = _split([Band(1, rows, (0,), 0)], table, hand, _tail(laid, hand))
    for number, grid in enumerate(grids):
        if number:
            sheet.say("")
        sheet.blocks.append(grid)
    _signed(truth, sheet)


def _narrative_rows(passages: list[Passage]) -> Iterator[tuple[str, bool]]:
    """Headings and texts; a text holds the paragraphs of its section."""
    for passage in passages:
        yield passage.heading, True
        yield "\n".join(passage.paragraphs), False
