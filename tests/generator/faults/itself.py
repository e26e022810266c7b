"""Faults of the text alone: parts that do not add up, a growth that its two figures do not give, too few asked."""

import random
import re
from dataclasses import replace
from decimal import Decimal

from tests.generator.arithmetic import plain
from tests.generator.faults.planting import Fault, Planted, met, pick, plants
from tests.generator.faults.words import say
from tests.generator.telling import Telling, tellings
from tests.generator.truth import Truth

PARTS = re.compile(r"城区(\d+)|乡镇(\d+)")
GROWTH = re.compile(r"增长(\d+(?:\.\d+)?)%")


def _exact(truth: Truth, one: Telling) -> bool:
    """Whether the sentence tells the result of its row to the digit: only then must other figures fit it.

    Days, years and marks of several places are not added up.
    """
    row = truth.rows[one.row - 1] if one.row else None
    if row is None or row.result is None or row.unit in ("天", "年", "分"):
        return False
    return one.number == plain(row.result) and one.sentence[max(0, one.at - 1) : one.at] not in ("约", "近")


@plants(Fault.PARTS_OTHERWISE)
def parts_otherwise(truth: Truth, source: random.Random) -> Planted | None:
    """One of the parts that a total is told to be made of is another than adds up to it."""
    told = [one for one in tellings(truth) if one.style == "parts" and _exact(truth, one)]
    told = [one for one in told if len(PARTS.findall(one.sentence)) == 2]
    if not told:
        return None
    one = source.choice(told)
    part = source.choice(list(PARTS.finditer(one.sentence)))
    old = part[1] or part[2]
    off = int(old) + source.choice((1, 2, 3, 5, 10, 20))
    start, end = part.span(1 if part[1] else 2)
    sentence = one.sentence[:start] + str(off) + one.sentence[end:]
    return Planted(replace(truth, tweaks=((one.sentence, sentence),)), ("narrative-contradicts-itself",))


@plants(Fault.GROWTH_OTHERWISE)
def growth_otherwise(truth: Truth, source: random.Random) -> Planted | None:
    """The growth that is told is another than the figures of both years give."""
    told = [
        one for one in tellings(truth) if one.style == "grown" and _exact(truth, one) and GROWTH.search(one.sentence)
    ]
    if not told:
        return None
    one = source.choice(told)
    found = GROWTH.search(one.sentence)
    assert found is not None
    off = Decimal(found[1]) + source.choice(tuple(map(Decimal, ("1.5", "2", "4.1", "10"))))
    sentence = one.sentence[: found.start(1)] + f"{off}" + one.sentence[found.end(1) :]
    return Planted(replace(truth, tweaks=((one.sentence, sentence),)), ("narrative-contradicts-itself",))


@plants(Fault.FEW_ASKED)
def few_asked(truth: Truth, source: random.Random) -> Planted | None:
    """The text says how many were asked about their satisfaction, and they were a handful."""
    number = pick(truth, source, lambda row: met(row) and row.name.endswith("满意度") and (row.result or 100) <= 97)
    if number is None:
        return None
    row, count = truth.rows[number - 1], source.randint(12, 45)
    said = source.choice(
        (
            "就{name}发放问卷{count}份，收回{count}份，满意度为{result}%。",
            "{name}调查共发放问卷{issued}份，回收有效问卷{count}份，{name}{result}%。",
        )
    )
    result = plain(row.result or Decimal(0))
    return say(truth, said.format(name=row.name, count=count, issued=count + 3, result=result), "survey-too-small")
