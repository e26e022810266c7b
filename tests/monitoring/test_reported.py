"""A month's end as a unit reports it: what gives a light, what gives none and why, and what wants a reason."""

from decimal import Decimal

import msgspec
import pytest

from steelyard.model import Aim, Message, Unknown
from steelyard.monitoring import Report, course, usual_way
from steelyard.packs.monitoring import Scheme, schemes
from steelyard.scoring.aims import aim

D = Decimal
GENERAL = schemes()["general"]
NOTHING = Unknown(Message("没有填报。", "Nothing was reported."))


def target(name: str, said: str, row: int = 1, weight: str = "10") -> Aim:
    return aim(row, (), name, said, weight=D(weight), year=2026)


def light(one: Aim, report: Report, month: int = 6) -> tuple[object, str]:
    found = course(GENERAL, [one], {1: report}, (D(50), D(100)), month, 2026)
    (only,) = found.watch.standing.goals
    return None if isinstance(only.colour, Unknown) else only.colour, only.why.zh


@pytest.mark.parametrize(
    ("name", "said", "so_far", "colour"),
    [
        ("巡查河道", "≥120次", "60次", "green"),
        ("巡查河道", "≥120次", "60", "green"),
        ("巡查河道", "≥120次", "20", "red"),
        ("受益人数", "≥5万人", "25000人", "green"),
        ("受益人数", "≥5万人", "2.5", "red"),  # two and a half persons, as it is typed
        ("运行成本", "≤30万元", "31", "red"),
        ("运行成本", "≤30万元", "290000元", "green"),
        ("群众满意度", "≥90%", "89%", "red"),  # a level does not grow by the month
        ("群众满意度", "≥90%", "90", "green"),
        ("预算执行率", "100%", "48%", "green"),  # spending grows
        ("能耗", "下降5%", "下降6%", "green"),
        ("能耗", "下降5%", "上升6%", "red"),
        ("巡查河道", "≥120次", "", None),
        ("巡查河道", "≥120次", "正在开展", None),
        ("巡查河道", "≥120次", "60公里", None),
    ],
)
def test_what_was_reached_gives_a_light_or_says_why_none(name: str, said: str, so_far: str, colour: str | None) -> None:
    found, why = light(target(name, said), Report(so_far))
    assert found == colour, why
    assert why.endswith("。")


def test_a_unit_says_whether_a_result_grows_but_not_that_a_limit_does() -> None:
    rate = target("工程完成率", "100%")
    assert usual_way(rate) == "floor"
    assert light(rate, Report("50%"))[0] == "red"
    assert light(rate, Report("50%", way="paced"))[0] == "green"
    assert light(target("巡查河道", "≥120次"), Report("60", way="floor"))[0] == "red"
    assert light(target("运行成本", "≤30万元"), Report("31", way="paced"))[0] == "red"
    assert light(target("巡查河道", "≥120次"), Report("60", way="ceiling"))[0] == "green"


def test_words_and_days_are_told_of_and_not_watched() -> None:
    aims = [target("机制", "健全", 1), target("办结时间", "10月底前", 2), target("巡查", "12次", 3)]
    found = course(GENERAL, aims, {1: Report("正在建立")}, (D(1), D(2)), 6, 2026)
    assert [one.row for one in found.watch.watched] == [3]
    assert [row for row, _ in found.watch.unwatched] == [1, 2]
    assert isinstance(found.watch.standing.progress, Unknown)  # of row 3 nothing was reported


def test_what_is_red_or_will_fall_short_wants_a_reason() -> None:
    aims = [target(f"巡查{row}", "≥120次", row) for row in (1, 2, 3, 4)]
    reports = {
        1: Report("10", "130"),  # red
        2: Report("60", "100"),  # will fall short
        3: Report("10", "100", "汛期推迟"),
        4: Report("60", "120"),
    }
    found = course(GENERAL, aims, reports, (D(1), D(2)), 6, 2026)
    assert found.unexplained == (1, 2)
    assert found.short == {1: False, 2: True, 3: True, 4: False}
    cost = target("运行成本", "≤30万元")
    assert course(GENERAL, [cost], {1: Report("10", "31")}, (D(1), D(2)), 6, 2026).unexplained == (1,)
    blank = course(GENERAL, [cost], {}, (D(1), D(2)), 6, 2026)
    assert isinstance(blank.short[1], Unknown)
    assert blank.unexplained == ()


def test_spending_that_was_not_reported_gives_no_light() -> None:
    found = course(GENERAL, [target("巡查", "12次")], {1: Report("6")}, (NOTHING, D(100)), 6, 2026)
    assert isinstance(found.watch.standing.execution.colour, Unknown)
    assert isinstance(found.watch.standing.executed, Unknown)
    assert found.watch.standing.progress == 50


def test_the_months_are_those_of_the_scheme() -> None:
    assert GENERAL.months == tuple(range(1, 8))
    assert schemes()["shanxi"].months == tuple(range(1, 13))
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"title": "", "title_en": "", "note": "", "note_en": "", "source": {}, "months": [13]}, Scheme)
