"""What checks in columns share: the tables they look at, and how a verdict is said."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import ibis

from steelyard.packs.forms import Profile, profiles
from steelyard.portfolio.columnar.exact import EXACT, Column
from steelyard.portfolio.extracting import TOO_LONG

COLUMNS = ("form", "check", "row", "verdict", "level", "about", "stated", "computed", "should")
THIN = "decimal(19, 10)"  # what is added and multiplied here: nine digits before the point
USUAL = (Decimal(10), Decimal(20))  # the points of execution that a form may leave unprinted
HALF = Decimal("0.5")
Cases = tuple[tuple[Column, str], ...]


class Tables(NamedTuple):
    """``forms`` that could be read, with what their execution line says; ``lines``: rows with their marks."""

    forms: Column
    lines: Column


def tables(forms: Column, rows: Column, marks: Column) -> Tables:
    """The tables of a store as checks look at them."""
    scored = marks.select("form", "row", "short", "points", "points_why", "ratio", "ratio_why")
    own = forms.filter(forms["error"].isnull())
    lines = rows.inner_join(scored, ["form", "row"]).inner_join(own.select("form", "profile"), "form")
    zero = rows.filter(rows["row"] == 0).select(
        "form",
        has_line=ibis.literal(True),
        line_weight=rows["weight"],
        line_score=rows["score"],
        line_long=too_long(rows, "weight") | too_long(rows, "score"),
    )
    joined = own.left_join(zero, "form").drop("form_right")
    return Tables(joined.mutate(has_line=ibis.coalesce(joined["has_line"], ibis.literal(False))), lines)


def too_long(table: Column, name: str) -> Column:
    """Whether a number has more digits than the store keeps, which is not the same as none."""
    return table[name].isnull() & ibis.coalesce(table[f"{name}_why"] == TOO_LONG.zh, ibis.literal(False))


def heavy(column: Column) -> Column:
    """Whether a number is there and has more digits than is added here."""
    return column.notnull() & column.try_cast(THIN).isnull()


def about(lines: Column, part: str) -> Column:
    """The thing that a verdict on a line is about."""
    row = ibis.literal("indicator:") + lines["row"].cast("string")
    return (lines["row"] == 0).ifelse(ibis.literal("execution"), row) + ibis.literal(part)


def own_lines(given: Tables) -> Column:
    """The lines with a weight of their own."""
    return given.lines.filter(given.lines["part_of"].isnull())


def by_profile(profile: Column, of: Callable[[Profile], Any], kind: str) -> Column:
    """A value that a form's profile decides."""
    cases = [(profile == name, ibis.literal(of(one), kind)) for name, one in profiles().items()]
    return ibis.cases(*cases, else_=ibis.null(kind))


def full_marks(forms: Column) -> Column:
    """The points that a form may reach under its profile."""
    return by_profile(forms["profile"], lambda one: one.rules.full_marks, EXACT)


def may_lack_execution(forms: Column) -> Column:
    """Whether the points of execution may be printed where no column tells of them: in names, in a funds block."""
    gap = (full_marks(forms) - forms["summed_weight"]).cast(EXACT)
    usual = ibis.or_(*(gap == ibis.literal(points, EXACT) for points in USUAL))
    return ~forms["has_line"] & yes(usual)


def yes(column: Column) -> Column:
    """A truth value, null being no."""
    return ibis.coalesce(column, ibis.literal(False))


def same(printed: Column, exact: Column) -> Column:
    """Whether two numbers are there and equal."""
    return yes(printed == exact)


def unclear(printed: Column, exact: Column) -> Column:
    """Whether it hangs on the printed decimals if two numbers are the same: they differ, and by half at most."""
    apart = (printed.cast(EXACT) - exact.cast(EXACT)).abs()
    return yes((apart > ibis.literal(Decimal(0), EXACT)) & (apart <= ibis.literal(HALF, EXACT)))


def said(
    table: Column,
    cases: Cases,
    otherwise: str,
    values: Mapping[str, Column | None] = {},
) -> Column:
    """The verdicts that the first case which holds gives; ``values``: row, level, about, stated, computed, should."""
    kinds = {
        "row": "int32",
        "level": "string",
        "about": "string",
        "stated": EXACT,
        "computed": EXACT,
        "should": "string",
    }
    told = {
        name: ibis.null(kind) if values.get(name) is None else values[name].cast(kind)  # type: ignore[union-attr]
        for name, kind in kinds.items()
    }
    verdict = ibis.cases(*((when, ibis.literal(word)) for when, word in cases), else_=ibis.literal(otherwise))
    return table.select("form", verdict=verdict, **told)
