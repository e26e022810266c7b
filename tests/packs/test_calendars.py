"""The working-day calendars: true to the week and to what was announced, and Unknown where nothing is known."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.model import Unknown
from steelyard.packs.calendars import Calendar, calendar, read_year, working_days, years
from steelyard.packs.loading import PackError

DATE = datetime.date.fromisoformat
CALENDAR = working_days()
KNOWN = st.dates(CALENDAR.first, CALENDAR.last)

# Working days by month, as two published calendars count them that were written independently of these files.
BY_MONTH = {
    2019: (22, 17, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22),
    2020: (17, 20, 22, 22, 19, 21, 23, 21, 23, 17, 21, 23),
    2021: (20, 17, 23, 22, 19, 21, 22, 22, 22, 17, 22, 23),
    2022: (21, 16, 23, 21, 20, 21, 21, 23, 21, 18, 22, 22),
    2023: (18, 20, 23, 20, 21, 21, 21, 23, 20, 19, 22, 21),
    2024: (22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22),
    2025: (19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23),
    2026: (21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21),
}


@pytest.mark.parametrize(("year", "month"), [(year, at) for year, row in BY_MONTH.items() for at in range(len(row))])
def test_working_days_of_each_month(year: int, month: int) -> None:
    counted = [day for day in CALENDAR.working if (day.year, day.month) == (year, month + 1)]
    assert len(counted) == BY_MONTH[year][month]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2019-05-02", False),  # the second notice of the year made four days of one
        ("2019-05-05", True),
        ("2020-01-31", False),  # the extended Spring Festival
        ("2020-02-01", False),  # a make-up day until the extension
        ("2020-02-03", True),
        ("2022-12-31", False),  # claimed by the notice for 2023
        ("2023-12-29", True),
        ("2024-02-09", True),  # New Year's Eve: leave was encouraged, not given
        ("2023-10-08", True),
        ("2026-02-23", False),
        ("2026-05-09", True),
        ("2026-11-28", False),
    ],
)
def test_days_that_notices_decided(day: str, works: bool) -> None:
    assert CALENDAR.is_working(DATE(day)) is works


@pytest.mark.parametrize(
    ("day", "number", "ends"),
    [
        ("2023-09-28", 1, "2023-10-07"),  # the day itself does not count; a make-up Saturday does
        ("2023-09-28", 7, "2023-10-13"),
        ("2023-10-01", 1, "2023-10-07"),  # from a day that is free itself
        ("2020-01-23", 5, "2020-02-07"),
        ("2024-12-31", 2, "2025-01-03"),
        ("2025-06-02", 0, "2025-06-02"),
    ],
)
def test_a_deadline_in_working_days(day: str, number: int, ends: str) -> None:
    assert CALENDAR.add(DATE(day), number) == DATE(ends)
    assert CALENDAR.between(DATE(day), DATE(ends)) == number


@pytest.mark.parametrize("day", ["2018-12-31", "2026-12-29", "2027-01-04", "1999-01-01"])
def test_outside_of_the_known_days_nothing_is_guessed(day: str) -> None:
    for answer in (CALENDAR.is_working(DATE(day)), CALENDAR.add(DATE(day), 1), CALENDAR.between(DATE(day), DATE(day))):
        assert isinstance(answer, Unknown)
        assert day in answer.why.zh
        assert day in answer.why.en


def test_a_deadline_beyond_the_known_days_is_unknown() -> None:
    late = CALENDAR.add(DATE("2026-12-25"), 2)
    assert isinstance(late, Unknown)
    assert "第2个工作日" in late.why.zh
    assert CALENDAR.add(DATE("2026-12-25"), 1) == DATE("2026-12-28")


def test_a_deadline_does_not_lie_behind() -> None:
    with pytest.raises(ValueError, match="below 0"):
        CALENDAR.add(DATE("2023-01-03"), -1)


@given(KNOWN, st.integers(1, 100))
def test_adding_and_counting_undo_each_other(day: datetime.date, number: int) -> None:
    ends = CALENDAR.add(day, number)
    if isinstance(ends, datetime.date):
        assert ends > day
        assert CALENDAR.is_working(ends) is True
        assert CALENDAR.between(day, ends) == number
        back = CALENDAR.between(ends, day)
        assert back == -number


@given(KNOWN, KNOWN, KNOWN)
def test_spans_add_up(one: datetime.date, two: datetime.date, three: datetime.date) -> None:
    spans = [CALENDAR.between(*pair) for pair in ((one, two), (two, three), (one, three))]
    counts = [span for span in spans if isinstance(span, int)]
    assert counts[0] + counts[1] == counts[2]


def test_the_table_for_engines_says_the_same() -> None:
    days = list(CALENDAR.days())
    ordinal = {day.date: day.ordinal for day in days}
    assert [day.date for day in days if day.working] == list(CALENDAR.working)
    assert (days[0].date, days[-1].date) == (CALENDAR.first, CALENDAR.last)
    start, end = DATE("2022-09-30"), DATE("2022-10-12")
    assert ordinal[end] - ordinal[start] == CALENDAR.between(start, end) == 5


def test_every_year_names_its_notice_and_what_that_rests_on() -> None:
    assert list(years()) == list(range(2019, 2027)) == list(CALENDAR.years)
    for year in years().values():
        for notice in year.notices:
            assert notice.document.startswith("国办发明电〔")
            assert notice.basis
            assert notice.since < f"{year.year}-12-31"


YEAR = """
year = 2023
[[notices]]
document = "文号"
title = "标题"
article = ""
original_seen = true
read_on = "2026-01-01"
[[holidays]]
name = "元旦"
name_en = "New Year's Day"
first = 2023-01-01
last = 2023-01-02
"""


@pytest.mark.parametrize(
    ("name", "more", "named"),
    [
        ("2023.toml", "days = 2\nmake_ups = [2023-01-07]", "make_ups"),
        ("2023.toml", "days = 3", r"days: 3 announced, 2"),
        ("2023.toml", "days = 2\nmake_up = [2023-01-06]", "2023-01-06 is no Saturday"),
        ("2023.toml", "days = 2\nmake_up = [2023-01-01]", "spoken of twice"),
        ("2023.toml", "days = 2\nmake_up = [2024-01-06]", "not of this year"),
        ("2023.toml", 'days = 2\nnotice = "别的"', "notice: 别的"),
        ("2023.toml", 'days = "2"', "days"),
        ("2022.toml", "days = 2", "year: 2023"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_by_name_and_key(
    tmp_path: Path, name: str, more: str, named: str
) -> None:
    file = tmp_path / name
    file.write_text(f"{YEAR}{more}\n", encoding="utf-8")
    with pytest.raises(PackError, match=rf"{name}.*{named}"):
        read_year(file)


def test_a_gap_between_the_years_is_refused() -> None:
    without = {year: found for year, found in years().items() if year != 2022}
    with pytest.raises(PackError, match="2022"):
        calendar(without)
    assert isinstance(calendar({2024: years()[2024]}), Calendar)
    with pytest.raises(PackError, match="no file"):
        calendar({})
