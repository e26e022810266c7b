"""The drawing of goals and spending: well-formed, without script, told in words, honest about gaps."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from steelyard.model import Message, Unknown
from steelyard.monitoring import Goal, Standing, monitor
from steelyard.packs.monitoring import schemes
from steelyard.packs.rules import rule
from steelyard.packs.shapes import ExecutionAlarm
from steelyard.reporting.charts.progress import BOTTOM, LEFT, RIGHT, TOP, progress_chart

GENERAL = schemes()["general"]
LOST = Unknown(Message("没有台账。", "There is no ledger."))
SVG = "{http://www.w3.org/2000/svg}"
Figure = Decimal | Unknown


def standing(month: int, done: Figure, spent: Figure) -> Standing:
    return monitor(GENERAL, [Goal("检查家数", "paced", Decimal(100), done)], spent, Decimal(100), month)


def year(*pairs: tuple[Figure | int, Figure | int]) -> list[Standing]:
    return [
        standing(at, *(one if isinstance(one, Unknown) else Decimal(one) for one in pair))
        for at, pair in enumerate(pairs, 1)
    ]


def drawn(chart: str) -> etree._Element:
    return etree.fromstring(chart.encode())


def points(chart: str) -> list[int]:
    """How many points each line of the drawing has, in order."""
    return [len(line.get("points", "").split()) for line in drawn(chart).iter(f"{SVG}polyline")]


def test_lines_marks_and_words() -> None:
    chart = progress_chart(year((8, 5), (20, 12), (31, 22)))
    assert points(chart) == [3, 3]
    assert len(list(drawn(chart).iter(f"{SVG}circle"))) == 3
    assert "目标完成进度：1月8.0%, 2月20.0%, 3月31.0%；预算执行进度：1月5.0%" in chart
    assert "目标完成进度 31.0%" in chart
    assert "无法取得" not in chart
    assert "goals: month 1 8.0%" in progress_chart(year((8, 5)), "en")


def test_a_month_without_a_figure_breaks_the_line_and_is_named() -> None:
    chart = progress_chart(year((8, 5), (LOST, 12), (31, 22), (40, LOST)))
    assert points(chart) == [1, 2, 3]
    assert "2、4月有数据无法取得，图中断开。" in chart
    assert "Month 2, 4: a figure is unknown" in progress_chart(year((8, 5), (LOST, 1), (9, 9), (9, LOST)), "en")
    nothing = progress_chart(year((LOST, LOST)))
    assert points(nothing) == []
    assert "目标完成进度：没有数据" in nothing


def test_alarm_lines_are_drawn_where_the_rule_has_them() -> None:
    shape = rule(GENERAL.alarm).shape
    assert isinstance(shape, ExecutionAlarm)
    chart = progress_chart(year((8, 5)), checkpoints=shape.checkpoints)
    assert re.findall(r">≥(\d+)%<", chart) == ["25", "40", "60", "80"]
    assert "10月底执行预警线80%" in chart
    assert "预警线" not in progress_chart(year((8, 5)))


def test_spending_over_the_budget_widens_the_scale() -> None:
    assert ">140%<" in progress_chart(year((50, "121")))
    assert ">120%<" in progress_chart(year((50, 120)))
    assert ">120%<" not in progress_chart(year((50, 100)))


def test_lines_are_told_apart_without_colour_and_nothing_is_run_or_fetched() -> None:
    chart = progress_chart(year((8, 5), (9, 6)), title='<script>alert("1")</script>&')
    goals, spending = drawn(chart).iter(f"{SVG}polyline")
    assert goals.get("stroke-dasharray") is None
    assert spending.get("stroke-dasharray")
    names = {etree.QName(one).localname for one in drawn(chart).iter() if isinstance(one.tag, str)}
    assert names == {"svg", "title", "desc", "rect", "text", "line", "polyline", "circle"}
    assert "href" not in chart
    assert "url(" not in chart


@given(
    st.lists(st.tuples(*[st.one_of(st.just(LOST), st.decimals(0, 300, places=3))] * 2), min_size=1, max_size=12),
    st.sampled_from(["zh", "en"]),
)
def test_every_drawing_is_well_formed_within_its_frame_and_the_same_again(
    pairs: list[tuple[Figure, Figure]], lang: str
) -> None:
    standings = year(*pairs)
    chart = progress_chart(standings, "zh" if lang == "zh" else "en")
    assert chart == progress_chart(standings, "zh" if lang == "zh" else "en")
    for line in drawn(chart).iter(f"{SVG}polyline"):
        for point in line.get("points", "").split():
            x, y = map(Decimal, point.split(","))
            assert LEFT <= x <= RIGHT
            assert TOP <= y <= BOTTOM


@pytest.mark.parametrize("close", [(50, 50), (50, 51), (99, 100)])
def test_labels_of_lines_that_end_together_do_not_cover_each_other(close: tuple[int, int]) -> None:
    chart = progress_chart(year(close))
    tops = [Decimal(one.get("y", "")) for one in drawn(chart).iter(f"{SVG}text") if one.get("paint-order")]
    assert abs(tops[0] - tops[1]) >= 16
