"""What became of a target, for any two: the way back is the opposite, and what is easier stays easier."""

import datetime
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from steelyard.model import Amount, Deadline, Interval, Rank, Target, Wording
from steelyard.scoring.moving import moved

BACK = {"lowered": "raised", "raised": "lowered", "same": "same", "reworded": "reworded"}
numbers = st.decimals(0, 1000, places=1)
ops = st.sampled_from([None, ">=", ">", "=", "<=", "<"])
units = st.sampled_from(["", "次", "%", "万元", "元", "人"])
amounts = st.builds(Amount, ops, numbers, units, st.sampled_from([None, "up", "down"]), st.booleans())
intervals = st.builds(
    lambda low, width, *more: Interval(low, low + width, *more), numbers, numbers, units, st.booleans(), st.booleans()
)
days = st.dates(datetime.date(2025, 1, 1), datetime.date(2026, 12, 31))
deadlines = st.builds(Deadline, days, st.booleans(), st.booleans(), st.sampled_from([None, "<="]))
ranks = st.builds(Rank, st.sampled_from(["优", "优秀", "良好", "合格", "一级", "二级", "AAA级"]), ops)
wordings = st.builds(Wording, st.sampled_from(["健全", "健全。", "基本健全", ""]))
targets: st.SearchStrategy[Target] = st.one_of(amounts, intervals, deadlines, ranks, wordings)
names = st.sampled_from(["巡查河道", "投诉数", "运行成本", "完成率"])


@settings(deadline=None)
@given(targets, targets, names)
@example(Amount(None, Decimal(0), ""), Amount(None, Decimal(0), "%"), "巡查河道")  # which of both has the unit is one
def test_the_way_back_is_the_opposite(first: Target, last: Target, name: str) -> None:
    assert moved(first, first, name) == "same"
    assert moved(last, first, name) == BACK[moved(first, last, name)]


@given(st.sampled_from([">=", "<="]), numbers, numbers, st.sampled_from(["次", "%", "万元"]))
def test_of_two_bounds_the_one_that_less_results_miss_is_the_easier(
    op: str, first: Decimal, last: Decimal, unit: str
) -> None:
    then, now = (Amount(op, value, unit) for value in (first, last))  # type: ignore[arg-type]
    results = [first, last, (first + last) / 2]
    kept = [{value for value in results if (value >= one if op == ">=" else value <= one)} for one in (first, last)]
    easier, harder = kept[1] > kept[0], kept[1] < kept[0]
    assert moved(then, now, "巡查河道") == ("lowered" if easier else "raised" if harder else "same")
