"""``full-marks-everywhere``: the form as a whole."""

import ibis

from steelyard.checks.full_marks_everywhere import FEWEST
from steelyard.portfolio.columnar.checks._added import added
from steelyard.portfolio.columnar.checks._saying import Tables, said
from steelyard.portfolio.columnar.exact import Column

LEVEL = "note"


def verdicts(given: Tables) -> Column:
    """A verdict for each thing that the check looks at, ``beyond`` where columns cannot decide."""
    forms = added(given)
    cases = (
        (forms["beyonds"] > 0, "beyond"),
        ((forms["pairs"] < FEWEST) | (forms["pairs"] < forms["lines"]), "skip"),
        (forms["shorts"] > 0, "pass"),
    )
    return said(forms, cases, "found", {"about": ibis.literal("total.score"), "stated": forms["score_sum"]})
