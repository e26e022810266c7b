"""Faults of the narrative: it tells another number than the table."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from tests.generator.arithmetic import half_up, plain
from tests.generator.faults.planting import Fault, Planted, plants
from tests.generator.telling import Telling, last_year, spending, tellings
from tests.generator.truth import Row, Truth

TRIES = 40


@plants(Fault.TOLD_OTHERWISE)
def told_otherwise(truth: Truth, source: random.Random) -> Planted | None:
    """One number of the text changed: a digit, two digits exchanged, another row's result, last year's."""
    told = [one for one in tellings(truth) if one.row and one.number[0].isascii()]
    for _ in range(TRIES if told else 0):
        one = source.choice(told)
        changed = source.choice(list(_changes(truth, one, source)))
        if _tells_otherwise(truth.rows[one.row - 1], one, changed):
            sentence = one.sentence[: one.at] + changed + one.sentence[one.at + len(one.number) :]
            twin = replace(truth, tweaks=((one.sentence, sentence),))
            return Planted(twin, ("narrative-contradicts-table",), (one.row,))
    return None


@plants(Fault.MONEY_OTHERWISE)
def money_otherwise(truth: Truth, source: random.Random) -> Planted | None:
    """Two digits exchanged in what the text tells of the money spent."""
    said, swapped = spending(truth), re.compile(r"(\d)(?!\1)(\d)(?=[\d.,]*[万亿]?元)")
    places = [found for found in swapped.finditer(said) if found[2] != "0"]
    if not places:
        return None
    found = source.choice(places)
    changed = said[: found.start()] + found[2] + found[1] + said[found.end() :]
    return Planted(replace(truth, tweaks=((said, changed),)), ("narrative-contradicts-table",))


def _changes(truth: Truth, one: Telling, source: random.Random) -> Iterator[str]:
    number, row = one.number, truth.rows[one.row - 1]
    digits = [at for at, character in enumerate(number) if character.isdigit()]
    at = source.choice(digits)
    yield number[:at] + source.choice("0123456789") + number[at + 1 :]
    if len(digits) > 1:
        first, second = sorted(source.sample(digits, 2))
        yield number[:first] + number[second] + number[first + 1 : second] + number[first] + number[second + 1 :]
    others = [other for other in truth.rows if other.result is not None and other.sort == row.sort and other is not row]
    if others:
        yield plain(source.choice(others).result or Decimal(0))
    yield plain(last_year(source, row))


def _tells_otherwise(row: Row, one: Telling, changed: str) -> bool:
    """Whether the changed number is one that nobody would take for the result as it is told."""
    scale = 10000 if one.sentence.startswith("万", one.at + len(one.number)) and row.unit[0] != "万" else 1
    told, new = (Decimal(text.replace(",", "")) * scale for text in (one.number, changed))
    assert row.result is not None
    places = min(max(0, -int(one.as_tuple().exponent)) for one in (new, row.result))  # type: ignore[arg-type]
    if (changed[0] == "0" and not changed.startswith("0.")) or new in (told, 0) or (row.unit == "%" and new > 100):
        return False
    if told == row.result:
        return half_up(max(new, told), places) != half_up(min(new, told), places)
    return abs(new - row.result) > row.result / 8
