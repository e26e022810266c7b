"""The real form: the whole list of what is wrong with it, and silence where all is right."""

from collections import defaultdict

import pytest
from tests.shared import SHARED, needs_shared

from steelyard.auditing import audit
from steelyard.model import Audited
from steelyard.reading import read
from steelyard.recognising import recognise
from steelyard.scoring import score

FOUND: dict[str, set[tuple[str, str | None, str | None]]] = {
    "weight-total-misstated": {("total.weight", "100", "103")},
    "score-total-misstated": {("total.score", "95", "98")},
    "score-off-rule": {
        ("indicator:2.score", "1", "1.87"),
        ("indicator:31.score", "1", "1.95"),
        ("indicator:37.score", "2", "3"),
    },
    "unexplained-deduction": {
        ("indicator:2.score", "1", "2"),
        ("indicator:31.score", "1", "3"),
        ("indicator:37.score", "2", "3"),
        ("indicator:38.score", "2", "3"),
    },
    "unexplained-shortfall": {("indicator:2.actual", "93.58%", "100%"), ("indicator:31.actual", "13家", "20家以上")},
    "shortfall-left-out": {("indicator:2.actual", "93.58%", "100%"), ("indicator:31.actual", "13家", "20家以上")},
    "target-far-exceeded": {
        ("indicator:15.actual", "1210件", "173%"),
        ("indicator:16.actual", "20家", "200%"),
        ("indicator:17.actual", "29家", "725%"),
        ("indicator:34.actual", "3次", "150%"),
    },
    "unit-off-name": {("indicator:18.target", "100%", None)},
    "narrative-contradicts-table": {("indicator:15.actual", "1276", "1210"), ("indicator:22.actual", "6080", "50552")},
}
ECHOES = {1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 35, 38}
RIGHT = {  # how often the check was made, and held
    "budget-total-misstated": 8,
    "share-misstated": 12,
    "execution-rate-misstated": 1,
    "grade-off-scale": 1,
    "score-above-weight": 39,
    "impossible-percentage": 8,
    "section-missing": 5,
}


@pytest.fixture(scope="module")
def audited() -> Audited:
    return audit(score(recognise(read(SHARED / "seed" / "rugao-2023.txt"))))


@needs_shared
def test_every_fault_of_the_real_form_is_found_and_no_other(audited: Audited) -> None:
    found = defaultdict(set)
    for finding in audited.findings:
        found[finding.name].add((finding.about, finding.stated, finding.computed))
    echoes = {int(about.split(":")[1].split(".")[0]) for about, _, _ in found.pop("echoed-target")}
    reversed_wording = found.pop("reversed-wording")
    ((_, short, full),) = found.pop("copied-text")
    assert found == FOUND
    assert echoes == ECHOES
    assert len(reversed_wording) == 1
    assert short == full.replace("市市", "市")  # a note: the name of the unit lacks a character


@needs_shared
def test_levels_of_the_real_form(audited: Audited) -> None:
    by_level = {
        level: {one.name for one in audited.findings if one.level == level} for level in ("error", "doubt", "note")
    }
    assert by_level["error"] == {
        "weight-total-misstated", "score-total-misstated", "score-off-rule", "narrative-contradicts-table"
    }  # fmt: skip
    asked = [
        one.stated for one in audited.findings if one.name == "narrative-contradicts-table" and one.level == "doubt"
    ]
    assert asked == ["6080"]
    assert by_level["note"] == {"echoed-target", "copied-text"}


@needs_shared
@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_in_the_real_form_is_passed_in_silence(audited: Audited, name: str) -> None:
    (tally,) = (tally for tally in audited.tallies if tally.check == name)
    assert (tally.passed, tally.found, tally.skipped) == (RIGHT[name], 0, ())


@needs_shared
def test_every_finding_stands_where_it_says(audited: Audited) -> None:
    text = audited.scored.form.document.text
    for finding in audited.findings:
        assert finding.where, finding
        for place in finding.where:
            said = text[place.start : place.end]
            assert "".join(said.split()) == "".join(place.text.split()), finding
