"""The runner: what it runs, how it counts, how it orders."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.building import form, row

from steelyard.auditing import SILENT, UnknownCheckError, audit
from steelyard.checks import checks
from steelyard.model import Scored
from steelyard.reading import read_bytes
from steelyard.recognising import recognise
from steelyard.scoring import score

NAMES = list(checks())
GRAVITY = ["error", "doubt", "note"]


def faulty() -> Scored:
    """A form with findings of every level."""
    rows = [
        row("财务制度健全性", "健全", "健全", "60", "60"),
        row("演出场次", "30场", "24场", "20", "30"),
        row("图书采购册数", "100%", "100%", "20", "20"),
    ]
    return score(form(rows, total=("120", "95")))


def test_every_check_is_counted_once_and_none_is_silent() -> None:
    tallies = audit(faulty()).tallies
    assert [tally.check for tally in tallies] == NAMES
    assert all(tally.passed or tally.found or tally.skipped for tally in tallies)


def test_a_check_that_says_nothing_is_counted_as_skipped() -> None:
    (tally,) = audit(faulty(), select=["group-total-misstated"]).tallies
    assert (tally.passed, tally.found, tally.skipped) == (0, 0, ((SILENT.why, 1),))


def test_a_subtotal_that_is_no_number_is_skipped_and_not_passed_over() -> None:
    text = """| 类别 | 绩效指标 | 年初指标值 | 实际完成值 | 权重 | 得分 | 说明 |
|---|---|---|---|---|---|---|
| 履职指标 | 河道巡查次数 | 120次 | 126次 | 60 | 60 | |
| 小计 | | | | 60 | {} | |
| 效益指标 | 群众满意度 | ≥85% | 90% | 40 | 40 | |
"""
    for printed, skipped in (("见附表", 1), ("—", 0), ("", 0)):
        own = recognise(read_bytes(text.format(printed).encode(), "form.md"))
        (tally,) = audit(score(own), select=["group-total-misstated"]).tallies
        assert (tally.passed, tally.found, sum(many for _, many in tally.skipped)) == (1, 0, skipped), printed


def test_findings_come_gravest_first_and_are_counted_by_their_check() -> None:
    audited = audit(faulty())
    levels = [GRAVITY.index(finding.level) for finding in audited.findings]
    assert levels == sorted(levels)
    assert set(levels) == {0, 1, 2}
    counted = Counter(finding.name for finding in audited.findings)
    assert counted == {tally.check: tally.found for tally in audited.tallies if tally.found}


def test_findings_are_finished_sentences_with_a_next_step() -> None:
    for finding in audit(faulty()).findings:
        for said in (finding.message, finding.next_step):
            assert said.zh.endswith("。"), finding
            assert said.en.endswith("."), finding


@given(select=st.sets(st.sampled_from(NAMES)), ignore=st.sets(st.sampled_from(NAMES)))
def test_what_is_selected_and_not_ignored_is_run(select: set[str], ignore: set[str]) -> None:
    run = [tally.check for tally in audit(faulty(), select=select, ignore=ignore).tallies]
    assert run == [name for name in NAMES if (not select or name in select) and name not in ignore]


@pytest.mark.parametrize("how", ["select", "ignore"])
def test_an_unknown_name_is_an_error_that_offers_the_nearest(how: str) -> None:
    with pytest.raises(UnknownCheckError) as error:
        audit(faulty(), **{how: ["weight-total-mistated"]})
    assert error.value.message.zh == "没有名为“weight-total-mistated”的检查，是否指“weight-total-misstated”？"


def test_the_same_form_gives_the_same_findings() -> None:
    assert audit(faulty()) == audit(faulty())
