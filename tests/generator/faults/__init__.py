"""Twins of a clean form with one fault each, and what an auditor must name.

A planter takes a clean form and gives its twin, or ``None`` where the family cannot carry the fault.
"""

import random

from tests.generator.faults import aims, points, sums, words
from tests.generator.faults.planting import PLANTERS, Fault, Planted
from tests.generator.truth import Truth

__all__ = ["PLANTERS", "Fault", "Planted", "plant"]

assert all(module for module in (aims, points, sums, words))


def plant(truth: Truth, fault: Fault) -> Planted | None:
    """The twin of ``truth`` with one fault: the same form and fault give the same twin."""
    return PLANTERS[fault](truth, random.Random(f"{truth.family_name} {truth.seed} {fault}"))
