"""The real form with one digit changed at a time: how many of its numbers no slip of the pen can change unnoticed."""

import pytest
from tests.guarding.mutating import guarded, table
from tests.shared import SHARED, needs_shared

FLOORS = {"claim": 32, "weight": 39, "score": 39, "target": 19, "actual": 14}  # of 88, 39, 39, 25, 25
WITH_LEDGERS = FLOORS | {"claim": 46, "actual": 24}


@needs_shared
@pytest.mark.parametrize(("ledgers", "floors"), [(False, FLOORS), (True, WITH_LEDGERS)], ids=["alone", "with ledgers"])
def test_no_fewer_numbers_are_guarded_than_were(
    ledgers: bool, floors: dict[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    """The last digit of each number is changed to the next one; ``tests.guarding.mutating`` changes all to all."""
    text = (SHARED / "seed" / "rugao-2023.txt").read_text(encoding="utf-8")
    kinds = table(guarded(text, every=False, ledgers=ledgers))
    with capsys.disabled():
        said = (f"{kind} {counts['wholly']} of {counts['numbers']}" for kind, counts in kinds.items())
        beside = "with ledgers" if ledgers else "alone"
        print(f"\nguarded against a slip in the last digit, {beside}: {', '.join(said)}")
    assert {kind: counts["wholly"] for kind, counts in kinds.items() if counts["wholly"] < floors[kind]} == {}
