"""Whether the names in a ledger pack fit each other: each ledger, column and measure that is named must be there."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from steelyard.packs.measures import (
    ANY,
    AnyMeasure,
    Change,
    Condition,
    Counted,
    Distinct,
    Latest,
    Mean,
    Milestones,
    OnTimeShare,
    Rate,
    Ratio,
    Rows,
    Share,
    Sum,
    Test,
    TopShare,
    Where,
    alternatives,
    columns,
)

if TYPE_CHECKING:
    from steelyard.packs.ledgers import Ledger, Measure, Pack


def faults(pack: "Pack") -> list[str]:
    """What does not fit, each with the key where it stands; empty for a sound pack."""
    return [*_twice(pack), *_keys(pack), *_measures(pack), *_examples(pack)]


def _twice(pack: "Pack") -> Iterator[str]:
    lists = {
        "ledgers": [one.name for one in pack.ledgers],
        "measures": [one.name for one in pack.measures],
        **{f"ledgers.{one.name}.fields": [column.name for column in one.fields] for one in pack.ledgers},
        **{f"ledgers.{one.name}.fields (title)": [column.title for column in one.fields] for one in pack.ledgers},
    }
    for where, names in lists.items():
        yield from (f"{where}: “{name}” stands twice" for name in sorted({x for x in names if names.count(x) > 1}))


def _keys(pack: "Pack") -> Iterator[str]:
    for ledger in pack.ledgers:
        at = f"ledgers.{ledger.name}"
        yield from _missing(ledger, ledger.primary_key, f"{at}.primaryKey")
        if not ledger.primary_key:
            yield f"{at}.primaryKey: names no column, so that no record could be found again"
        yield from _bounds(ledger, at)
        for key in ledger.foreign_keys:
            yield from _missing(ledger, key.fields, f"{at}.foreignKeys")
            target = _ledger(pack, key.reference.resource)
            if target is None:
                yield f"{at}.foreignKeys: there is no ledger “{key.reference.resource}”"
            else:
                yield from _missing(target, key.reference.fields, f"{at}.foreignKeys.reference")


def _bounds(ledger: "Ledger", at: str) -> Iterator[str]:
    """Columns that bound another one of their record must be there, and of a kind that can be compared with it."""
    kinds = {one.name: "number" if one.type == "integer" else one.type for one in ledger.fields}
    if ANY in kinds:
        yield f"{at}.fields: no column is called “{ANY}”"
    for column in ledger.fields:
        for key in ("not_below", "not_above"):
            if other := getattr(column.constraints, key):
                where = f"{at}.fields.{column.name}.constraints.{key}"
                yield from _missing(ledger, [other], where)
                if other in kinds and (kinds[other] != kinds[column.name] or kinds[other] not in ("number", "date")):
                    yield f"{where}: “{other}” and “{column.name}” are not both numbers or both dates"


def _measures(pack: "Pack") -> Iterator[str]:
    for measure in pack.measures:
        at = f"measures.{measure.name}"
        if measure.grows and not isinstance(measure.shape, Ratio | Rate):
            yield f"{at}.grows: only a ratio or a rate says whether it grows"
        if isinstance(measure.shape, Change):
            yield from _change(pack, measure, measure.shape, at)
        for rows, needed in _used(measure.shape):
            ledger = _ledger(pack, rows.ledger)
            if ledger is None:
                yield f"{at}: there is no ledger “{rows.ledger}”"
                continue
            named = (*needed, *measure.by, rows.date, rows.since, rows.ended, *_tested(rows.where))
            yield from _missing(ledger, [name for name in named if name], at)
            yield from _stock(rows, at)
        for where in _wheres(measure.shape):
            yield from _alternatives(where, at)
        if isinstance(measure.shape, OnTimeShare):
            yield from _terms(measure.shape, at)


def _change(pack: "Pack", measure: "Measure", shape: Change, at: str) -> Iterator[str]:
    inner = next((one for one in pack.measures if one.name == shape.of), None)
    if inner is None or isinstance(inner.shape, Change):
        yield f"{at}.of: “{shape.of}” is no measure of this pack that stands by itself"
    elif inner.by != measure.by:
        yield f"{at}.by: must be that of “{shape.of}”"


def _stock(rows: Rows, at: str) -> Iterator[str]:
    if rows.ended and not rows.since:
        yield f"{at}.ended: only a stock ends; it needs “since” too"


def _alternatives(where: Where, at: str) -> Iterator[str]:
    if ANY in where and not (alternatives(where) and all(isinstance(one, dict) and one for one in _listed(where))):
        yield f"{at}.where.{ANY}: a list of tables, none of them empty, of which one must hold"
    for name, asked in columns(where).items():
        if isinstance(asked, tuple) and any(isinstance(one, dict) for one in asked):
            yield f"{at}.where.{name}: a list of texts; tables stand under “{ANY}” only"
    if any(ANY in one for one in alternatives(where)):
        yield f"{at}.where.{ANY}: alternatives have no alternatives of their own"


def _listed(where: Where) -> tuple[object, ...]:
    found = where[ANY]
    return found if isinstance(found, tuple) else ()


def _terms(shape: OnTimeShare, at: str) -> Iterator[str]:
    if shape.of.date:
        yield f"{at}.of.date: the due date is the counting date of an on-time share"
    for term in shape.terms:
        if bool(term.due) == bool(term.start):
            yield f"{at}.terms: a term has either “due” or “start” and “limit”"
        elif term.start and term.limit < 1:
            yield f"{at}.terms.limit: a limit is 1 day or more"


def _used(shape: AnyMeasure) -> Iterator[tuple[Rows, tuple[str, ...]]]:
    """Each set of records a measure looks at, with the columns it needs of them."""
    match shape:
        case Change():
            return
        case Ratio(numerator=upper, denominator=lower) | Rate(numerator=upper, denominator=lower):
            yield from ((side, _counted(side)) for side in (upper, lower))
        case Distinct(of=rows, column=column) | Sum(of=rows, column=column) | Mean(of=rows, column=column):
            yield rows, (column,)
        case TopShare(of=rows, column=column) | Latest(of=rows, column=column):
            yield rows, (column,)
        case Share(of=rows, counted=where):
            yield rows, _tested(where)
        case Milestones(of=rows, planned=planned, reached=reached):
            yield rows, (planned, reached)
        case OnTimeShare(of=rows, terms=terms):
            for term in terms:
                yield rows, (term.done, term.start, term.paused, term.due, *_tested(term.where))
        case _:
            yield shape.of, ()


def _wheres(shape: AnyMeasure) -> Iterator[Where]:
    """Every ``where`` of a shape."""
    yield from (rows.where for rows, _ in _used(shape))
    if isinstance(shape, Share):
        yield shape.counted
    if isinstance(shape, OnTimeShare):
        yield from (term.where for term in shape.terms)


def _counted(side: Counted) -> tuple[str, ...]:
    return side.distinct, side.sum


def _tested(where: Mapping[str, Condition]) -> tuple[str, ...]:
    own = columns(where)
    others = [name for test in own.values() if isinstance(test, Test) for name in (test.on_or_before, test.after)]
    return *own, *others, *(name for one in alternatives(where) for name in _tested(one))


def _examples(pack: "Pack") -> Iterator[str]:
    known = {one.name for one in pack.measures}
    for nth, example in enumerate(pack.examples, 1):
        yield from (f"examples[{nth}].gives: no measure “{name}”" for name in example.gives if name not in known)
        for name, rows in example.rows.items():
            ledger = _ledger(pack, name)
            if ledger is None:
                yield f"examples[{nth}].rows: there is no ledger “{name}”"
            else:
                yield from _missing(ledger, [column for row in rows for column in row], f"examples[{nth}].rows.{name}")
    shown = {name for example in pack.examples for name in example.gives}
    yield from (f"measures.{name}: no worked example shows it" for name in sorted(known - shown))


def _ledger(pack: "Pack", name: str) -> "Ledger | None":
    return next((one for one in pack.ledgers if one.name == name), None)


def _missing(ledger: "Ledger", names: "list[str] | tuple[str, ...]", at: str) -> Iterator[str]:
    known = {one.name for one in ledger.fields}
    yield from (f"{at}: “{ledger.name}” has no column “{name}”" for name in names if name not in known)
