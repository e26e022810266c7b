"""The bureau's stated results → its ledgers, larger by whole copies, and with faults on request."""

import datetime
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Literal, get_args

import msgspec
from examples.bureau.form import document
from examples.bureau.judging import another
from examples.bureau.recipes import LATE, Block, blocks, grows, scaled
from examples.bureau.writing import write

from steelyard.packs.ledgers import Ledger, packs

Fault = Literal["late", "duplicate", "missing-key", "wrong-class", "out-of-period", "bad-type"]
FAULTS: tuple[Fault, ...] = get_args(Fault)


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the form, and the measure that proves it. ``result``: the number alone."""

    groups: tuple[str, str]
    name: str
    target: str
    result: Decimal
    weight: int
    pack: str
    measure: str

    def printed(self, copies: int) -> str:
        """The result with its unit; numbers and amounts grow with the copies, percentages do not."""
        measure = packs()[self.pack].measure(self.measure)
        return f"{self.stated(copies)}{measure.unit}"

    def stated(self, copies: int) -> Decimal:
        """The result of so many copies of the records."""
        return self.result * copies if self._grows() else self.result

    def asked(self, copies: int) -> str:
        """The target, which grows with the result, so that it is met by as much whatever the size."""
        if not self._grows():
            return self.target
        return re.sub(r"[\d.]+", lambda found: str(Decimal(found[0]) * copies), self.target)

    def _grows(self) -> bool:
        pack = packs()[self.pack]
        return grows(pack, pack.measure(self.measure))


class Bureau(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the form says."""

    title: str
    organization: str
    period: str
    rows: tuple[Row, ...]


def bureau() -> Bureau:
    """The made-up bureau.

    :raises msgspec.ValidationError: a key that is unknown, missing or wrongly typed.
    """
    file = Path(__file__).with_name("bureau.toml")
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Bureau, strict=False)


def build(
    said: Bureau,
    folder: Path,
    *,
    records: int = 0,
    seed: int = 1,
    kind: str = "csv",
    faults: Sequence[tuple[Fault, str]] = (),
) -> tuple[int, int]:
    """Form and ledgers of about ``records`` records; how many copies, how many records.

    ``faults``: each with the measure, as ``pack/measure``, of which one record is spoiled.

    :raises ValueError: a fault that its row cannot have, or of a row that is not there.
    """
    there = {f"{row.pack}/{row.measure}" for row in said.rows}
    if absent := sorted({where for _, where in faults} - there):
        raise ValueError(f"no row of the form is proved by “{absent[0]}”")
    if kind != "csv" and any(fault == "bad-type" for fault, _ in faults):
        raise ValueError("only CSV can hold a text where a date belongs")
    copies = max(1, round(records / sum(one.number for row in said.rows for one in _of(row))))
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for name in sorted({row.pack for row in said.rows}):
        made: list[Block] = []
        for row in said.rows:
            if row.pack == name:
                parts = [scaled(one, copies) for one in _of(row)]
                for fault in [one for one, where in faults if where == f"{row.pack}/{row.measure}"]:
                    parts = list(spoiled(packs()[name].ledger(parts[0].ledger), parts, fault))
                made += parts
        total += write(packs()[name], made, folder, seed=seed, kind=kind)
    (folder / "form.html").write_text(document(said, copies), encoding="utf-8")
    return copies, total


def _of(row: Row) -> list[Block]:
    pack = packs()[row.pack]
    return blocks(pack, pack.measure(row.measure), row.result)


def spoiled(ledger: Ledger, parts: Iterable[Block], fault: Fault) -> Iterator[Block]:
    """The blocks with one record of the first one spoiled.

    :raises ValueError: nothing in this measure can be spoiled like that.
    """
    block, *rest = parts
    one = replace(block, number=1)
    record = block.record
    match fault:
        case "duplicate":
            yield from (block, replace(one, again=True))
            yield from rest
            return
        case "missing-key":
            bad = replace(one, record={**record, ledger.primary_key[0]: None})
        case "late" if block.done:
            bad = replace(one, record={**record, block.done: LATE})
        case "wrong-class" if block.broken:
            column = ledger.column(block.broken)
            bad = replace(one, record={**record, block.broken: another(column, (record[block.broken],))})
        case "out-of-period":
            year = datetime.timedelta(days=365)
            moved = {name: day - year for name, day in record.items() if isinstance(day, datetime.date)}
            bad = replace(one, record={**record, **moved})
        case "bad-type":
            typed = next(name for name, cell in record.items() if isinstance(cell, datetime.date))
            bad = replace(one, record={**record, typed: "某日"})
        case _:
            raise ValueError(f"no record of “{ledger.name}” can be spoiled by “{fault}” here")
    yield from (replace(block, number=block.number - 1), bad, *rest)
