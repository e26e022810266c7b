"""One thing told twice in the text."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from steelyard.model import Claim, Message, Tie
from steelyard.recognising.ties.comparing import APART, compare, shown, side, slipped, times
from steelyard.recognising.ties.lists import same_unit
from steelyard.recognising.ties.names import core
from steelyard.recognising.ties.telling import Told
from steelyard.recognising.ties.words import words

_WORDS = 4  # characters of a name that is said the same by chance no more
_RATE_WORDS = 5
_DIGITS = 5  # fewer with all but one the same may be of two things
_LATEST = 4  # of one name; more are compared with the latest ones only


def repeats(claims: Sequence[Claim], told: Sequence[Told], apart_from: Collection[int]) -> Iterator[Tie]:
    """Claims of one name, each held against the earlier ones of that name in other sentences; some are left out."""
    seen: dict[str, list[int]] = defaultdict(list)
    for index, (claim, around) in enumerate(zip(claims, told, strict=True)):
        name = core(around.before) or around.extra
        if index in apart_from or not _comparable(claim, around, name):
            continue
        for earlier in seen[name][-_LATEST:]:
            apart = told[earlier].sentence != around.sentence and same_unit(claims[earlier], claim)
            if apart and (found := _held(claims, told, earlier, index)):
                yield found
                break
        seen[name].append(index)


def _comparable(claim: Claim, told: Told, name: str) -> bool:
    size = len(name.replace("|", ""))
    least = _RATE_WORDS if claim.unit == "%" else _WORDS
    aside = told.silent or told.change or told.part or told.among or told.target
    return isinstance(claim.value, Decimal) and size >= least and not aside and claim.high is None


def _held(claims: Sequence[Claim], told: Sequence[Told], earlier: int, index: int) -> Tie | None:
    first, second = claims[earlier], claims[index]
    assert isinstance(first.value, Decimal)
    assert isinstance(second.value, Decimal)
    other = side(first.value, first.unit, first.text)
    plain = first if second.modifier == "exact" and first.modifier != "exact" else second
    against = side(second.value, second.unit, second.text) if plain is first else other
    same = plain.unit == against.unit
    verdict = compare(plain, plain.value, against, Decimal(1)) if same and isinstance(plain.value, Decimal) else "near"
    name = second.object or first.object
    if verdict == "agree":
        zh, en = f"“{name}”前后两处均为{second.text}", f"“{name}” is {second.text} in both places"
        return Tie(index, f"claim:{earlier}", "confirmed", Message(f"{zh}。", f"{en}."), shown(first.value))
    ratio = times(first.value, second.value)
    if verdict == "near" or ratio is None or ratio >= APART:
        return None
    if not _of_the_whole(second, told, earlier, index) and not slipped(first.value, second.value, _DIGITS):
        return None
    apart = shown(abs(first.value - second.value))
    why = Message(
        f"“{name}”前一处为{first.text}，后一处为{second.text}，相差{apart}{second.unit}。",
        f"“{name}” is {first.text} at first and {second.text} later, {apart} apart.",
    )
    return Tie(earlier, f"claim:{index}", "contradicted", why, shown(second.value))


def _of_the_whole(claim: Claim, told: Sequence[Told], earlier: int, index: int) -> bool:
    """Whether both tell of the whole: a total by name, a rate of one name, or 全年 both times."""
    if claim.unit == "%":
        return bool(told[index].rate)
    named = words().totals
    if named.search(told[earlier].raw) and named.search(told[index].raw):
        return True
    return told[earlier].whole and told[index].whole
