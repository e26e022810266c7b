"""``target-far-exceeded``: every row with a number for its target and a number for its result."""

from decimal import Decimal

import ibis

from steelyard.checks.target_far_exceeded import threshold
from steelyard.portfolio.columnar.checks._saying import Tables, about, by_profile, heavy, said, too_long
from steelyard.portfolio.columnar.exact import EXACT, Column, number
from steelyard.portfolio.schema import PLACES

LEVEL = "doubt"
LAST = Decimal(1).scaleb(-PLACES)


def verdicts(given: Tables) -> Column:
    """A verdict for each thing that the check looks at, ``beyond`` where columns cannot decide."""
    lines = given.lines.filter(given.lines["row"] > 0)
    ratio = lines["ratio"]
    bound = by_profile(lines["profile"], lambda one: threshold(one.rules.over_achievement), EXACT)
    excused = lines["bounded"] | lines["reasoned"]
    percent = (ratio.try_cast("decimal(19, 10)") * ibis.literal(Decimal(100), "decimal(3, 0)")).cast(EXACT)
    # A ratio is kept to so many decimals: where the last of them decides, it is not decided here.
    at_bound = (ratio - bound).cast(EXACT).abs() <= number(LAST)
    at_half = ((percent - percent.floor()).cast(EXACT) - number(Decimal("0.5"))).cast(EXACT).abs() <= number(100 * LAST)
    cases = (
        (too_long(lines, "ratio") | heavy(ratio), "beyond"),
        (ratio.isnull(), "skip"),
        (excused, "pass"),
        (at_bound, "beyond"),
        (ratio < bound, "pass"),
        (at_half, "beyond"),
    )
    whole = (percent + number(Decimal("0.5"))).cast(EXACT).floor()
    return said(lines, cases, "found", {"row": lines["row"], "about": about(lines, ".actual"), "computed": whole})
