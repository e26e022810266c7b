"""``weight-total-misstated``: the printed total against the rows, or else the rows against the full marks."""

from decimal import Decimal

import ibis

from steelyard.portfolio.columnar.checks._saying import (
    Tables,
    full_marks,
    may_lack_execution,
    said,
    same,
    too_long,
    unclear,
    yes,
)
from steelyard.portfolio.columnar.exact import EXACT, Column, number

LEVEL = "error"


def verdicts(given: Tables) -> Column:
    """A verdict for each thing that the check looks at, ``beyond`` where columns cannot decide."""
    forms = given.forms
    added, stated, full = forms["summed_weight"], forms["total_weight"], full_marks(forms)
    apart, counts_it, open_ = (
        _apart(forms),
        _scores_count_it(forms),
        unclear(forms["total_score"], forms["summed_score"]),
    )
    long = [too_long(forms, name) for name in ("summed_weight", "total_weight", "total_score", "summed_score")]
    unread = stated.isnull() & (forms["total_weight_text"] != "")
    hangs = may_lack_execution(forms) | unclear(stated, added) | (apart & open_) | unread
    beyond = ibis.or_(*long, yes(forms["line_long"]), hangs)
    unfit = stated.notnull() & ~(same(stated, added) | (apart & ~counts_it))
    cases = (
        (too_long(forms, "summed_weight"), "beyond"),
        (added.isnull() | (forms["rows"] == 0), "skip"),
        (beyond, "beyond"),
        (unfit, "found"),
        (added == full, "pass"),
    )
    computed = unfit.ifelse(added, stated.notnull().ifelse(full, added))
    return said(forms, cases, "found", {"about": ibis.literal("total.weight"), "stated": stated, "computed": computed})


def _apart(forms: Column) -> Column:
    """Whether the total is the sum without the points of the execution line, which are not nothing."""
    own = forms["line_weight"].cast(EXACT)
    without = (forms["summed_weight"].cast(EXACT) - own).cast(EXACT)
    return yes((own != number(Decimal(0))) & (forms["total_weight"] == without))


def _scores_count_it(forms: Column) -> Column:
    something = ibis.coalesce(forms["line_score"] != number(Decimal(0)), ibis.literal(True))
    return forms["has_line"] & something & same(forms["total_score"], forms["summed_score"])
