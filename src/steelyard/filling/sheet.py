"""Everything a form prints, ready to be laid out: texts with their names bound, figures with their digits."""

from dataclasses import dataclass
from decimal import Decimal

from steelyard.filling.budget import Budget
from steelyard.filling.data import Data, Indicator
from steelyard.filling.numbers import Printed, apart
from steelyard.model import Amount
from steelyard.model.form import SectionKind
from steelyard.quantity import half_up, parse_target, trimmed

SIGNS = {">=": "≥", ">": "＞", "=": "＝", "<=": "≤", "<": "＜"}


@dataclass(frozen=True)
class Row:
    """One indicator with its result; ``score`` is ``None`` while it is not known."""

    data: Indicator
    actual: Printed
    score: Decimal | None = None

    def cells(self, *, split: bool, unit_column: bool) -> dict[str, str]:
        """What its cells print, by role. ``split``: sign and unit of the target stand in columns of their own."""
        one, target = self.data, parse_target(self.data.target)
        measured = isinstance(target, Amount)
        cells = {
            "name": one.name,
            "target": one.target,
            "initial": one.initial or one.target,
            "actual": self.actual.text,
            "operator": "定性",
            "unit": "",
            "nature": one.nature or ("定量" if measured else "定性"),
            "core": "" if one.core is None else "是" if one.core else "否",
            "weight": trimmed(self.weight),
            "score": "" if self.score is None else trimmed(self.score),
            "coefficient": self.coefficient,
            "note": one.note,
        }
        if isinstance(target, Amount) and (split or unit_column):
            digits, cells["unit"] = apart(one.target, target)
            cells["operator"] = SIGNS[target.op] if target.op else ""
            cells["target"] = cells["initial"] = digits if split else cells["operator"] + digits
            if one.initial and isinstance(first := parse_target(one.initial), Amount):
                cells["initial"] = (SIGNS[first.op] if first.op and not split else "") + apart(one.initial, first)[0]
            if self.actual.unit == cells["unit"]:
                cells["actual"] = self.actual.number
        return cells

    @property
    def weight(self) -> Decimal:
        return Decimal(self.data.weight)

    @property
    def coefficient(self) -> str:
        """得分系数: score ÷ weight in percent."""
        if self.score is None or not self.weight:
            return ""
        return f"{trimmed(half_up(self.score / self.weight * 100, 2))}%"


@dataclass(frozen=True)
class Sheet:
    """A form before it is laid out.

    ``execution`` is the score of the line of funds and ``execution_weight`` its points, where the layout has one.
    """

    data: Data
    budget: Budget
    rows: tuple[Row, ...]
    sections: dict[SectionKind, str]
    goals: dict[str, str]
    execution_weight: Decimal | None = None
    execution: Decimal | None = None
    total: Decimal | None = None

    @property
    def weight(self) -> Decimal:
        """The points of all rows and of the line of funds."""
        return sum((row.weight for row in self.rows), self.execution_weight or Decimal(0))
