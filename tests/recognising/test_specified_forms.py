"""Each specification in ``forms/``: the form is read as it says, and every place is where its text stands."""

import re
from collections.abc import Iterator

import pytest
from tests.recognising.specified import Specified, facts, specified

from steelyard.model import Form, Place, Printed
from steelyard.packs.forms import profiles
from steelyard.quantity import fold

FORMS = specified()


@pytest.mark.parametrize("case", FORMS, ids=lambda case: case.name)
def test_form_is_read_as_specified(case: Specified) -> None:
    read = [fact for fact in facts(case.form()) if fact.partition(":")[0] in case.kinds]
    assert tuple(read) == case.facts


@pytest.mark.parametrize("case", FORMS, ids=lambda case: case.name)
def test_places_hold_the_text_that_they_name(case: Specified) -> None:
    form = case.form()
    for place in _places(form):
        printed = form.document.text[place.start : place.end]
        assert re.sub(r"\s", "", printed) == re.sub(r"\s", "", place.text)
    assert [row.name.place.row for row in form.indicators if row.name.place] == list(range(1, len(form.indicators) + 1))


def test_every_profile_has_a_form_that_it_is_chosen_for() -> None:
    chosen = {fact.removeprefix("profile: ").partition(",")[0] for case in FORMS for fact in case.facts}
    assert chosen >= set(profiles())


def _places(form: Form) -> Iterator[Place]:
    printed: list[Printed] = [form.grade, form.stated_score.printed, form.execution_rate.printed]
    printed += [form.total.weight.printed, form.total.score.printed]
    for row in form.indicators:
        printed += [*row.groups, row.name, row.target, row.actual, row.weight.printed, row.score.printed, row.note]
        printed += [row.operator, row.unit, row.nature, row.initial_target, row.standard]
    for line in form.budget:
        printed += [line.share.printed] if line.share else []
    yield from (one.place for one in printed if one.place is not None and one.text in fold(one.place.text))
    yield from (line.amount.printed.place for line in form.budget if line.amount.printed.place is not None)
