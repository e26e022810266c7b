"""Texts → typed records, strictly: every row that the schema refuses is told with its column and cause.

The constraints of Table Schema become conditions that the engine looks for in one pass over the ledger, which fetches
only the rows that one of them meets; each key takes a pass of its own. Nothing is guessed or rounded: 1,234.5 and
12.345 元 are refused.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import ibis

from steelyard.measuring.columns import ibis_type
from steelyard.measuring.conditions import Table, number
from steelyard.measuring.raw import ROW
from steelyard.model import BadRow, Message
from steelyard.packs.ledgers import Column, Ledger

_ISO = r"^\d{4}-\d{2}-\d{2}$"
_DAY = r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?$"
TRUE, FALSE = ("是", "true", "True", "TRUE", "1"), ("否", "false", "False", "FALSE", "0")
_KINDS = {
    "integer": Message("不是整数", "is no whole number"),
    "date": Message("不是日期（写法：2023-01-05）", "is no date (write 2023-01-05)"),
    "boolean": Message("不是“是”或“否”", "is neither 是 nor 否"),
}


class Fault(NamedTuple):
    """Rows for which ``when`` holds are refused; the text of the column is told with the cause.

    ``than``: the other column of the record that the value does not go with; its text is told too.
    """

    column: Column
    when: Table
    why: Message
    than: Column | None = None


def typed(raw: Table, ledger: Ledger) -> tuple[Table, list[Fault]]:
    """The typed table (with ``_row`` and the texts under ``_text_…``), and what may be wrong with its rows.

    A row without any content is no record and is left out.
    """
    raw = raw.mutate(**{name: _plain(raw[name], ledger.column(name)) for name in raw.columns if name != ROW})
    here = [name for name in raw.columns if name != ROW]
    raw = raw.filter(ibis.or_(*(raw[name].notnull() for name in here)))
    values = {
        column.name: _value(raw[column.name], column) if column.name in here else ibis.null(ibis_type(column))
        for column in ledger.fields
    }
    table = raw.select(raw[ROW], **{f"_text_{name}": raw[name].cast("string") for name in here}, **values)
    given = [column for column in ledger.fields if column.name in here]
    faults = [fault for column in given for fault in _faults(table, column, ledger)]
    return table, [*faults, *(fault for column in given for fault in _pairs(table, column, given))]


def found(engine: Any, table: Table, faults: list[Fault]) -> list[BadRow]:
    """The rows that a constraint refuses."""
    if not faults:
        return []
    marks = {f"_bad_{at}": fault.when.coalesce(False) for at, fault in enumerate(faults)}
    named = (one for fault in faults for one in (fault.column, fault.than) if one is not None)
    texts = sorted({f"_text_{one.name}" for one in named})
    rows = table.filter(ibis.or_(*marks.values())).select(ROW, *texts, **marks)
    return [
        _told(row[ROW], fault.column.title, row[f"_text_{fault.column.name}"], _than(fault, row))
        for row in engine.to_pyarrow(rows).to_pylist()
        for at, fault in enumerate(faults)
        if row[f"_bad_{at}"]
    ]


def doubles(engine: Any, table: Table, ledger: Ledger) -> list[BadRow]:
    """The rows whose key another row has too. A key that is not filled in is told as that, not as a double."""
    unique = [(column.name,) for column in ledger.fields if column.constraints.unique]
    told: list[BadRow] = []
    for key in dict.fromkeys([ledger.primary_key, *unique]):
        given = table.filter(ibis.and_(*(table[name].notnull() for name in key))).select(ROW, *key)
        counted = given.aggregate(by=list(key), _times=given.count())
        twice = given.semi_join(counted.filter(counted["_times"] > 1), list(key))
        titles = "、".join(ledger.column(name).title for name in key)
        for row in engine.to_pyarrow(twice).to_pylist():
            what = "|".join(str(row[name]) for name in key)
            told.append(_told(row[ROW], titles, what, Message("重复", "stands more than once")))
    return told


def orphans(engine: Any, tables: Mapping[str, Table], ledger: Ledger) -> list[BadRow]:
    """Rows whose foreign key is found in no row of the ledger it points to; a ledger that is not there is not asked."""
    told: list[BadRow] = []
    for key in ledger.foreign_keys:
        target = tables.get(key.reference.resource)
        if target is None:
            continue
        table, pairs = tables[ledger.name], list(zip(key.fields, key.reference.fields, strict=True))
        given = table.filter(ibis.and_(*(table[name].notnull() for name in key.fields)))
        lost = given.anti_join(target, [given[own] == target[other] for own, other in pairs])
        titles = "、".join(ledger.column(name).title for name in key.fields)
        for row in engine.to_pyarrow(lost.select(ROW, *key.fields)).to_pylist():
            what = "|".join(str(row[name]) for name in key.fields)
            zh = f"“{what}”在台账“{key.reference.resource}”中找不到"
            told.append(BadRow(row[ROW], titles, Message(zh, f"“{what}” is not in ledger “{key.reference.resource}”")))
    return told


def _than(fault: Fault, row: Mapping[str, Any]) -> Message:
    """Why, with what stands in the other column where two columns do not go together."""
    if fault.than is None:
        return fault.why
    other = row[f"_text_{fault.than.name}"]
    return Message(f"{fault.why.zh}“{fault.than.title}”（{other}）", f"{fault.why.en} “{fault.than.title}” ({other})")


def _told(row: int, column: str, shown: str | None, why: Message) -> BadRow:
    return BadRow(row, column, why if shown is None else Message(f"“{shown}”{why.zh}", f"“{shown}” {why.en}"))


def _plain(cells: Table, column: Column) -> Table:
    """Cells in the type of their column are taken as they are; all others as texts, so that no cast rounds them."""
    kind = cells.type()
    exact = kind.is_decimal() and column.type == "number" and (kind.scale or 0) <= column.places
    whole = kind.is_signed_integer() and column.type == "integer"
    same = (kind.is_date() and column.type == "date") or (kind.is_boolean() and column.type == "boolean")
    return cells if exact or whole or same else cells.cast("string").strip().nullif("")


def _value(column: Table, schema: Column) -> Table:
    """The cell in its type, or empty where it has no such value."""
    if not column.type().is_string():
        return column.try_cast(ibis_type(schema))
    match schema.type:
        case "string":
            return column
        case "integer":
            return column.re_search(r"^[+-]?\d{1,18}$").ifelse(column, ibis.null("string")).try_cast("int64")
        case "number":
            fits = rf"^[+-]?\d+(\.\d{{0,{schema.places}}}0*)?$"  # what is too long becomes empty when cast
            column = column.re_search(fits).ifelse(column, ibis.null("string"))
            # DuckDB needs a hundred times as long to read what may have more than 18 digits.
            short = column.try_cast(f"decimal(18, {schema.places})").cast(ibis_type(schema))
            return (column.length() <= 18 - schema.places).ifelse(short, column.try_cast(ibis_type(schema)))
        case "date":
            parts = [column.re_extract(_DAY, at) for at in (1, 2, 3)]
            iso = parts[0] + ibis.literal("-") + parts[1].lpad(2, "0") + ibis.literal("-") + parts[2].lpad(2, "0")
            usual = (column.re_search(_ISO), column)  # taking texts apart costs ten times as much
            return ibis.cases(usual, (column.re_search(_DAY), iso), else_=ibis.null("string")).try_cast("date")
        case "boolean":
            return ibis.cases((column.isin(TRUE), True), (column.isin(FALSE), False), else_=ibis.null("boolean"))


def _faults(table: Table, column: Column, ledger: Ledger) -> Iterator[Fault]:
    text, value, rule = table[f"_text_{column.name}"], table[column.name], column.constraints
    if column.type in _KINDS:
        yield Fault(column, text.notnull() & value.isnull(), _KINDS[column.type])
    if column.type == "number":
        zh, en = f"不是至多{column.places}位小数的数", f"is no number of at most {column.places} decimals"
        yield Fault(column, text.notnull() & value.isnull(), Message(zh, en))
    if rule.required or column.name in ledger.primary_key:
        yield Fault(column, text.isnull(), Message("没有填", "is empty"))
    if rule.enum:
        zh, en = f"不在规定的值里：{'、'.join(rule.enum)}", f"is none of: {', '.join(rule.enum)}"
        yield Fault(column, value.notin(rule.enum), Message(zh, en))
    if rule.minimum is not None:
        yield Fault(column, value < number(rule.minimum), _bound("小于", "below", rule.minimum))
    if rule.maximum is not None:
        yield Fault(column, value > number(rule.maximum), _bound("大于", "above", rule.maximum))
    if rule.pattern:
        whole = Message(f"不合规定的写法：{rule.pattern}", f"does not fit the pattern {rule.pattern}")
        yield Fault(column, ~text.re_search(f"^(?:{rule.pattern})$"), whole)


def _pairs(table: Table, column: Column, given: list[Column]) -> Iterator[Fault]:
    """What does not go with another column of the record: dates in the wrong order, a part above its whole."""
    early, late = Message("早于", "is before"), Message("晚于", "is after")
    less, more = Message("小于", "is below"), Message("大于", "is above")
    rule, dates = column.constraints, column.type == "date"
    for other in given:
        if other.name == rule.not_below:
            yield Fault(column, table[column.name] < table[other.name], early if dates else less, other)
        if other.name == rule.not_above:
            yield Fault(column, table[column.name] > table[other.name], late if dates else more, other)


def _bound(zh: str, en: str, bound: object) -> Message:
    return Message(f"{zh}{bound}", f"is {en} {bound}")
