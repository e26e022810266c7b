"""The real form with one digit changed at a time: how many of its numbers no slip of the pen can change unnoticed."""

import pytest
from tests.guarding.mutating import guarded, table
from tests.shared import SHARED, needs_shared

FLOORS = {"claim": 32, "weight": 39, "score": 39, "target": 19, "actual": 14}  # of 88, 39, 39, 25, 25


@needs_shared
def test_no_fewer_numbers_are_guarded_than_were(capsys: pytest.CaptureFixture[str]) -> None:
    """The last digit of each number is changed to the next one; ``tests.guarding.mutating`` changes all to all."""
    kinds = table(guarded((SHARED / "seed" / "rugao-2023.txt").read_text(encoding="utf-8"), every=False))
    with capsys.disabled():
        said = (f"{kind} {counts['wholly']} of {counts['numbers']}" for kind, counts in kinds.items())
        print(f"\nguarded against a slip in the last digit: {', '.join(said)}")
    assert {kind: counts["wholly"] for kind, counts in kinds.items() if counts["wholly"] < FLOORS[kind]} == {}
