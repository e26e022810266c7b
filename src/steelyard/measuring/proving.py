"""A folder of ledgers and a form → what the ledgers say of each of its rows."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from steelyard.measuring.evaluating import Ledgers, behind, measured
from steelyard.measuring.matching import Match, proving
from steelyard.measuring.monthly import spread
from steelyard.measuring.opening import lying, opened
from steelyard.model import Evidence, Form, LedgerRead, Message, Months, Period, Proof, Unknown
from steelyard.packs.ledgers import packs

MOST = 20  # keys of records that are told of each value; ``steelyard measure --records`` prints them all
EXECUTION = "预算执行率"  # what row 0, the scored line of the funds block, is called as an indicator
NOTHING = Ledgers(None, {}, {}, (None, None))  # those of a pack none of whose ledgers lies in the folder
NO_YEAR = Unknown(
    Message(
        "表中没有写明年度，不知道应当核对哪一年的台账。", "The form states no year, so no year of the ledgers is meant."
    )
)


class Opened:
    """The ledgers of a folder; a pack is opened when the first form has a row that it proves."""

    def __init__(self, folder: str | Path, accept_bad_rows: bool) -> None:
        """:raises LedgerError: ``folder`` is none."""
        self._folder, self._accept = folder, accept_bad_rows
        self._here, self._strangers = lying(folder, packs())
        self._packs: dict[str, Ledgers] = {}

    def evidence(self, form: Form) -> Evidence:
        """What the ledgers say of each row of ``form`` in its year.

        :raises LedgerError: a ledger that the form needs cannot be read at all.
        """
        if form.year is None:
            return Evidence(str(self._folder), NO_YEAR, strangers=self._strangers)
        period = Period(date(form.year, 1, 1), date(form.year, 12, 31))
        matches = {row: proving(name) for row, name in _named(form)}
        found = {row: [self._proof(row, match, period) for match in some] for row, some in matches.items()}
        used = {(one.pack, one.measure.name): one for some in matches.values() for one in some}.values()
        return Evidence(
            folder=str(self._folder),
            period=period,
            ledgers=tuple(self._read(match.pack for match in used)),
            proofs=tuple(proof for proofs in found.values() for proof in _telling(proofs)),
            months=self._months(used, period),
            strangers=self._strangers,
        )

    def _open(self, pack: str) -> Ledgers:
        if pack not in self._here:
            return NOTHING
        if pack not in self._packs:
            self._packs[pack] = opened(packs()[pack], self._folder, accept_bad_rows=self._accept)
        return self._packs[pack]

    def _proof(self, row: int, match: Match, period: Period) -> Proof:
        pack, ledgers = packs()[match.pack], self._open(match.pack)
        [value] = measured(pack, match.measure, ledgers, period)
        many = 0
        if not isinstance(value.value, Unknown):
            many, first = behind(pack, match.measure, ledgers, period, MOST)
            value = replace(value, records=first)
        return Proof(row, match.pack, value, many, match.measure.scope)

    def _read(self, used: Iterable[str]) -> Iterator[tuple[str, LedgerRead]]:
        for pack in dict.fromkeys(used):
            yield from ((pack, one) for one in self._open(pack).read.values())

    def _months(self, used: Iterable[Match], period: Period) -> tuple[Months, ...]:
        """Of each ledger once: by the date by which most of its records count."""
        found: dict[tuple[str, str], Months] = {}
        for pack, measure in used:
            for one in spread(packs()[pack], measure, self._open(pack), period):
                key = (pack, one.ledger.name)
                if key not in found or found[key].total < one.total:
                    found[key] = one
        return tuple(found.values())


def _named(form: Form) -> Iterator[tuple[int, str]]:
    """The rows by the names that measures know them by."""
    if form.execution is not None:
        yield 0, EXECUTION
    yield from ((row.row, row.name.text) for row in form.indicators)


def _telling(proofs: list[Proof]) -> list[Proof]:
    """Those that give a value; where none does, all, each with its reason."""
    return [one for one in proofs if not isinstance(one.value.value, Unknown)] or proofs
