"""Numbers told in many wordings: none is asked about in a clean form, and one told otherwise is found."""

import pytest
from tests.generator.families import FAMILIES
from tests.generator.faults import Fault
from tests.generator.telling import held_out
from tests.generator.tying import Told, measured
from tests.properties.made_up import seeds

RECALL, PRECISION, TIED = 0.85, 0.95, 0.93  # of few forms; ``python -m tests.generator.tying`` measures on many


def told(fault: Fault | None, *, kept: bool) -> Told:
    numbers = [seed for seed in seeds(2 * len(FAMILIES), least=10) if held_out(seed) is kept]
    return measured(numbers, fault, list(FAMILIES))


@pytest.mark.parametrize("kept", [False, True], ids=["tuned", "held out"])
def test_nothing_of_a_clean_narrative_is_asked(*, kept: bool) -> None:
    clean = told(None, kept=kept)
    assert not clean.wrong
    assert clean.counts["tied"] >= TIED * clean.counts["told"]


@pytest.mark.parametrize("kept", [False, True], ids=["tuned", "held out"])
def test_a_number_told_otherwise_is_found(*, kept: bool) -> None:
    twins = told(Fault.TOLD_OTHERWISE, kept=kept)
    print(f"{twins.counts['planted']} planted: recall {twins.recall:.2f}, precision {twins.precision:.2f}")
    assert twins.recall >= RECALL
    assert twins.precision >= PRECISION
