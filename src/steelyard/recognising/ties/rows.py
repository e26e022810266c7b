"""Which row of the table speaks of what a claim speaks of, and what came of comparing the two."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from steelyard.model import Amount, Claim, Indicator, Interval
from steelyard.model.narrative import Outcome
from steelyard.recognising.ties.comparing import APART, Side, compare, factor, side, times, visits
from steelyard.recognising.ties.lists import Listed
from steelyard.recognising.ties.names import Name, canonical, core, coverage, name_of, pairs, uncovered
from steelyard.recognising.ties.telling import Told
from steelyard.recognising.ties.words import words

_CANDIDATES = 6
_COMMON = 60  # rows; a pair of characters that more rows have finds none of them
_NEAR = 12  # characters between two items of a list
_SPECIFIC = frozenset({"批次", "家次", "人次", "件次", "车次", "场次", "台次", "批", "起"})


class Figured(NamedTuple):
    """A figure of a row: its result, or its target."""

    what: Literal["result", "target"]
    figure: Side
    high: Decimal | None = None


class Row(NamedTuple):
    """An indicator row by its name and its figures."""

    row: int
    printed: str
    name: Name
    around: str
    figures: tuple[Figured, ...]
    per_head: bool
    change: bool
    narrow: str


class Judged(NamedTuple):
    """A claim against a row: how close the two are, and what came of it."""

    claim: int
    row: Row
    figure: Figured
    outcome: Outcome
    closeness: float
    strict: bool
    reason: str  # what sets the two apart or makes the claim a part: a key of ``saying``
    value: Decimal
    detail: str = ""


class Rows:
    """The rows of a table, looked up by two adjoining characters of their names."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self.rows = [row for one in indicators if (row := _row(one)) is not None]
        self.found: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            for pair in pairs(row.name.core):
                self.found[pair].append(number)

    def near(self, told: Told) -> Iterator[Row]:
        """The rows whose names share most with the words of a claim."""
        shared: Counter[int] = Counter()
        for pair in pairs(told.own):
            if len(numbers := self.found.get(pair, ())) <= _COMMON:
                shared.update(numbers)
        for number, _ in shared.most_common(_CANDIDATES):
            yield self.rows[number]


def _row(one: Indicator) -> Row | None:
    figures = []
    if isinstance(one.result, Amount):
        figures.append(Figured("result", side(one.result.value, one.result.unit, one.actual.text)))
    for quantity, printed in ((one.quantity, one.target), (one.initial_quantity, one.initial_target)):
        if isinstance(quantity, Amount):
            figures.append(Figured("target", side(quantity.value, quantity.unit, printed.text)))
        elif isinstance(quantity, Interval):
            figures.append(Figured("target", side(quantity.low, quantity.unit, printed.text), quantity.high))
    name = name_of(_without_unit(one.name.text, figures))
    if not figures or not name.size:
        return None
    lexicon, title = words(), one.name.text
    narrow = lexicon.narrow.search(title)
    return Row(
        one.row,
        title,
        name,
        "|".join([name.core, *(core(group.text) for group in one.groups)]),
        tuple(figures),
        per_head=bool(lexicon.per_head.search(title)),
        change=bool(lexicon.change.search(title.rstrip("率幅度数值"))),
        narrow=narrow[0] if narrow else "",
    )


def _without_unit(name: str, figures: Sequence[Figured]) -> str:
    """检查户次 is 检查: the unit that closes the name says how it is counted."""
    closing = name.removesuffix("数")
    for figured in figures:
        unit = figured.figure.unit
        if len(unit) > 1 and closing.endswith(unit) and len(closing) > len(unit) + 1:
            return closing.removesuffix(unit)
    return name


def against_rows(rows: Rows, claims: Sequence[Claim], told: Sequence[Told], parts: Collection[int]) -> Iterator[Judged]:
    """What came of every claim and the row that speaks of the same thing; ``parts`` are told of a total before them.

    Cost is linear in the claims; of each only a few rows are looked at.
    """
    best = []
    for index, (claim, around) in enumerate(zip(claims, told, strict=True)):
        if isinstance(claim.value, Decimal) and not around.silent:
            judged = [one for row in rows.near(around) for one in _judge(index, claim, around, row)]
            if judged and not ((one := _best(judged)).outcome != "confirmed" and index in parts):
                best.append(one)
    return _settled(best, told)


def inherited(judged: Sequence[Judged], listed: Sequence[Listed], claims: Sequence[Claim]) -> Iterator[Judged]:
    """The parts of a total that a row has are parts of the row; so are the others of a list of which one is."""
    of = {one.claim: one for one in judged}
    for found in listed:
        head = of.get(found.head)
        if head is not None and head.outcome == "confirmed" and head.figure.what == "result":
            yield from _parts(head, [part for part in found.parts if part not in of], claims, "head")
    for one in judged:
        following = one.claim + 1
        if one.outcome == "part-of" and following < len(claims) and following not in of:
            gap = claims[following].start - claims[one.claim].end
            if one.reason == "kind" and gap <= _NEAR and claims[following].unit == claims[one.claim].unit:
                yield from _parts(one, [following], claims, "kind")


def _parts(head: Judged, parts: Sequence[int], claims: Sequence[Claim], reason: str) -> Iterator[Judged]:
    for part in parts:
        value = claims[part].value
        scaled = factor(claims[part].unit, head.figure.figure.unit)
        if isinstance(value, Decimal) and scaled and value * scaled < head.figure.figure.value:
            yield head._replace(claim=part, outcome="part-of", reason=reason, value=value * scaled)


def _best(judged: list[Judged]) -> Judged:
    """The closest row; one that agrees goes before one that does not and is hardly closer."""
    top = max(judged, key=lambda one: one.closeness)
    agreeing = [one for one in judged if one.outcome == "confirmed" and one.closeness >= 0.75 * top.closeness]
    return max(agreeing, key=lambda one: one.closeness) if agreeing else top


def _judge(index: int, claim: Claim, told: Told, row: Row) -> Iterator[Judged]:
    """A claim against the figure of a row that it speaks of, where the two speak of one thing."""
    if not _same_kind(claim, told, row):
        return
    own = coverage(row.name.core, told.own)
    total = coverage(row.name.core, told.around) if own >= 0.25 else 0
    if total < 0.5:
        return
    extra = 0 if _is_unit(told.extra, claim.unit) else uncovered(told.extra, row.around)
    closeness = own + total - 0.1 * extra
    strict = _is_strict(claim, told, row, own, extra)
    for figured in row.figures:
        if (figured.what == "target") is not told.target:
            continue
        scaled = factor(claim.unit, figured.figure.unit)
        apart = scaled is None and visits(claim.unit, figured.figure.unit)
        if scaled is None and not apart:
            continue
        assert isinstance(claim.value, Decimal)
        value = claim.value * (scaled or 1)
        verdict = compare(claim, value, figured.figure, scaled or Decimal(1))
        if verdict == "differ" and figured.high is not None and figured.high == value:
            verdict = "agree"
        near = Judged(index, row, figured, "confirmed", closeness, strict, "", value)
        if verdict == "agree":
            close = own >= 0.5 and (extra == 0 or (total >= 0.8 and extra < 3)) and not told.part
            if close or _rare(value, figured.figure.value, total):
                yield near
        elif verdict == "differ":
            yield from _differing(near, claim, told, total, apart)


def _rare(value: Decimal, other: Decimal, total: float) -> bool:
    """Three digits and more are the same by chance hardly ever."""
    return total >= 0.95 and max(len(one.normalize().as_tuple().digits) for one in (value, other)) >= 3


def _is_unit(extra: str, unit: str) -> bool:
    """惠及农户862户: the thing counted is hardly more than the unit."""
    if unit in {"户", "人", "人次", "名"} and extra == canonical("群众"):
        return True
    return len(extra) <= 2 and bool(unit) and extra.endswith(unit[0])


def _same_kind(claim: Claim, told: Told, row: Row) -> bool:
    """Rates with rates of the same head, averages with averages, changes with changes, deeds with the same deeds."""
    name = row.name
    if (name.rate or told.rate) and claim.unit in {"%", "‰", ""} and name.rate != told.rate:
        return False
    if row.per_head is not told.per_head or (told.change and not row.change) or (row.narrow and told.wide):
        return False
    return not (name.actions - told.actions and told.actions - name.actions)


def _is_strict(claim: Claim, told: Told, row: Row, own: float, extra: int) -> bool:
    """Whether every word on either side is met on the other, so that two values would contradict each other."""
    whole = row.name.core
    kernels = {whole, whole.removesuffix(claim.unit)} if row.name.size > 2 and claim.unit else {whole}
    if own < 0.5 and not (row.name.rate and uncovered(whole, told.near) == 0):
        return False
    if min(uncovered(kernel, told.around) for kernel in kernels) or extra > 1 or row.name.size < 2:
        return False
    if not row.name.actions and told.actions & words().stages:
        return False
    return bool(row.name.rate) or all(action in told.around for action in row.name.actions)


def _differing(near: Judged, claim: Claim, told: Told, total: float, apart: bool) -> Iterator[Judged]:
    """What two values of one thing mean: a part, a question, or a contradiction."""
    other = near.figure.figure.value
    smaller = claim.modifier in {"exact", "over"} and 0 < near.value < other
    qualifiers = [one for one in near.row.name.qualifiers if core(one) and core(one) not in told.around]
    if told.part or _is_kind_of(near, claim, told, total):
        if smaller and near.figure.what == "result":
            yield near._replace(outcome="part-of", reason="part" if told.part else "kind", detail=told.part)
        return
    if not near.strict:
        return
    ratio = times(near.value, other)
    if apart:
        yield near._replace(outcome="unclear", reason="visits", detail=near.figure.figure.unit)
    elif qualifiers or near.row.narrow:
        yield near._replace(outcome="unclear", reason="scope", detail=[*qualifiers, near.row.narrow][0])
    elif ratio is not None and ratio >= APART:
        yield near._replace(outcome="unclear", reason="factor")
    elif not told.among:
        yield near._replace(outcome="contradicted")


def _is_kind_of(near: Judged, claim: Claim, told: Told, total: float) -> bool:
    """抽查电动自行车18批次 of 产品质量监督抽查160批次: the deed and the topic of the row, a thing of its own."""
    if claim.unit not in _SPECIFIC or told.whole or not near.row.name.actions or near.row.name.rate:
        return False
    own_thing = uncovered(told.extra, near.row.around) > 1 or coverage(near.row.name.core, told.own) < 0.8
    return near.row.name.actions <= told.actions and own_thing and total >= 0.7


def _settled(best: list[Judged], told: Sequence[Told]) -> Iterator[Judged]:
    """One row is contradicted by one value at most: where others agree with it or differ too, the scope is unclear."""
    agreed = {(one.row.row, one.figure.what) for one in best if one.outcome == "confirmed" and one.strict}
    differing: dict[tuple[int, str], set[Decimal]] = defaultdict(set)
    for one in best:
        if one.outcome in {"contradicted", "unclear"}:
            differing[one.row.row, one.figure.what].add(one.value)
    for one in best:
        key = one.row.row, one.figure.what
        if one.outcome not in {"contradicted", "unclear"} or (key not in agreed and len(differing[key]) == 1):
            yield one
        elif one.value < one.figure.figure.value and not told[one.claim].whole:
            yield one._replace(outcome="part-of", reason="several")
        elif key not in agreed:
            yield one._replace(outcome="unclear", reason="several")
