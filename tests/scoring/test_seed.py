"""The real form, scored: the figures that were worked out by hand."""

from decimal import Decimal

import pytest
from tests.shared import SHARED, needs_shared

from steelyard.model import Scored, Unknown
from steelyard.reading import read
from steelyard.recognising import recognise
from steelyard.scoring import score

pytestmark = needs_shared


@pytest.fixture(scope="module")
def scored() -> Scored:
    return score(recognise(read(SHARED / "forms" / "rugao-2023.docx")))


def test_totals_as_stated_and_by_rule(scored: Scored) -> None:
    assert (scored.summed.weight, scored.summed.score) == (103, 98)
    by_rule = scored.by_rule
    assert (by_rule.weight, by_rule.score, by_rule.grade) == (103, Decimal("100.82"), "优")


def test_fourteen_rows_are_judged_and_no_rule_decides_them(scored: Scored) -> None:
    undecided = [mark.row for mark in scored.marks if isinstance(mark.points, Unknown)]
    assert undecided == [1, *range(3, 14), 35, 38]
    assert scored.by_rule.undecided == 14


def test_two_rows_fall_short_and_are_scored_in_proportion(scored: Scored) -> None:
    short = {mark.row: (str(mark.points), mark.how.zh) for mark in scored.marks if mark.short}
    assert short == {2: ("1.87", "93.58 ÷ 100 × 2"), 31: ("1.95", "13 ÷ 20 × 3")}


def test_four_rows_reach_half_as_much_again_as_their_target(scored: Scored) -> None:
    far = [mark.row for mark in scored.marks if isinstance(mark.ratio, Decimal) and mark.ratio >= Decimal("1.5")]
    assert len(far) == 4
