"""The scored lines of each form counted and added up."""

import ibis

from steelyard.portfolio.columnar.checks._saying import THIN, Tables, heavy, own_lines, too_long
from steelyard.portfolio.columnar.exact import EXACT, Column


def added(given: Tables) -> Column:
    """Each form with ``lines``, ``weights``, ``pairs`` (weight and score), ``any_short``, sums, and ``any_beyond``."""
    lines = own_lines(given)
    weight, score = lines["weight"], lines["score"]
    beyond = too_long(lines, "weight") | too_long(lines, "score") | heavy(weight) | heavy(score)
    both = weight.notnull() & score.notnull()
    summed = lines.group_by("form").aggregate(
        lines=lines.count(),
        weights=weight.count(),
        pairs=both.sum(),
        shorts=(both & (score < weight)).sum(),
        beyonds=beyond.sum(),
        weight_sum=weight.try_cast(THIN).sum().cast(EXACT),
        score_sum=score.try_cast(THIN).sum().cast(EXACT),
    )
    every = given.forms.select("form").left_join(summed, "form").drop("form_right")
    counts = ("lines", "weights", "pairs", "shorts", "beyonds")
    return every.mutate(**{name: ibis.coalesce(every[name].cast("int64"), ibis.literal(0, "int64")) for name in counts})
