"""The catalogue of checks: every one named in the contract, explained in both languages, specified both ways."""

import sys
from pathlib import Path

import pytest
from tests.checks.cases import cases
from tests.contract import CHECKS

import steelyard.checks
from steelyard.checks import FAMILIES, Check, check, checks

EVERY = pytest.mark.parametrize("one", checks().values(), ids=lambda one: one.name)


def test_the_checks_are_those_of_the_contract_by_family() -> None:
    promised = [(family, name) for family in FAMILIES for name in sorted(CHECKS.get(family, "").split())]
    assert [(one.family, one.name) for one in checks().values()] == promised


@EVERY
def test_a_check_bears_the_name_of_its_file(one: Check) -> None:
    file = Path(steelyard.checks.__file__).parent / f"{one.name.replace('-', '_')}.py"
    assert file.is_file()
    assert one.run.__module__.endswith(file.stem)


@EVERY
def test_a_check_has_a_page_in_both_languages(one: Check) -> None:
    assert one.title.zh
    assert one.title.en
    assert list(one.paragraphs("zh")) == ["查什么", "为什么", "依据", "例", "怎么办"]
    assert list(one.paragraphs("en")) == ["What", "Why", "Clause", "Example", "Next"]
    for lang, stop in (("zh", "。"), ("en", (".", "?"))):
        page = one.explain(lang)
        assert page.startswith(one.name)
        assert all(text.endswith(stop) for text in one.paragraphs(lang).values()), page
        assert all(text in page for text in one.paragraphs(lang).values())
    assert not any("一" <= letter <= "鿿" for text in one.paragraphs("en").values() for letter in text), (
        "half translated"
    )


@EVERY
def test_a_check_is_specified_where_it_fires_and_where_it_must_not(one: Check) -> None:
    own = [case for case in cases() if case.check == one.name]
    assert sum(bool(case.expected) for case in own) >= 3
    assert sum(not case.expected for case in own) >= 3
    assert one.level in {finding.level for case in own for finding in case.expected}


def test_every_specification_has_its_check() -> None:
    assert {case.check for case in cases()} == set(checks())


@EVERY
def test_the_page_is_there_without_docstrings(one: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules[one.run.__module__]
    monkeypatch.setattr(module, "__doc__", None)  # as under ``python -OO``
    assert check(one.family, one.level)(one.run).page == one.page
