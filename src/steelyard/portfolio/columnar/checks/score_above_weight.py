"""``score-above-weight``: every scored line."""

from steelyard.portfolio.columnar.checks._saying import Tables, about, own_lines, said, too_long
from steelyard.portfolio.columnar.exact import Column

LEVEL = "error"


def verdicts(given: Tables) -> Column:
    """A verdict for each thing that the check looks at, ``beyond`` where columns cannot decide."""
    lines = own_lines(given)
    weight, score = lines["weight"], lines["score"]
    cases = (
        (too_long(lines, "weight") | too_long(lines, "score"), "beyond"),
        (weight.isnull() | score.isnull(), "skip"),
        (score <= weight, "pass"),
    )
    values = {"row": lines["row"], "about": about(lines, ".score"), "stated": score, "computed": weight}
    return said(lines, cases, "found", values)
