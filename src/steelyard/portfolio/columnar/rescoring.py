"""Whole forms scored again under other rules, as one query over the table ``rows``.

What a row's case says once and for all (``portfolio.casing``) is not looked at again. Rows with more digits than
columns compute with (case ``beyond``) are scored row by row by the core, and counted.
"""

from decimal import Decimal
from typing import Any

import ibis

from steelyard.model import Message, Unknown
from steelyard.packs.forms import RuleChoice
from steelyard.packs.rules import rule
from steelyard.portfolio.columnar.exact import EXACT, Column, number
from steelyard.portfolio.columnar.shapes import ALL, ZERO, Share, apply, first_share, points
from steelyard.quantity import parse_number
from steelyard.scoring.execution import NOTHING_KNOWN, Spent, executed_outcome
from steelyard.scoring.judging import JUDGED
from steelyard.scoring.numbers import BY_POINTS, NO_FORMULA, RATES_ONLY, Pair, measured
from steelyard.scoring.outcome import rounded
from steelyard.scoring.standards import PROPORTION

SLOTS = ("positive", "exact", "reverse")
LINE = ("form", "row", "points", "why", "why_en", "weight", "claimed", "part_of")


def rescored(rows: Column, choice: RuleChoice, beyond: Column | None = None) -> Column:
    """Every row with its points by ``choice``: form, row, points, why, why_en, weight, claimed, part_of.

    ``points`` is decimal(18, 2); where it is null, ``why`` has the reason that the core gives. ``beyond`` holds the
    same columns for rows of that case, as ``row_by_row`` makes them; without it they are left out.
    """
    within = rows.filter(rows["case"] != "beyond")
    made = points(within, within["points_weight"], _share(within, choice))
    told = _told(made, choice)
    lines = told.select(*LINE)
    return lines if beyond is None else ibis.union(lines, beyond.select(*LINE))


def _share(rows: Column, choice: RuleChoice) -> Share:
    """The share of the weight that each row earns; null where no rule gives points."""
    execution = apply(rule(choice.execution), executed=rows["result"], budget=rows["aim"])
    branches: list[tuple[Column, Share | None]] = [
        (rows["case"] == "met", ALL),
        (rows["case"] == "execution", execution),
    ]
    for slot in SLOTS:
        found = rule(getattr(choice, slot))
        here = (rows["case"] == "number") & (rows["way"] == slot)
        if isinstance(found.shape, BY_POINTS):
            own = here & rows["in_proportion"]
            branches.append((own, apply(rule(PROPORTION), result=rows["result"], target=rows["aim"])))
            branches.append((here & _no_rate(rows, slot), None))
        branches.append((here, apply(found, result=rows["result"], target=rows["aim"])))
    return first_share(branches, None)


def _no_rate(rows: Column, slot: str) -> Column:
    """A result that falls short of a rule in points of a percentage, and is none."""
    below, above = rows["result"] < rows["aim"], rows["result"] > rows["aim"]
    zero = rows["aim"] == 0
    missed = {"positive": below, "reverse": above, "exact": ibis.cases((zero, above), else_=below)}[slot]
    return missed & ~rows["rate"]


def _told(rows: Column, choice: RuleChoice) -> Column:
    """Points with what takes them away, and the reasons of those that are not there, in the order of the core."""
    counts = [slot for slot in SLOTS if isinstance(rule(getattr(choice, slot)).shape, BY_POINTS)]
    only_rates = ibis.or_(
        ibis.literal(False),
        *(
            (rows["case"] == "number") & (rows["way"] == slot) & ~rows["in_proportion"] & _no_rate(rows, slot)
            for slot in counts
        ),
    )
    none = rows["points"].isnull()
    reasons: dict[str, Column] = {}
    for name, lang in (("why", 0), ("why_en", 1)):
        tail = "" if lang == 0 else "_en"
        reasons[name] = ibis.cases(
            (rows["case"] == "unsaid", rows[f"case_why{tail}"]),
            (rows["weight"].isnull(), rows[f"weight_why{tail}"]),
            (rows["case"] == "judged", ibis.literal(JUDGED.why[lang])),
            (only_rates, ibis.literal(RATES_ONLY.why[lang])),
            (none, ibis.literal(NO_FORMULA.why[lang])),
            else_=rows["shared" + tail],
        )
    left = ibis.cases((rows["shared"].notnull() & ~none, ibis.null("decimal(18, 2)")), else_=rows["points"])
    return rows.mutate(points=left, claimed=rows["score"], **reasons)


def totals(lines: Column, choice: RuleChoice) -> Column:
    """Each form's score by rule: form, weight, score, undecided, grade (null where the core gives none)."""
    counted = lines.filter(lines["part_of"].isnull())
    left = counted["points"].isnull()
    summed = (
        counted.mutate(taken=left.ifelse(counted["claimed"], ibis.null(EXACT)))
        .group_by("form")
        .aggregate(
            weight=lambda t: (t.count() == t["weight"].count()).ifelse(t["weight"].sum(), ibis.null()).cast(EXACT),
            given=lambda t: t["points"].sum(),
            taken=lambda t: t["taken"].sum(),
            known=lambda t: t.count() == t["points"].count() + t["taken"].count(),
            undecided=lambda t: t["points"].isnull().sum().cast("int32"),
        )
    )
    none = number(ZERO)
    both = ibis.coalesce(summed["given"].cast(EXACT), none) + ibis.coalesce(summed["taken"].cast(EXACT), none)
    summed = summed.mutate(score=summed["known"].ifelse(both.cast(EXACT), ibis.null(EXACT)))
    summed = summed.select("form", "weight", "score", "undecided")
    full = number(choice.full_marks)
    grade = apply(rule(choice.grades), score=ibis.least(summed["score"], full))
    return summed.mutate(
        grade=ibis.cases((summed["score"].notnull() & (summed["weight"] >= full), grade), else_=ibis.null("string"))
    )


def row_by_row(lines: list[dict[str, Any]], choice: RuleChoice) -> list[dict[str, Any]]:
    """The rows of the case ``beyond``, scored by the core from their exact digits."""
    return [_by_core(line, choice) for line in lines]


def _by_core(line: dict[str, Any], choice: RuleChoice) -> dict[str, Any]:
    weight = parse_number(line["weight_text"])
    got = _points(line, weight, choice)
    if line["shared"] is not None and isinstance(got, Decimal):
        got = Unknown(Message(line["shared"], line["shared_en"]))
    kept = {"form": line["form"], "row": line["row"], "weight": line["weight"], "claimed": line["score"]}
    if isinstance(got, Unknown):
        return {**kept, "part_of": line["part_of"], "points": None, "why": got.why.zh, "why_en": got.why.en}
    return {**kept, "part_of": line["part_of"], "points": got, "why": None, "why_en": None}


def _points(line: dict[str, Any], weight: Decimal | Unknown, choice: RuleChoice) -> Decimal | Unknown:
    if line["way"] is None:  # the target is met, whatever the rule
        return weight if isinstance(weight, Unknown) else rounded(weight)
    result, aim = Decimal(line["result_exact"]), Decimal(line["aim_exact"])
    if line["way"] == "execution":
        name = choice.execution
        return executed_outcome(NOTHING_KNOWN, Spent(result, aim), weight, name, name).points
    name = getattr(choice, line["way"])
    if line["in_proportion"] and isinstance(rule(name).shape, BY_POINTS):
        name = PROPORTION
    return measured(Pair(result, aim, "%" if line["rate"] else ""), line["way"], name, weight).points


def with_beyond(engine: Any, rows: Column, choice: RuleChoice) -> tuple[Column, int]:
    """``rescored`` with every row: those beyond columns by the core, and how many these are."""
    import pyarrow

    over = engine.to_pyarrow(rows.filter(rows["case"] == "beyond")).to_pylist()
    if not over:
        return rescored(rows, choice), 0
    kinds = rescored(rows, choice).schema()
    lines = pyarrow.Table.from_pylist(row_by_row(over, choice), kinds.to_pyarrow())
    return rescored(rows, choice, ibis.memtable(lines)), len(over)
