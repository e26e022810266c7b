"""``score-total-misstated``: the total row against the rows, the concluding score against both."""

import ibis

from steelyard.portfolio.columnar.checks._saying import Tables, may_lack_execution, said, same, too_long, unclear, yes
from steelyard.portfolio.columnar.exact import EXACT, Column

LEVEL = "error"
ABOUT = "total.score"


def verdicts(given: Tables) -> Column:
    """One verdict for each form; a second one where the conclusion is yet another number than a wrong total."""
    forms = given.forms
    total, told = forms["total_score"], forms["stated_score"]
    adds = forms["summed_score"].notnull() & (forms["rows"] > 0)
    added = adds.ifelse(forms["summed_score"], ibis.null(EXACT))
    without = (adds & ~same(forms["total_weight"], forms["summed_weight"])).ifelse(
        (added.cast(EXACT) - forms["line_score"].cast(EXACT)).cast(EXACT), ibis.null(EXACT)
    )
    total_fits = same(total, added) | same(total, without)
    told_fits = same(told, added) | same(told, without) | same(told, total)
    pairs = [(total, added), (total, without), (told, added), (told, without), (told, total)]
    names = ("summed_score", "total_score", "stated_score", "summed_weight", "total_weight")
    long = [too_long(forms, name) for name in names]
    beyond = ibis.or_(
        *long, yes(forms["line_long"]), adds & may_lack_execution(forms), *(unclear(*pair) for pair in pairs)
    )
    wrong_total = total.notnull() & adds & ~total_fits
    wrong_told = told.notnull() & (adds | total.notnull()) & ~told_fits
    cases = (
        (total.isnull() & told.isnull() & ~ibis.or_(*long), "skip"),
        (beyond, "beyond"),
        (wrong_total | wrong_told, "found"),
        (adds, "pass"),
    )
    stated, computed = wrong_total.ifelse(total, told), adds.ifelse(added, total)
    first = said(forms, cases, "skip", {"about": ibis.literal(ABOUT), "stated": stated, "computed": computed})
    both = {"about": ibis.literal(ABOUT), "stated": told, "computed": added}
    second = said(forms, ((wrong_total & wrong_told & ~beyond, "found"),), "none", both)
    return ibis.union(first, second.filter(second["verdict"] == "found"))
