"""The block of funds: what was planned, what was spent, the rate and its points."""

from decimal import Decimal

from tests.generator.arithmetic import plain
from tests.generator.layouts.hand import Hand
from tests.generator.paper import Band, Cell
from tests.generator.truth import Money, Stage, Truth
from tests.generator.wording import Scribe

HEADINGS = {
    "national": ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    "yunnan": ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    "sichuan": ("年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分", "原因"),
    "anhui": ("全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"),
    "chongqing": ("年初预算数", "全年（调整）预算数", "全年执行数", "执行率（%）", "执行率权重", "执行率得分"),
    "hubei": ("预算数（A）", "执行数（B）", "执行率（B/A）", "得分（20分×执行率）"),
    "hubei-plain": ("预算数（A）", "执行数（B）", "执行率（B/A）", "得分（20分×执行率）"),
    "province": ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    "inline": ("年初预算数", "全年预算数", "全年执行数", "执行率"),
    "cost-first": ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    "yinchuan": ("年初预算数", "调整预算数", "全年执行数", "执行率"),
    "suizhou": ("预算数", "执行数", "执行率"),
    "hunan-department": ("年初预算数", "全年预算数", "全年执行数", "执行率"),
    "yixing": ("预算数", "实际支出数", "预算执行率"),
    "tianjin": ("年初预算数", "调整后预算数", "全年执行数", "执行率", "分值", "得分"),
    "hunan": ("全年预算数（A）", "全年执行数（B）", "执行率（B/A）"),
    "transfer": ("全年预算数（A）", "全年执行数（B）", "分值", "预算执行率（B/A）", "得分"),
}
SYNONYMS = {
    "年初预算数": "年初批复预算数",
    "全年预算数": "调整后预算数",
    "全年执行数": "实际支出数",
    "执行率": "预算执行率",
}
LABELS = {
    "sichuan": "预算执行情况（10分）",
    "chongqing": "部门支出预算",
    "hubei": "预算执行情况",
    "hubei-plain": "预算执行情况",
    "province": "部门预算执行情况",
    "tianjin": "部门预算执行情况",
    "transfer": "项目资金",
}


def roles(family_name: str, heading: str) -> str:
    """What a heading of the funds block stands for."""
    if "得分" in heading:
        return "score"
    if heading in ("分值", "权重", "执行率权重"):
        return "weight"
    if "率" in heading:
        return "rate"
    return "note" if heading == "原因" else "amount"


class Funds:
    def __init__(self, truth: Truth, hand: Hand) -> None:
        self.truth, self.hand = truth, hand
        self.scribe = Scribe(truth)
        self.official = HEADINGS[truth.family_name]
        self.printed: list[Money] = []  # the figures that a reader can find

    def band(self) -> Band:
        family, noise = self.truth.family, self.truth.noise
        unit = f"（{family.unit}）"
        headings = list(self.official)
        if noise.synonyms:
            headings = [SYNONYMS.get(heading, heading) for heading in headings]
        label = LABELS.get(self.truth.family_name, "项目资金")
        if noise.bracket_units and "（" not in self.official[0]:
            headings = [
                heading + unit if roles("", official) == "amount" and "（" not in heading else heading
                for heading, official in zip(headings, self.official, strict=True)
            ]
        else:
            label += unit
        rows = [[self.hand.cell(""), *(self.hand.cell(self.hand.label(heading)) for heading in headings)]]
        rows += [self._row(number, name) for number, name in enumerate(family.funds)]
        rows[0].insert(0, self.hand.cell(label, down=len(rows)))
        return Band(len(headings) + 2, rows, (1,), 0)

    def _row(self, number: int, name: str) -> list[Cell]:
        stages = iter(self.truth.family.stages)
        figures = {one.stage: one for one in self.truth.money if one.name == name}
        cells = [self.hand.cell(name)]
        for heading in self.official:
            role = roles("", heading)
            if role == "amount":
                cells.append(self._amount(figures[next(stages)]))
            else:
                cells.append(self.hand.cell(self._other(role, heading) if number == 0 else self._below(role, figures)))
        return cells

    def _amount(self, one: Money) -> Cell:
        if not one.amount and not one.total:
            return self.hand.cell(self.hand.source.choice(("0", "0.00", "", self.hand.none())))
        self.printed.append(one)
        return self.hand.cell(self.scribe.number(one.amount))

    def _other(self, role: str, heading: str) -> str:
        truth = self.truth
        if role == "rate":
            return plain(truth.rate) if "%" in heading else f"{truth.rate}%"  # type: ignore[arg-type]
        if role == "weight":
            return plain(truth.family.execution or Decimal(0))
        if role == "score":
            return plain(truth.execution_score or Decimal(0))
        adjusted = len({one.amount for one in truth.money if one.total and one.stage != "final"}) > 1
        return "年中按程序调整预算，部分尾款跨年支付" if adjusted or (truth.rate or 0) < 100 else ""

    def _below(self, role: str, figures: dict[Stage, Money]) -> str:
        """The execution line's own cells in the rows of its parts."""
        if role == "rate" and figures["adjusted"].amount and self.truth.seed % 2:
            rate = (figures["final"].amount / figures["adjusted"].amount * 100).quantize(Decimal("0.01"))
            return f"{rate}%"
        if self.truth.family_name == "yunnan":
            return "--"
        return "" if role == "note" else self.hand.none()
