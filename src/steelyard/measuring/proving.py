"""A folder of ledgers and a form → what the ledgers say of each of its rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from steelyard.measuring.behind import behind
from steelyard.measuring.evaluating import Ledgers, evaluate
from steelyard.measuring.month_ends import month_ends
from steelyard.measuring.monthly import spread
from steelyard.measuring.opening import lying, opened
from steelyard.model import (
    Evidence,
    Form,
    Known,
    LedgerRead,
    Message,
    MonthEnd,
    Months,
    Period,
    Proof,
    Record,
    Unknown,
    Unprovable,
    Value,
)
from steelyard.packs import proving
from steelyard.packs.ledgers import Measure, packs
from steelyard.packs.measures import Change
from steelyard.quantity.folding import fold, plain

MOST = 20  # keys of records that are told of each value; ``steelyard measure --records`` prints them all
EXECUTION = "预算执行率"  # what row 0, the scored line of the funds block, is called as an indicator
NOTHING = Ledgers(None, {}, {}, (None, None))  # those of a pack none of whose ledgers lies in the folder
NO_YEAR = Unknown(
    Message(
        "表中没有写明年度，不知道应当核对哪一年的台账。", "The form states no year, so no year of the ledgers is meant."
    )
)
Values = dict[tuple[str, str], tuple[Value, int]]  # by pack and measure: the value, and how many records are behind it


class Opened:
    """The ledgers of a folder; a pack is opened when the first form has a row that it proves."""

    def __init__(self, folder: str | Path, accept_bad_rows: bool) -> None:
        """:raises LedgerError: ``folder`` is none."""
        self._folder, self._accept = folder, accept_bad_rows
        self._here, self._strangers = lying(folder, packs())
        self._packs: dict[str, Ledgers] = {}

    def evidence(self, form: Form) -> Evidence:
        """What the ledgers say of each row of ``form`` in its year; one that cannot be read gives no value, and why."""
        if form.year is None:
            return Evidence(str(self._folder), NO_YEAR, strangers=self._strangers)
        period = Period(date(form.year, 1, 1), date(form.year, 12, 31))
        matches = {row: _matches(name) for row, name in _named(form)}
        found, used = self._evidence(form, matches, period, MOST)
        return replace(found, months=self._months(used, period))

    def so_far(self, form: Form, period: Period) -> Evidence:
        """What the ledgers say up to a day within the year, without the records behind it.

        Row 0 is there whether or not the form has a line of budget execution.
        """
        matches = {0: _matches(EXECUTION), **{row: _matches(name) for row, name in _named(form)}}
        return self._evidence(form, matches, period, 0)[0]

    def _evidence(
        self, form: Form, matches: Mapping[int, tuple[proving.Proof, ...]], period: Period, most: int
    ) -> tuple[Evidence, tuple[proving.Proof, ...]]:
        """All but the months, and the measures that were asked."""
        used = {(one.pack, one.measure.name): one for some in matches.values() for one in some}
        values = self._values(used.values(), period, most)
        found = Evidence(
            folder=str(self._folder),
            period=period,
            ledgers=tuple(self._read(pack for pack, _ in used)),
            proofs=tuple(proof for row, some in matches.items() for proof in _proofs(row, some, values)),
            unprovable=tuple(_unprovable(form, matches)),
            strangers=self._strangers,
            known=tuple(self._known(form, period)),
        )
        return found, tuple(used.values())

    def month_ends(self, form: Form) -> tuple[MonthEnd, ...]:
        """What they give at each month's end of the form's year; nothing where it states none."""
        if form.year is None:
            return ()
        proven = [(row, one) for row, name in _named(form) if row for one in _matches(name) if one.pack in self._here]
        return month_ends(form.year, _matches(EXECUTION), proven, self._open)

    def _known(self, form: Form, period: Period) -> Iterator[Known]:
        """What the ledgers in the folder give of the things that the narrative names."""
        if not form.narrative.claims:
            return
        said = fold(plain(form.document.text))
        for name in sorted(self._here):
            pack = packs()[name]
            asked = [one for one in pack.measures if _may_be_told(one) and any(map(_said_in(said), _names(one)))]
            values = evaluate(pack, self._open(name), period, only=asked) if asked else ()
            for value in values:
                if isinstance(value.value, Decimal):
                    measure = pack.measure(value.measure)
                    yield Known(name, _names(measure), value, measure.scope)

    def _open(self, pack: str) -> Ledgers:
        if pack not in self._here:
            return NOTHING
        if pack not in self._packs:
            self._packs[pack] = opened(packs()[pack], self._folder, accept_bad_rows=self._accept, without_unread=True)
        return self._packs[pack]

    def _values(self, used: Iterable[proving.Proof], period: Period, most: int) -> Values:
        """The value of each measure with the first records behind it, and how many these are; none are asked for 0."""
        by_pack: dict[str, list[Measure]] = {}
        for match in used:
            by_pack.setdefault(match.pack, []).append(match.measure)
        found: Values = {}
        for name, measures in by_pack.items():
            pack, ledgers = packs()[name], self._open(name)
            for value in evaluate(pack, ledgers, period, only=measures):
                many, first = 0, tuple[Record, ...]()
                if most and not isinstance(value.value, Unknown):
                    many, first = behind(pack, pack.measure(value.measure), ledgers, period, most)
                found[name, value.measure] = replace(value, records=first), many
        return found

    def _read(self, used: Iterable[str]) -> Iterator[tuple[str, LedgerRead]]:
        for pack in dict.fromkeys(used):
            yield from ((pack, one) for one in self._open(pack).read.values())

    def _months(self, used: Iterable[proving.Proof], period: Period) -> tuple[Months, ...]:
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


def _matches(name: str) -> tuple[proving.Proof, ...]:
    """The measures of a name that have one value: not those that are told apart by groups."""
    return tuple(one for one in proving.proofs(name) if not one.measure.by)


def _may_be_told(measure: Measure) -> bool:
    """A change is told in too many ways, and groups have several values."""
    return not measure.by and not isinstance(measure.shape, Change)


def _names(measure: Measure) -> tuple[str, ...]:
    return (*measure.proves, measure.title)


def _said_in(text: str) -> Callable[[str], bool]:
    """Whether half of the pairs of characters of a name stand in ``text``: what is named less, nothing is tied to."""

    def said(name: str) -> bool:
        kernel = proving.core(name)
        pairs = [kernel[at : at + 2] for at in range(len(kernel) - 1)]
        return 2 * sum(pair in text for pair in pairs) >= len(pairs) > 0

    return said


def _unprovable(form: Form, matches: Mapping[int, tuple[proving.Proof, ...]]) -> Iterator[Unprovable]:
    """The rows of which it is known that no ledger can prove them."""
    for row, name in _named(form):
        if not matches[row] and (why := proving.reason(name)):
            zh, en = "、".join(f"“{one}”" for one in why.instead), ", ".join(f"“{one}”" for one in why.instead)
            yield Unprovable(row, Message(f"{why.because}可以改用{zh}。", f"{why.because_en} Use {en} instead."))


def _proofs(row: int, some: Iterable[proving.Proof], values: Values) -> list[Proof]:
    """Those whose ledgers lie in the folder, with or without a value; where none does, all, each with its reason."""
    found = [Proof(row, one.pack, *values[one.pack, one.measure.name], one.measure.scope) for one in some]
    return [one for one in found if one.value.ledgers] or found
