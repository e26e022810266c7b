"""Execution by month: drawn from the ledgers of the form's year, and where it cannot be, the report says why."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.reporting.hand import JUDGED, Sheet, scored

from steelyard.model import (
    Evidence,
    Message,
    MonthEnd,
    Period,
    Proof,
    Scored,
    Unknown,
    Value,
)
from steelyard.reporting.charts import Picture, month_pictures

YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))
LOST = Unknown(Message("缺少台账“支付台账”。", "The ledger “payments” is not there."))


def value(number: Decimal | Unknown, spent: int | None = None, granted: int | None = None, unit: str = "%") -> Value:
    both = [None if one is None else Decimal(one) for one in (spent, granted)]
    exact = None if isinstance(number, Unknown) else number
    return Value("m", Message("m", "m"), YEAR, number, unit, *both, unrounded=exact)


def given(*ends: MonthEnd, period: Period | Unknown = YEAR) -> Scored:
    return replace(scored(Sheet()), evidence=Evidence("x", period, month_ends=ends))


def executed(*spent: int | None) -> list[MonthEnd]:
    return [
        MonthEnd(month, value(LOST) if one is None else value(Decimal(one), one, 100))
        for month, one in enumerate(spent, 1)
    ]


def only(one: Scored) -> Picture:
    (picture,) = month_pictures(one, "zh")
    return picture


def test_without_ledgers_the_reason_and_the_way_out_are_told() -> None:
    picture = only(scored(Sheet()))
    assert picture.drawing is None
    assert picture.note.startswith("没有给出台账，表上也没有分月的数，画不出逐月执行情况。")
    assert "加 --ledgers 连同台账重新核查" in picture.note


def test_ledgers_that_give_no_month_say_what_they_lack() -> None:
    assert only(given(*executed(None, None))) == Picture(None, "画不出逐月执行情况：缺少台账“支付台账”。")
    assert only(given(period=JUDGED)) == Picture(None, JUDGED.why.zh)
    assert only(given()).note == "没有计算各月的数，画不出逐月执行情况。"


def test_spending_is_drawn_month_by_month_with_the_alarm_lines() -> None:
    picture = only(given(*executed(7, 15, None, 30)))
    assert picture.drawing is not None
    assert picture.drawing.chart is not None
    goals, spending = picture.drawing.chart.series
    assert goals.values == (None,) * 12
    assert spending.values[:5] == (Decimal("7.0"), Decimal("15.0"), None, Decimal("30.0"), None)
    assert "3月有数据无法取得，图中断开。目标完成进度没有数据。" in picture.drawing.svg
    assert "4月底执行预警线25%" in picture.drawing.told
    assert "没有目标完成进度" in picture.note
    assert "未见原文" in picture.note, "where the alarm lines come from was not read in the original"


def test_goals_are_the_rows_that_the_ledgers_add_up_in_the_unit_of_the_target() -> None:
    """Row 3 asks for 50,000 册; the ledger counts them in 万册."""
    ends = [
        replace(end, results=(Proof(3, "library", value(Decimal(count), unit="万册")),))
        for end, count in zip(executed(10, 20), (1, 3), strict=True)
    ]
    picture = only(given(*ends))
    assert picture.drawing is not None
    assert picture.drawing.chart is not None
    goals, _ = picture.drawing.chart.series
    assert goals.values[:3] == (Decimal("20.0"), Decimal("60.0"), None)
    assert "只计台账能逐月累计的第3行" in picture.note


def test_a_result_in_another_unit_is_no_progress() -> None:
    ends = [replace(end, results=(Proof(3, "library", value(Decimal(9), unit="公里")),)) for end in executed(10)]
    picture = only(given(*ends))
    assert picture.drawing is not None
    assert picture.drawing.chart is not None
    assert picture.drawing.chart.series[0].values == (None,) * 12
