"""How officials write a target, a result, a weight: one fact, many spellings."""

import random
from dataclasses import dataclass
from decimal import Decimal

from tests.generator.arithmetic import plain
from tests.generator.truth import Row, Truth

FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
SIGNS = {">=": ("≥", "≥", "≥", "≧", ">=", "＞＝"), "<=": ("≤", "≤", "≤", "≦", "<="), "=": ("=", "＝")}
AFTER = {">=": ("以上", "及以上", "（含）以上"), "<=": ("以内", "以下", "（含）以内")}
BEFORE = {
    ">=": ("不少于", "不低于", "至少", "大于等于", "不小于"),
    "<=": ("不超过", "不高于", "小于等于", "不大于", "不多于"),
}


@dataclass(frozen=True)
class Line:
    """The printed cells of one indicator row, by role, before white space gets into them."""

    groups: tuple[str, ...]
    cells: dict[str, str]


class Scribe:
    """Prints one form: the same hand throughout, drawn from the form's seed."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self.source = random.Random(f"{truth.seed} wording")
        self.sign = {op: self.source.choice(signs) for op, signs in SIGNS.items()}
        self.result_unit = self.source.random() < 0.5
        self.two_places = self.source.random() < 0.15  # 10.00
        self.separate_sign = self.source.random() < 0.15  # "≥ 90%"

    def number(self, value: Decimal) -> str:
        if self.truth.noise.thousands and value >= 1000:
            whole, _, rest = f"{value:f}".partition(".")
            return f"{int(whole):,}" + (f".{rest}" if rest else "")
        return f"{value:f}"

    def points(self, value: Decimal) -> str:
        return self.wide(
            (f"{value:.2f}" if self.two_places else plain(value))
            + ("分" if self.truth.noise.weighted_score_units else "")
        )

    def weight(self, value: Decimal) -> str:
        """A weight: points, or percent of the whole."""
        return self.wide(plain(value) + "%") if self.truth.noise.weights_in_percent else self.points(value)

    def wide(self, text: str) -> str:
        if self.truth.noise.full_width and self.source.random() < 0.4:
            return text.translate(FULL_WIDTH)
        return text

    def lines(self) -> list[Line]:
        return [self.line(row) for row in self.truth.rows]

    def line(self, row: Row) -> Line:
        truth = self.truth
        star = "★" if truth.noise.stars and row.star else ""
        target, operator, unit = self.target(row)
        cells = {
            "name": star + self.numbered(row) + row.name,
            "target": target,
            "actual": self.actual(row),
            "operator": operator,
            "unit": unit,
            "initial": target if row.initial is None else self.wide(self.amount(row, row.initial)),
            "nature": "定量" if row.value is not None else "定性",
            "coefficient": f"{plain((row.score / row.weight * 100).quantize(Decimal('0.01')))}%" if row.weight else "",
            "core": "是" if row.star else "否",
            "weight": "" if row.part else self.weight(row.weight),
            "score": "" if row.part else self.points(row.score),
            "serial": str(self.truth.rows.index(row) + 1),
            "standard": "达到目标值得满分，未达到的按比例扣分" if row.value is not None else "按达成情况分档计分",
            "review": "",
            "reference": "",
            "goal": row.name.removesuffix("率").removesuffix("数量"),
            "goal_value": target,
            "goal_done": "",
            "note": row.note or ("无" if truth.noise.minus_marks and self.source.random() < 0.5 else ""),
        }
        if self.truth.family_name == "chongqing" and row.initial is None and self.truth.seed % 3 == 0:
            cells["target"] = "—" if truth.noise.minus_marks else ""  # not adjusted
        cells["goal_done"] = cells["actual"]
        return Line(row.groups, cells)

    def numbered(self, row: Row) -> str:
        """指标1： as the official blank counts the rows of each group."""
        if not self.truth.noise.numbered_names or row.part:
            return ""
        peers = [one for one in self.truth.rows if one.groups == row.groups and not one.part]
        return f"指标{peers.index(row) + 1}："

    def amount(self, row: Row, value: Decimal) -> str:
        """The number with its sign, the unit being in a column of its own."""
        unit = "" if self.has("unit") else row.unit
        sign = "" if self.truth.family.split or row.op is None else self.sign[row.op]
        return sign + self.number(value) + unit

    def has(self, role: str) -> bool:
        return role in self.truth.family.columns[0]

    def target(self, row: Row) -> tuple[str, str, str]:
        """Target, sign and unit as their cells print them."""
        if row.shown_target is not None:
            return row.shown_target, "定性" if row.value is None else self.sign[row.op or ">="], row.unit
        if row.value is None:
            return row.words, self.source.choice(("定性", "=", "定性")) if row.sort == "words" else "=", ""
        if self.truth.family.split:
            return self.wide(self.number(row.value)), self.sign[row.op or "="], row.unit
        if self.has("unit"):
            return self.wide(self.amount(row, row.value)), "", row.unit
        return self.wide(self.phrase(row)), "", ""

    def phrase(self, row: Row) -> str:
        assert row.value is not None
        number = self.number(row.value) + row.unit
        large = row.unit[0] not in "%万元" and row.value >= 10000 and row.value % 1000 == 0
        if large and "/" not in row.unit and self.source.random() < 0.3:
            number = f"{plain(row.value / 10000)}万{row.unit}"
        op = row.op
        if op is None:
            return number
        if row.style == "after" and op in AFTER:
            number = ("达到" if op == ">=" and self.source.random() < 0.1 else "") + number
            return number + self.source.choice(AFTER[op])
        if row.style == "before" and op in BEFORE:
            return self.source.choice(BEFORE[op]) + number
        return self.sign[op] + (" " if self.separate_sign else "") + number

    def actual(self, row: Row) -> str:
        if row.shown_actual is not None:
            return row.shown_actual
        if row.result is None:
            return row.result_words
        bare = self.has("unit") and not self.result_unit
        done = self.source.choice(("完成", "实际完成", "已完成")) if self.source.random() < 0.03 else ""
        counted = ""
        if row.sort == "rate" and not bare and row.result < 100 and self.source.random() < 0.03:
            counted = f"（{(row.result * 100).to_integral_value()}/10000）"
        return self.wide(done + self.number(row.result) + ("" if bare else row.unit) + counted)
