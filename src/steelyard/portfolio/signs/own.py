"""What one form shows by itself: full marks everywhere, identical deductions, achievement ahead of money."""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.model import Message
from steelyard.portfolio.asking import Line
from steelyard.portfolio.signs import Sign
from steelyard.quantity import half_up, trimmed

# Our own measures, since no rule gives any.
FEW = 5  # rows fewer than which tell nothing
ALIKE = 3  # deductions of one size
AHEAD = Decimal("0.2")  # share of the points earned above the share of the budget spent


def own_signs(form: Line, rows: list[Line]) -> Iterator[Sign]:
    """The signs that one form shows by itself."""
    counted = [row for row in rows if row["part_of"] is None]
    scored = scored_rows(rows)
    yield from _full_marks(scored, counted)
    yield from _same_deductions(scored)
    yield from _ahead(form, scored)


def scored_rows(rows: list[Line]) -> list[Line]:
    """The rows that count and have a weight and a score."""
    counted = [row for row in rows if row["part_of"] is None]
    return [row for row in counted if row["weight"] is not None and row["score"] is not None and row["weight"] > 0]


def _full_marks(scored: list[Line], counted: list[Line]) -> Iterator[Sign]:
    if len(scored) == len(counted) >= FEW and all(row["score"] == row["weight"] for row in scored):
        what = Message(f"{len(scored)}行全部得满分。", f"All {len(scored)} rows have full marks.")
        yield Sign(Message("全部满分", "full marks everywhere"), len(scored), len(scored), what)


def _same_deductions(scored: list[Line]) -> Iterator[Sign]:
    lost = [row["weight"] - row["score"] for row in scored if row["score"] < row["weight"]]
    if len(lost) >= ALIKE and len(set(lost)) == 1:
        size = trimmed(lost[0])
        what = Message(f"扣分的{len(lost)}行每行都扣{size}分。", f"Each of {len(lost)} rows loses {size}.")
        yield Sign(Message("扣分一律相同", "identical deductions"), len(lost), len(lost), what)


def _ahead(form: Line, scored: list[Line]) -> Iterator[Sign]:
    spent = _spent(form)
    earning = [row for row in scored if row["way"] != "execution"]
    weight, earned = (sum((row[name] for row in earning), Decimal(0)) for name in ("weight", "score"))
    if spent is None or len(earning) < FEW or not earned - spent * weight > AHEAD * weight:
        return
    rate, share = half_up(spent * 100, 2), half_up(earned / weight * 100, 2)
    what = Message(f"指标得分率{share}%，预算执行率{rate}%。", f"{share} % of the points, {rate} % of the budget.")
    yield Sign(Message("产出快于支出", "achievement ahead of execution"), len(earning), len(earning), what)


def _spent(form: Line) -> Decimal | None:
    """The share of the budget that was spent: by the amounts, else as stated."""
    if form["budget"] and form["executed"] is not None:
        return Decimal(form["executed"] / form["budget"])
    return None if form["execution_rate"] is None else Decimal(form["execution_rate"] / 100)
