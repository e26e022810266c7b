"""The charts: well-formed, told in words and numbers, honest about what is missing, readable without colour."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.reporting.hand import JUDGED, Sheet, form, scored

from steelyard.model import BudgetLine, Figure, Lang, Mark, Printed, Scored, Unknown
from steelyard.papers import Chart, Drawing, Series
from steelyard.reporting.charts import Picture, achieved_pictures, budget_pictures, lost_pictures
from steelyard.reporting.charts.bars import bars
from steelyard.reporting.charts.bullets import Bullet, bullets
from steelyard.reporting.charts.canvas import HIGHEST, WIDTH, fitted, scale, wide

SVG = "{http://www.w3.org/2000/svg}"
HAND = scored(Sheet())


def drawn(drawing: Drawing) -> etree._Element:
    return etree.fromstring(drawing.svg.encode())


def only(pictures: Sequence[Picture]) -> Drawing:
    (one,) = pictures
    assert one.drawing is not None
    return one.drawing


def chart(drawing: Drawing) -> Chart:
    assert drawing.chart is not None
    return drawing.chart


def line(stage: str, name: str, amount: Decimal | Unknown, side: str = "expenditure", unit: str = "万元") -> BudgetLine:
    return BudgetLine(stage, side, name, Figure(Printed(str(amount)), amount), unit, None, name.endswith("合计"))  # type: ignore[arg-type]


def budget(*lines: BudgetLine, lang: Lang = "zh") -> list[Picture]:
    return budget_pictures(replace(form(Sheet()), budget=lines), lang)


def test_the_budget_is_drawn_part_by_part_and_its_total_last() -> None:
    drawing = only(
        budget(
            line("initial", "支出合计", Decimal("8642.50")),
            line("initial", "基本支出", Decimal("5126.30")),
            line("final", "基本 支出", Decimal("5260.16")),
            line("final", "支出合计", Decimal("8215.36")),
        )
    )
    assert chart(drawing) == Chart(
        "bar",
        ("基本支出", "支出合计"),
        (
            Series("年初预算", (Decimal("5126.30"), Decimal("8642.50"))),
            Series("决算", (Decimal("5260.16"), Decimal("8215.36"))),
        ),
        "万元",
        "预算支出：年初预算 → 决算（万元）",
    )
    assert drawing.told == (
        "预算支出：年初预算 → 决算（万元）：基本支出：年初预算 5126.30万元、决算 5260.16万元；"
        "支出合计：年初预算 8642.50万元、决算 8215.36万元"
    )


def test_an_amount_that_is_missing_is_no_bar_of_nothing() -> None:
    (picture,) = budget(line("initial", "基本支出", JUDGED), line("final", "基本支出", Decimal(0)))
    assert picture.note == "图中1处写“没有读出”：表中没有这个数，或者不是数字。"
    assert picture.drawing is not None
    assert [one.values for one in chart(picture.drawing).series] == [(None,), (Decimal(0),)]
    assert "没有读出" in picture.drawing.svg


def test_sides_and_units_are_not_mixed_in_one_scale() -> None:
    pictures = budget(
        line("final", "收入合计", Decimal(1), "revenue"),
        line("final", "支出合计", Decimal(1)),
        line("final", "其中：差旅费", Decimal(10000), unit="元"),
    )
    assert [chart(one.drawing).unit for one in pictures if one.drawing] == ["万元", "万元", "元"]


def test_a_form_without_a_budget_says_why_nothing_is_drawn() -> None:
    assert budget() == [Picture(None, "表中没有读到预算数，画不出年初、调整、决算的对照图。")]
    assert budget(lang="en")[0].note.startswith("No budget figure was read")


def test_points_lost_by_group_as_claimed_and_by_rule() -> None:
    (picture,) = lost_pictures(HAND, "zh")
    assert picture.drawing is not None
    assert chart(picture.drawing).labels == ("管理", "产出")
    assert chart(picture.drawing).series == (
        Series("自评扣分", (Decimal(5), Decimal(0))),
        Series("按规则扣分", (Decimal("1.28"), Decimal(0))),
    )
    assert picture.note == "规则不能判定的2行按自评得分计入。"


def marked(**changes: object) -> Scored:
    """The form by hand with a change to the mark of its first row."""
    first: Mark = replace(HAND.marks[0], **changes)  # type: ignore[arg-type]
    return replace(HAND, marks=(first, *HAND.marks[1:]))


def test_a_score_that_is_missing_is_not_counted_as_nothing_lost() -> None:
    (picture,) = lost_pictures(marked(claimed=JUDGED, points=JUDGED), "zh")
    assert picture.drawing is not None
    assert [one.values[0] for one in chart(picture.drawing).series] == [None, None]
    assert picture.note.endswith("写“没有读出”的类别有一行以上缺权重或得分。")


def test_full_marks_everywhere_are_said_and_not_drawn() -> None:
    (picture,) = lost_pictures(marked(claimed=Decimal(20), points=Decimal(20)), "zh")
    assert picture.drawing is None
    assert "均为满分" in picture.note
    assert lost_pictures(replace(HAND, marks=()), "zh")[0].drawing is None


def test_too_many_groups_are_drawn_by_the_level_above() -> None:
    rows = form(Sheet()).indicators
    many = tuple(
        replace(rows[0], row=nth, groups=(Printed("产出" if nth < 9 else "效益"), Printed(f"第{nth}类")))
        for nth in range(1, 15)
    )
    marks = tuple(replace(HAND.marks[0], row=nth) for nth in range(1, 15))
    drawing = only(lost_pictures(replace(HAND, form=replace(HAND.form, indicators=many), marks=marks), "zh"))
    assert chart(drawing).labels == ("产出", "效益")
    assert chart(drawing).series[0].values == (Decimal(40), Decimal(30))


def test_targets_reached_are_drawn_and_the_others_named() -> None:
    (picture,) = achieved_pictures(marked(ratio=Decimal("0.9358")), "zh")
    assert picture.drawing is not None
    assert chart(picture.drawing).series == (Series("完成", (Decimal("93.6"),)), Series("指标值", (Decimal(100),)))
    assert picture.drawing.told.endswith("1 预算执行率 93.6% (93.58% / 100%, 没有达到)")
    assert picture.note.endswith("第2—4行的指标值或完成值不是可以相除的数，不在图中。")
    assert achieved_pictures(HAND, "zh")[0].drawing is None


@pytest.mark.parametrize(("rows", "sizes"), [(1, [1]), (20, [20]), (21, [11, 10]), (41, [14, 14, 13])])
def test_many_targets_are_several_drawings_of_about_one_size(rows: int, sizes: list[int]) -> None:
    one = form(Sheet()).indicators[0]
    indicators = tuple(replace(one, row=nth) for nth in range(1, rows + 1))
    marks = tuple(replace(HAND.marks[0], row=nth, ratio=Decimal(1)) for nth in range(1, rows + 1))
    pictures = achieved_pictures(replace(HAND, form=replace(HAND.form, indicators=indicators), marks=marks), "zh")
    assert [len(chart(one.drawing).labels) for one in pictures if one.drawing] == sizes
    assert [bool(one.note) for one in pictures] == [False] * (len(sizes) - 1) + [True]


def test_what_is_cut_off_is_marked_and_its_number_is_whole() -> None:
    far = bullets("x", "t", [Bullet("a", Decimal(725), "29 / 4", False)], "zh")
    near = bullets("x", "t", [Bullet("a", Decimal(150), "6 / 4", False)], "zh")
    assert "725.0%" in far.svg
    assert len(list(drawn(far).iter(f"{SVG}line"))) == len(list(drawn(near).iter(f"{SVG}line"))) + 2


def test_fills_differ_without_colour() -> None:
    stages = tuple(Series(name, (Decimal(5),)) for name in ("年初", "调整", "决算"))
    drawing = bars("x", "t", Chart("bar", ("a",), stages, "万元"), "zh")
    frame, *boxes = drawn(drawing).iter(f"{SVG}rect")
    keys, shown = boxes[:3], boxes[3:]
    assert frame.get("width") == str(WIDTH)
    assert [one.get("fill") == "#ffffff" for one in shown] == [True, True, False]
    assert [one.get("fill") for one in keys] == [one.get("fill") for one in shown]
    assert len(list(drawn(drawing).iter(f"{SVG}path"))) == 2, "the second fill is striped, in the key too"


AMOUNTS = st.one_of(st.none(), st.decimals(-(10**12), 10**12, places=2))
NAMES = st.text(min_size=0, max_size=60)


@given(
    st.lists(st.tuples(NAMES, AMOUNTS, AMOUNTS, AMOUNTS), min_size=1, max_size=14),
    st.integers(1, 3),
    st.sampled_from(["zh", "en"]),
)
def test_every_chart_of_bars_is_well_formed_within_its_frame_and_the_same_again(
    rows: list[tuple[str, Decimal | None, Decimal | None, Decimal | None]], many: int, lang: Lang
) -> None:
    labels = tuple(row[0] for row in rows)
    series = tuple(Series(f"<{at}&", tuple(row[at] for row in rows)) for at in range(1, many + 1))  # type: ignore[misc]
    one = bars("n", "<b>&", Chart("bar", labels, series, "万元"), lang)
    assert one == bars("n", "<b>&", Chart("bar", labels, series, "万元"), lang)
    tree = drawn(one)
    height = Decimal(tree.get("height", ""))
    assert one.width * height <= HIGHEST + height / 200
    for box in tree.iter(f"{SVG}rect"):
        left, top, width, high = (Decimal(box.get(key, "0")) for key in ("x", "y", "width", "height"))
        assert width > 0
        assert left >= 0
        assert left + width <= WIDTH
        assert top + high <= height
    assert "url(" not in one.svg
    assert "style" not in one.svg.split("<title")[0]


@given(st.lists(st.decimals(-(10**15), 10**15, places=4), min_size=1))
def test_a_scale_holds_zero_and_every_value_on_round_numbers(values: list[Decimal]) -> None:
    over = scale(values, 0, 100)
    ticks = list(over.ticks())
    assert Decimal(0) in ticks
    assert ticks[-1] == over.high
    assert over.low <= min(values)
    assert over.high >= max(values)
    assert len(ticks) <= 9
    assert all(0 <= over.x(value) <= 100 for value in values)


@given(st.text(max_size=80), st.integers(20, 300))
def test_a_label_is_cut_to_its_room_and_says_so(text: str, most: int) -> None:
    said = fitted(text, most)
    assert wide(said) <= most or said == "…"
