"""``copied-text`` on the labelled text of many departments, which was not written for it."""

from functools import cache

import pytest
from tests.claims.corpus import departments
from tests.recognising.test_likeness import TABLE

from steelyard.auditing import audit
from steelyard.model import Finding, Form
from steelyard.reading import read_bytes
from steelyard.recognising import recognise
from steelyard.scoring import score

YEAR = 2023


@cache
def told() -> dict[str, str]:
    """All that each unit tells."""
    return {one.unit: "\n".join(passage.text for passage in one.passage) for one in departments()}


@cache
def form(unit: str, text: str, year: int = YEAR) -> Form:
    """The form of ``unit`` whose results are ``text``."""
    head = f"{year}年部门整体支出绩效自评价表\n\n自评价单位（盖章）：{unit}\n\n三、主要绩效\n"
    return recognise(read_bytes(f"{head}{text}\n{TABLE}".encode(), f"{unit}{year}.md"))


def found(one: Form, *beside: Form) -> tuple[Finding, ...]:
    """What the check finds in a form."""
    return audit(score(one), select=["copied-text"], beside=beside).findings


@pytest.mark.parametrize("unit", told())
def test_a_unit_that_tells_its_own_is_not_asked_about(unit: str) -> None:
    others = [form(other, text) for other, text in told().items() if other != unit]
    assert found(form(unit, told()[unit]), *others) == ()


@pytest.mark.parametrize("unit", told())
def test_a_unit_that_tells_another_s_is_asked_about_all_of_it(unit: str) -> None:
    copied = [
        one for one in found(form("云溪县归档局", told()[unit]), form(unit, told()[unit])) if one.computed is None
    ]
    assert copied
    assert {one.level for one in copied} == {"doubt"}


@pytest.mark.parametrize("unit", told())
def test_a_unit_that_tells_last_year_s_numbers_is_asked_about_them(unit: str) -> None:
    alike = found(form(unit, told()[unit]), form(unit, told()[unit], YEAR - 1))
    assert any("数字却全部相同" in one.message.zh for one in alike)
