"""``grade-off-scale``: the grade against the score it stands beside."""

import ibis

from steelyard.packs.forms import profiles
from steelyard.packs.rules import rule
from steelyard.packs.shapes import Grades
from steelyard.portfolio.columnar.checks._saying import Cases, Tables, said, too_long
from steelyard.portfolio.columnar.exact import Column, number

LEVEL = "error"
QUOTES = r"^[“”\"'「」 ]+|[“”\"'「」 ]+$"
CLASS = "级?(等级)?(等次)?$"  # as the check takes them off, the last first


def verdicts(given: Tables) -> Column:
    """A verdict for each thing that the check looks at, ``beyond`` where columns cannot decide."""
    forms = given.forms
    score = ibis.coalesce(forms["stated_score"], forms["total_score"])
    word = forms["grade"].re_replace(QUOTES, "").re_replace(CLASS, "")
    meant, right = ibis.null("string"), ibis.null("string")
    for scale, names in _scales().items():
        here = forms["profile"].isin(names)
        meant = here.ifelse(_meant(word, scale), meant)
        right = here.ifelse(_right(score, scale), right)
    cases: Cases = (
        (forms["grade"] == "", "skip"),
        (too_long(forms, "stated_score") | (score.isnull() & too_long(forms, "total_score")), "beyond"),
        (score.isnull() | right.isnull() | meant.isnull(), "skip"),
        (right == meant, "pass"),
    )
    return said(forms, cases, "found", {"about": ibis.literal("grade"), "should": right})


def _scales() -> dict[Grades, list[str]]:
    """The scales of the profiles that have one, each with the profiles that use it."""
    found: dict[str, list[str]] = {}
    for name, one in profiles().items():
        found.setdefault(one.rules.grades, []).append(name)
    shapes = {name: rule(name).shape for name in found}
    return {shape: found[name] for name, shape in shapes.items() if isinstance(shape, Grades)}


def _meant(word: Column, scale: Grades) -> Column:
    cases = [(word.isin([one.name, *one.synonyms]), ibis.literal(one.name)) for one in scale.grades]
    return ibis.cases(*cases, else_=ibis.null("string"))


def _right(score: Column, scale: Grades) -> Column:
    cases = [(score >= number(one.at_least), ibis.literal(one.name)) for one in scale.grades]
    last = ibis.literal(scale.grades[-1].name)
    return score.isnull().ifelse(ibis.null("string"), ibis.cases(*cases, else_=last))
