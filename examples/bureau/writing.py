"""Blocks of records → the ledgers of a pack as CSV or Parquet, in batches, so that memory does not grow with them."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from examples.bureau.judging import Cell
from examples.bureau.recipes import Block
from examples.bureau.records import base
from pyarrow import csv, parquet

from steelyard.packs.ledgers import Column, ForeignKey, Ledger, Pack

BATCH = 250_000
DAYS = 28  # records are spread over so many days of a month
STEP = 11  # has no divisor in common with DAYS, so that every day is met


def write(pack: Pack, blocks: Iterable[Block], folder: Path, *, seed: int, kind: str = "csv") -> int:
    """Each ledger of ``blocks``, and those that their records point to, as a file; how many records."""
    total = 0
    for name, parts in _with_referents(pack, list(blocks)).items():
        ledger = pack.ledger(name)
        path = folder / f"{name}.{kind}"
        fields = [(one.name, _type(one, kind)) for one in ledger.fields]
        batches = _batches(pack, ledger, parts, seed, pa.schema(fields))
        open_ = parquet.ParquetWriter if kind == "parquet" else csv.CSVWriter
        with open_(path, pa.schema(fields)) as file:
            for batch in batches:
                file.write_batch(batch)
                total += batch.num_rows
    return total


def _with_referents(pack: Pack, blocks: list[Block]) -> dict[str, list[Block]]:
    """The blocks by ledger; a ledger that is only pointed to gets the records that it takes."""
    found: dict[str, list[Block]] = {}
    for block in blocks:
        found.setdefault(block.ledger, []).append(block)
    waiting = list(found)
    while waiting:
        ledger = pack.ledger(waiting.pop())
        for key in ledger.foreign_keys:
            target = key.reference.resource
            filled = [one for one in found[ledger.name] if _filled(one, key.fields[0])]
            if target not in found and filled:
                found[target] = [_referent(pack, ledger, key, filled)]
                waiting.append(target)
    return found


def _referent(pack: Pack, ledger: Ledger, key: ForeignKey, filled: list[Block]) -> Block:
    """The records that ``filled`` point to: one for all, or one for each that has a key of its own."""
    target, together = pack.ledger(key.reference.resource), _with_date(pack, key)
    own = together or key.fields[0] in _sequence(pack, ledger)
    needed = sum(one.number for one in filled if own or key.fields[0] in one.sequence)
    pairs = zip(key.fields, key.reference.fields, strict=True)
    same = {other: cell for name, other in pairs if (cell := filled[0].record.get(name)) is not None}
    return Block(target.name, base(pack, target) | same, max(needed, 1))


def _with_date(pack: Pack, key: ForeignKey) -> bool:
    """Whether a key has a date in it: each record then points to the one of its own number, which has the same date."""
    target = pack.ledger(key.reference.resource)
    return any(target.column(name).type == "date" for name in key.reference.fields)


def _names_records(column: Column) -> bool:
    """Whether the values of a column are given by number; a date or a word from a list is not."""
    return column.type in ("string", "integer") and not column.constraints.enum


def _filled(block: Block, column: str) -> bool:
    return column in block.sequence or block.record.get(column) is not None


def _sequence(pack: Pack, ledger: Ledger) -> frozenset[str]:
    """The columns that differ in each record: keys, what is unique, and what other ledgers point to."""
    pointed = {
        name
        for other in pack.ledgers
        for key in other.foreign_keys
        if key.reference.resource == ledger.name
        for name in key.reference.fields
        if _names_records(ledger.column(name))
    }
    unique = {one.name for one in ledger.fields if one.constraints.unique}
    return frozenset({ledger.primary_key[0]} | pointed | unique)


def _batches(pack: Pack, ledger: Ledger, blocks: list[Block], seed: int, schema: Any) -> Iterator[Any]:
    always, number = _sequence(pack, ledger), 1
    keys = {name for key in ledger.foreign_keys for name in key.fields}
    pointing = {name for name in keys if _names_records(ledger.column(name))}
    together = {name for key in ledger.foreign_keys if _with_date(pack, key) for name in key.fields} & pointing
    for block in blocks:
        varying = block.sequence | always | {name for name in together if block.record.get(name) is not None}
        fixed = {name: "R1" for name in pointing if block.record.get(name) is not None}
        block = replace(block, record={**block.record, **fixed})
        number -= block.again
        last = number + block.number
        for start in range(number, last, BATCH):
            numbers = range(start, min(start + BATCH, last))
            columns = [_column(one, block, numbers, varying, seed, schema) for one in ledger.fields]
            yield pa.record_batch(columns, schema=schema)
        number = last


def _column(column: Column, block: Block, numbers: range, varying: frozenset[str], seed: int, schema: Any) -> Any:
    kind, value = schema.field(column.name).type, block.record.get(column.name)
    counted = pa.array(numbers, type=pa.int64())
    if column.name in block.record and value is None:
        return pa.nulls(len(numbers), kind)
    if column.name in varying:
        if column.type == "date":
            days = [value + datetime.timedelta(days=number - 1) for number in numbers]
            return pa.array(days, type=pa.date32()).cast(kind)
        if column.type == "integer":
            return counted.cast(kind)
        return pc.binary_join_element_wise("R", counted.cast(pa.string()), "")
    if value is None:
        return pa.nulls(len(numbers), kind)
    if isinstance(value, datetime.date):
        return _days(value, numbers, seed).cast(kind)
    if isinstance(value, str) and pa.types.is_string(kind):
        return pa.repeat(pa.scalar(value), len(numbers))
    return pa.repeat(pa.scalar(_typed(column, value), _type(column, "parquet")), len(numbers)).cast(kind)


def _days(day: datetime.date, numbers: range, seed: int) -> Any:
    """All dates of a record move by the same days, so that what lies between them stays."""
    moved = [day + datetime.timedelta(days=offset) for offset in range(DAYS)]
    places = pa.array([(number * STEP + seed) % DAYS for number in numbers], type=pa.int8())
    return pa.array(moved, type=pa.date32()).take(places)


def _typed(column: Column, value: Cell) -> Cell:
    match column.type:
        case "integer":
            return int(value)  # type: ignore[arg-type]  # no recipe puts a date into a column of numbers
        case "number":
            return Decimal(str(value)).quantize(Decimal(1).scaleb(-column.places))
        case _:
            return value


def _type(column: Column, kind: str) -> Any:
    """As what a column is written; CSV has texts only."""
    if kind == "csv" and column.type in {"integer", "number", "date"}:
        return pa.string()
    match column.type:
        case "string":
            return pa.string()
        case "integer":
            return pa.int64()
        case "number":
            return pa.decimal128(28, column.places)
        case "date":
            return pa.date32()
        case _:
            return pa.bool_()
