"""``unexplained-deduction``: every scored line."""

import ibis

from steelyard.checks.unexplained_deduction import EXECUTED_WELL
from steelyard.portfolio.columnar.checks._saying import (
    THIN,
    Tables,
    about,
    heavy,
    own_lines,
    said,
    too_long,
    yes,
)
from steelyard.portfolio.columnar.exact import EXACT, Column

LEVEL = "doubt"


def verdicts(given: Tables) -> Column:
    """A verdict for each thing that the check looks at, ``beyond`` where columns cannot decide."""
    lines = own_lines(given)
    weight, score = lines["weight"], lines["score"]
    execution = lines["row"] == 0
    long = too_long(lines, "weight") | too_long(lines, "score")
    cases = (
        (long | (execution & (heavy(weight) | too_long(lines, "points"))), "beyond"),
        (weight.isnull() | score.isnull(), "skip"),
        ((score >= weight) | (execution & _well_executed(lines)), "pass"),
        (~lines["noted"], "skip"),
        (lines["reasoned"], "pass"),
    )
    values = {"row": lines["row"], "about": about(lines, ".score"), "stated": score, "computed": weight}
    return said(lines, cases, "found", values)


def _well_executed(lines: Column) -> Column:
    """Spending so near to the budget that the arithmetic is the reason."""
    least = lines["weight"].try_cast(THIN) * ibis.literal(EXECUTED_WELL, "decimal(2, 1)")
    return yes((lines["score"] == lines["points"]) & (lines["points"] >= least.cast(EXACT)))
