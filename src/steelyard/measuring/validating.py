"""Texts → typed records, strictly: every row that the schema refuses is told with its column and cause.

The constraints of Table Schema become conditions that the embedded engine looks for in one pass over the ledger; only
where it finds any are the rows fetched. Nothing is guessed or rounded: 1,234.5 and 12.345 元 are refused.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import ibis

from steelyard.measuring.columns import DIGITS, ibis_type
from steelyard.measuring.conditions import Table, number
from steelyard.measuring.raw import ROW
from steelyard.model import BadRow, Message
from steelyard.packs.ledgers import Column, Ledger

_DAY = r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?$"
_TRUE, _FALSE = ("是", "true", "True", "TRUE", "1"), ("否", "false", "False", "FALSE", "0")
_KINDS = {
    "integer": Message("不是整数", "is no whole number"),
    "date": Message("不是日期（写法：2023-01-05）", "is no date (write 2023-01-05)"),
    "boolean": Message("不是“是”或“否”", "is neither 是 nor 否"),
}


class Fault(NamedTuple):
    """Rows for which ``when`` holds are refused; ``shown`` is the text that is told with the cause."""

    column: Column
    when: Table
    why: Message
    shown: Table


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
    return table, [fault for column in ledger.fields if column.name in here for fault in _faults(table, column, ledger)]


def found(engine: Any, table: Table, faults: list[Fault]) -> list[BadRow]:
    """The rows that are refused, in the order of the file."""
    if not faults:
        return []
    marks = [fault.when.coalesce(False) for fault in faults]
    marked = table.mutate(**{f"_bad_{at}": mark for at, mark in enumerate(marks)})
    bad = marked.aggregate(**{f"_bad_{at}": marked[f"_bad_{at}"].sum() for at in range(len(faults))})
    [counts] = engine.to_pyarrow(bad).to_pylist()
    told: list[BadRow] = []
    for at, fault in enumerate(faults):
        if counts[f"_bad_{at}"]:
            rows = marked.mutate(_shown=fault.shown).filter(marked[f"_bad_{at}"])
            told += [_told(row, fault) for row in engine.to_pyarrow(rows.select(ROW, "_shown")).to_pylist()]
    return sorted(told, key=lambda one: (one.row, one.column, one.cause))


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


def _told(row: Mapping[str, Any], fault: Fault) -> BadRow:
    shown = row["_shown"]
    if shown is None:
        return BadRow(row[ROW], fault.column.title, fault.why)
    return BadRow(row[ROW], fault.column.title, Message(f"“{shown}”{fault.why.zh}", f"“{shown}” {fault.why.en}"))


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
            fits = rf"^[+-]?\d{{1,{DIGITS - schema.places}}}(\.\d{{0,{schema.places}}}0*)?$"
            return column.re_search(fits).ifelse(column, ibis.null("string")).try_cast(ibis_type(schema))
        case "date":
            parts = [column.re_extract(_DAY, at) for at in (1, 2, 3)]
            iso = parts[0] + ibis.literal("-") + parts[1].lpad(2, "0") + ibis.literal("-") + parts[2].lpad(2, "0")
            return column.re_search(_DAY).ifelse(iso, ibis.null("string")).try_cast("date")
        case "boolean":
            return ibis.cases((column.isin(_TRUE), True), (column.isin(_FALSE), False), else_=ibis.null("boolean"))


def _faults(table: Table, column: Column, ledger: Ledger) -> Iterator[Fault]:
    text, value, rule = table[f"_text_{column.name}"], table[column.name], column.constraints
    if column.type in _KINDS:
        yield Fault(column, text.notnull() & value.isnull(), _KINDS[column.type], text)
    if column.type == "number":
        zh, en = f"不是至多{column.places}位小数的数", f"is no number of at most {column.places} decimals"
        yield Fault(column, text.notnull() & value.isnull(), Message(zh, en), text)
    if rule.required or column.name in ledger.primary_key:
        yield Fault(column, text.isnull(), Message("没有填", "is empty"), text)
    if rule.unique or ledger.primary_key == (column.name,):
        twice = value.notnull() & (value.count().over(ibis.window(group_by=value)) > 1)
        yield Fault(column, twice, Message("重复", "stands more than once"), text)
    if rule.enum:
        zh, en = f"不在规定的值里：{'、'.join(rule.enum)}", f"is none of: {', '.join(rule.enum)}"
        yield Fault(column, value.notin(rule.enum), Message(zh, en), text)
    if rule.minimum is not None:
        yield Fault(column, value < number(rule.minimum), _bound("小于", "below", rule.minimum), text)
    if rule.maximum is not None:
        yield Fault(column, value > number(rule.maximum), _bound("大于", "above", rule.maximum), text)
    if rule.pattern:
        whole = Message(f"不合规定的写法：{rule.pattern}", f"does not fit the pattern {rule.pattern}")
        yield Fault(column, ~text.re_search(f"^(?:{rule.pattern})$"), whole, text)


def _bound(zh: str, en: str, bound: object) -> Message:
    return Message(f"{zh}{bound}", f"is {en} {bound}")
