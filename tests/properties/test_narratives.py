"""Numbers told in many wordings: none is asked about in a clean form, and one told otherwise is found."""

import pytest
from tests.generator.families import FAMILIES
from tests.generator.faults import Fault
from tests.generator.tying import Told, measured
from tests.properties.made_up import seeds

RECALL, PRECISION, TIED = 0.85, 0.95, 0.93  # of few forms; ``python -m tests.generator.tying`` measures on many


def told(fault: Fault | None, *, held_out: bool) -> Told:
    numbers = seeds(4 * len(FAMILIES), least=6)
    return measured(numbers, fault, list(FAMILIES), held_out=held_out)


@pytest.mark.parametrize("held_out", [False, True])
def test_nothing_of_a_clean_narrative_is_asked(*, held_out: bool) -> None:
    clean = told(None, held_out=held_out)
    assert not clean.wrong
    assert clean.counts["tied"] >= TIED * clean.counts["told"]


@pytest.mark.parametrize("held_out", [False, True])
def test_a_number_told_otherwise_is_found(*, held_out: bool) -> None:
    twins = told(Fault.TOLD_OTHERWISE, held_out=held_out)
    print(f"{twins.counts['planted']} planted: recall {twins.recall:.2f}, precision {twins.precision:.2f}")
    assert twins.recall >= RECALL, twins.wrong
    assert twins.precision >= PRECISION, twins.wrong
