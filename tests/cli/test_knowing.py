"""``explain``, ``checks``, ``profiles``, ``packs``: what is known is listed, and what is listed has a page."""

import pytest

from steelyard.checks import checks
from steelyard.cli import main
from steelyard.packs import ledgers
from steelyard.packs.calendars import years
from steelyard.packs.forms import profiles
from steelyard.packs.indicators import frameworks
from steelyard.packs.monitoring import schemes
from steelyard.packs.rules import rules
from steelyard.packs.standards import standards
from steelyard.packs.surveys import questionnaires

KNOWN = {"checks": checks, "profiles": profiles}
PACKS = [
    *(*profiles(), *rules(), *frameworks()),
    *(f"ledgers/{name}" for name in ledgers.packs()),
    *(f"calendars/{name}" for name in years()),
    *(f"monitoring/{name}" for name in schemes()),
    *(f"surveys/{name}" for name in questionnaires()),
    *(f"standards/{name}" for name in standards()),
]


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("what", KNOWN)
def test_lists_have_one_a_line_the_name_first(what: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, what, "--lang", lang).splitlines()
    assert [line.split()[0] for line in lines] == list(KNOWN[what]())
    assert all(len(line.split(maxsplit=2)) == 3 for line in lines)


def test_packs_are_all_the_official_material(capsys: pytest.CaptureFixture[str]) -> None:
    names = [line.split()[0] for line in printed(capsys, "packs").splitlines()]
    assert names == PACKS


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_listed_has_a_page(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (*checks(), *PACKS):
        page = printed(capsys, "explain", name, "--lang", lang)
        assert page.startswith(f"{name} · ")
        assert len(page) > 80


def test_the_page_of_a_rule_tells_clause_source_and_worked_examples(capsys: pytest.CaptureFixture[str]) -> None:
    page = printed(capsys, "explain", "mof-2020-10/proportion")
    for words in (
        "条文：",
        "来源：财预〔2020〕10号",
        "原文：未见原文",
        "完成值 93.58，指标值 100，分值 2 → 1.87（93.58 ÷ 100 × 2）",
    ):
        assert words in page


def test_the_page_of_a_profile_names_its_rules_and_says_when_they_are_inferred(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = printed(capsys, "explain", "rugao-department")
    assert "mof-2020-10/proportion  完成比例法" in page
    assert "由公开的表归纳，没有文件规定" in page
