"""Plants faults of the taxonomy in made-up forms, one or several, and tells for each what it changed and where."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from tests.generator.arithmetic import plain
from tests.generator.faults import Fault, Planted, plant
from tests.generator.layouts.sheets import Laid, lay
from tests.generator.telling import tellings
from tests.generator.truth import Truth

from conformance.faults.facts import changed, merged, said, touches
from conformance.faults.key import Seeded, Spot
from conformance.faults.taxonomy import Kind, kinds

NUMBER = frozenset("0123456789.,")
FORM_FAULTS = tuple(name for name, kind in kinds().items() if not kind.ledgers)


@dataclass(frozen=True)
class Twin:
    """A faulty form beside the clean one that it differs from only in what ``faults`` tell."""

    clean: Truth
    truth: Truth
    faults: tuple[Seeded, ...]


def seeded(truth: Truth, name: str) -> Twin | None:
    """The form with one fault; ``None`` where it cannot carry it so that nothing else changes in print."""
    planted = plant(truth, Fault(name))
    if planted is None:
        return None
    clean, kind = replace(truth, noise=planted.truth.noise), kinds()[name]
    if not touches(clean, planted.truth) <= set(kind.touches) or not _alone(clean, planted.truth):
        return None
    return Twin(clean, planted.truth, (_told(kind, clean, planted),))


def seeded_with(truth: Truth, names: Iterable[str]) -> Twin | None:
    """The form with several faults that do not touch one another; ``None`` where they do."""
    whole: Twin | None = None
    for name in names:
        one = seeded(truth, name)
        if one is None or (whole and (kinds()[name].whole or one.clean.noise != whole.clean.noise)):
            return None
        whole = _both(whole, one) if whole else one
        if whole is None:
            return None
    return whole


def _both(first: Twin, second: Twin) -> Twin | None:
    both = merged(first.clean, first.truth, second.truth)
    rows = [{spot.row for fault in twin.faults for spot in fault.spots if spot.row} for twin in (first, second)]
    if both is None or rows[0] & rows[1] or not _alone(first.clean, both):
        return None
    printed = "\n".join(texts(lay(both)))
    for fault in (*first.faults, *second.faults):
        if any(spot.text and not spot.row and spot.text not in printed for spot in fault.spots):
            return None  # the other fault made the narrative be told anew
    return Twin(first.clean, both, (*first.faults, *second.faults))


def _alone(clean: Truth, twin: Truth) -> bool:
    """Whether the twin is printed otherwise, and the rows whose facts stay as they were, to the letter."""
    before, after = lay(clean), lay(twin)
    same = [number for number, pair in enumerate(zip(clean.rows, twin.rows, strict=True)) if pair[0] == pair[1]]
    return list(texts(before)) != list(texts(after)) and all(
        before.lines[number].cells == after.lines[number].cells for number in same
    )


def texts(laid: Laid) -> Iterator[str]:
    """Everything that is printed, in reading order."""
    for block in laid.sheet.blocks:
        if hasattr(block, "text"):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row)


def _told(kind: Kind, clean: Truth, planted: Planted) -> Seeded:
    facts = tuple(f"{path}: {said(old)} → {said(new)}" for path, (old, new) in changed(clean, planted.truth).items())
    spots = tuple(_spots(kind, clean, planted))
    return Seeded(kind.name, kind.family, kind.checks, kind.also, kind.level, spots, facts)


def _spots(kind: Kind, clean: Truth, planted: Planted) -> Iterator[Spot]:
    twin = planted.truth
    if kind.place == "form":
        return
    if planted.rows and kind.place != "total":
        yield from (Spot(row) for row in planted.rows)
        yield from (Spot(text=text) for text in dict.fromkeys(_retold(planted)))
    elif kind.place == "total":
        column = "score" if clean.total_score != twin.total_score else "weight"
        yield Spot(len(twin.rows) + 1, column, plain(getattr(twin, f"total_{column}")))
    elif kind.place == "grade":
        yield from (Spot(text=twin.grade), Spot(len(twin.rows) + 1))
    elif kind.place == "execution":
        yield Spot(text=plain(twin.execution_score or Decimal(0)))
    elif kind.place == "group":
        yield from _groups(clean, twin)
    elif kind.place in ("money", "rate"):
        yield from _money(kind, clean, twin)
    if kind.place == "text":
        yield from _words(kind, clean, twin)


def _retold(planted: Planted) -> Iterator[str]:
    """What the narrative tells of the planted rows: it is made of them, and may be pointed at too."""
    yield from (one.sentence for one in tellings(planted.truth) if one.row in planted.rows)


def _groups(clean: Truth, twin: Truth) -> Iterator[Spot]:
    for old, new in zip(clean.subtotals, twin.subtotals, strict=True):
        for column in ("weight", "score"):
            if getattr(old, column) != getattr(new, column):
                yield Spot(text=plain(getattr(new, column)))


def _money(kind: Kind, clean: Truth, twin: Truth) -> Iterator[Spot]:
    """The figures of the stage and side that do not fit together: which of them is wrong, nobody can know."""
    if kind.place == "rate":
        rows = twin.where(lambda row: row.name == "预算执行率")
        yield from (Spot(row) for row in rows)
        yield Spot(text=f"{twin.rate}%")
    paths = [path for path in changed(clean, twin) if path.startswith("money")]
    if kind.place == "rate":
        parts = [one for one in twin.money if one.total]
    else:
        hit = [twin.money[int(path.split()[1]) - 1] for path in paths]
        parts = [one for one in twin.money if (one.stage, one.side) in {(own.stage, own.side) for own in hit}]
    for one in parts:
        yield Spot(text=f"{one.amount}")
        if one.share is not None and kind.name == "share-off":
            yield Spot(text=f"{one.share}%")


def _words(kind: Kind, clean: Truth, twin: Truth) -> Iterator[Spot]:
    """The words that changed; of figures that do not fit together, any of them."""
    for old, new in twin.tweaks:
        yield Spot(text=new) if kind.checks == ("narrative-contradicts-itself",) else Spot(text=new, before=old)
        yield Spot(text=_changed(old, new))
    if clean.achieved != twin.achieved:
        yield Spot(text=twin.achieved, before=clean.achieved)


def _changed(old: str, new: str) -> str:
    """What ``new`` says otherwise than ``old``, with the whole of a number."""
    start = _alike(old, new)
    end = len(new) - _alike(old[start:][::-1], new[start:][::-1])
    while start and new[start - 1] in NUMBER:
        start -= 1
    while end < len(new) and new[end] in NUMBER:
        end += 1
    return new[start:end]


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def combination(truth: Truth, source: random.Random, first: str, count: int) -> Twin | None:
    """The form with ``first`` and others of the taxonomy beside it, as many as ``count`` says if they fit."""
    names = [first]
    if kinds()[first].whole:
        return seeded(truth, first)
    for other in source.sample(FORM_FAULTS, len(FORM_FAULTS)):
        if len(names) < count and other not in names and seeded_with(truth, [*names, other]):
            names.append(other)
    return seeded_with(truth, names)
