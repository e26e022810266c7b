"""``dominant-weight``: every row against the sum of all weights."""

from decimal import Decimal

import ibis

from steelyard.checks.dominant_weight import DOUBTED, FEWEST, NOTED
from steelyard.portfolio.columnar.checks._added import added
from steelyard.portfolio.columnar.checks._saying import THIN, Tables, about, own_lines, said
from steelyard.portfolio.columnar.exact import EXACT, Column, number

LEVEL = "note"


def verdicts(given: Tables) -> Column:
    """A form that cannot be judged has one verdict, another one for each line."""
    forms = added(given)
    few = (forms["lines"] < FEWEST) | (forms["weights"] < forms["lines"]) | (forms["weight_sum"] == number(Decimal(0)))
    unjudged = _beyond(forms) | few
    whole = forms.filter(unjudged)
    first = said(whole, ((_beyond(whole), "beyond"),), "skip")
    own = own_lines(given)
    judged = forms.filter(~unjudged).select("form", "weight_sum")
    lines = own.inner_join(judged, "form")
    level = _reaches(lines, DOUBTED).ifelse(ibis.literal("doubt"), ibis.literal("note"))
    values = {"row": lines["row"], "about": about(lines, ".weight"), "stated": lines["weight"], "level": level}
    return ibis.union(first, said(lines, ((~_reaches(lines, NOTED), "pass"),), "found", values))


def _beyond(forms: Column) -> Column:
    """Too many digits; or a sum below nothing, by which a share would turn its sign."""
    negative = ibis.coalesce(forms["weight_sum"] < number(Decimal(0)), ibis.literal(False))
    return (forms["beyonds"] > 0) | negative


def _reaches(lines: Column, percent: Decimal) -> Column:
    """Whether a weight is so many hundredths of the sum; multiplied, since engines divide unlike."""
    part = lines["weight"].try_cast(THIN) * ibis.literal(Decimal(100), "decimal(3, 0)")
    whole = lines["weight_sum"].cast("decimal(28, 10)") * ibis.literal(percent, "decimal(3, 0)")
    return part.cast(EXACT) >= whole.cast(EXACT)
