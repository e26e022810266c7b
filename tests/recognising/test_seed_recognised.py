"""The real form, in every format it was filed in, is recognised as the same form."""

from collections.abc import Sequence
from functools import cache

import pytest
from tests.recognising.specified import facts
from tests.shared import SHARED, needs_shared

from steelyard.model import Form, Unknown
from steelyard.reading import read
from steelyard.recognising import recognise

pytestmark = needs_shared

TXT = "seed/rugao-2023.txt"
FILES = [
    "forms/rugao-2023.docx",
    "forms/rugao-2023-tricky.docx",
    "forms/rugao-2023.doc",
    "forms/rugao-2023.xlsx",
    "forms/rugao-2023-typed.xlsx",
    "forms/rugao-2023.xls",
    "forms/rugao-2023.html",
    "forms/rugao-2023.pdf",
    "forms/rugao-2023-typst.pdf",
]


@cache
def seed(name: str) -> Form:
    return recognise(read(SHARED / name))


def test_what_the_form_says_of_itself() -> None:
    form = seed(TXT)
    assert (form.profile.name, form.profile.inferred, form.kind) == ("rugao-department", True, "department")
    assert (form.year, form.grade.text, form.stated_score.printed.text) == (2023, "优秀", "95")
    assert [part.kind for part in form.sections] == ["overview", "evaluation", "results", "problems", "suggestions"]
    assert not form.unplaced


def test_its_rows_and_totals() -> None:
    form = seed(TXT)
    assert len(form.indicators) == 39
    assert (form.total.weight.printed.text, form.total.score.printed.text) == ("100", "95")
    assert sum(row.weight.value for row in form.indicators if not isinstance(row.weight.value, Unknown)) == 103
    assert sum(row.score.value for row in form.indicators if not isinstance(row.score.value, Unknown)) == 98
    assert {len(row.groups) for row in form.indicators} == {2}
    assert len({row.groups[0].text for row in form.indicators}) == 2


def test_its_budget() -> None:
    form = seed(TXT)
    assert len(form.budget) == 18
    assert sum(line.share is not None for line in form.budget) == 12
    assert sum(line.total for line in form.budget) == 6
    assert {line.unit for line in form.budget} == {"万元"}
    assert form.execution_rate.printed.text == "93.58%"
    places = [line.amount.printed.place for line in form.budget]
    assert all(place and form.document.text[place.start : place.end] == place.text for place in places)


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_form(name: str) -> None:
    left_out = ("total",) if "typed" in name else ()  # a sum without a stored result
    assert told(seed(name), left_out) == told(seed(TXT), left_out)


def told(form: Form, left_out: Sequence[str]) -> list[str]:
    return [fact for fact in facts(form) if fact.partition(":")[0] not in left_out]
