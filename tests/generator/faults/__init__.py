"""Twins of a clean form with one fault each, and what an auditor must name.

A planter takes a clean form and gives its twin, or ``None`` where the family cannot carry the fault.
"""

import random

from tests.generator.faults import aims, copies, itself, points, sums, told, words
from tests.generator.faults.planting import PLANTERS, Fault, Planted
from tests.generator.truth import Truth

__all__ = ["PLANTERS", "Fault", "Planted", "plant"]

WEIGHED = {  # need the weight of a row in print
    *(Fault.TOTAL_WEIGHT_OFF, Fault.WEIGHT_CHANGED, Fault.GROUP_TOTAL_OFF, Fault.SCORE_OFF_RULE),
    *(Fault.SCORE_ABOVE_WEIGHT, Fault.DEDUCTION_WITHOUT_NOTE, Fault.ALL_FULL, Fault.DOMINANT_WEIGHT),
}

assert all(module for module in (aims, copies, itself, points, sums, told, words))


def plant(truth: Truth, fault: Fault) -> Planted | None:
    """The twin of ``truth`` with one fault: the same form and fault give the same twin."""
    if fault in WEIGHED and not truth.family.weighted:
        return None
    return PLANTERS[fault](truth, random.Random(f"{truth.family_name} {truth.seed} {fault}"))
