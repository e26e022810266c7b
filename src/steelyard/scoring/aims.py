"""Tables of targets: read out of a form, and one held against a later one row by row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from steelyard.model import Aim, Change, Form, Indicator, Message, Move, Unknown
from steelyard.packs.indicators import is_execution_rate
from steelyard.packs.indicators import plain as bare
from steelyard.quantity import fold, parse_target
from steelyard.scoring.moving import moved

NO_WEIGHT = Unknown(Message("没有写明权重，不能比较。", "No weight is printed, so none can be compared."))
LIKE = 80  # percent from which two names are one name written in two ways; our judgement
LIKE_BESIDE_SAME = 60  # the same, where both rows ask for just the same
_NUMERALS = re.compile(r"[\d〇一二三四五六七八九十百千]+")
_TURNED: dict[Change, Message] = {
    "lowered": Message("指标值由“{}”降低为“{}”", "the target “{}” was lowered to “{}”"),
    "raised": Message("指标值由“{}”提高为“{}”", "the target “{}” was raised to “{}”"),
    "reworded": Message("指标值由“{}”改写为“{}”，高低要由人判断", "the target “{}” was reworded as “{}”"),
}


def aims_of(form: Form) -> tuple[Aim, ...]:
    """The targets of a form: one for each of its indicator rows."""
    return tuple(_of_row(one, form.year) for one in form.indicators)


def aim(
    row: int,
    groups: Iterable[str],
    name: str,
    target: str,
    *,
    unit: str = "",
    operator: str = "",
    weight: Decimal | None = None,
    year: int | None = None,
) -> Aim:
    """A target out of its printed texts; a day without a year is one of ``year``."""
    quantity = parse_target(target, unit=unit, operator=operator, year=year)
    return Aim(row, tuple(groups), name, target, quantity, NO_WEIGHT if weight is None else weight, unit, operator)


def moves(before: Sequence[Aim], after: Sequence[Aim]) -> tuple[Move, ...]:
    """Each target of ``before`` with what became of it in ``after``, then those that are new.

    Rows are the same by their name and the labels above it, then by their name, then by a name that is nearly the same;
    the order of the rows says nothing. A row of budget execution that one side lacks is not told of: many layouts have
    it in their block of funds.
    """
    pairs = _pairs(before, after)
    found = [_move(one, pairs.get(at)) for at, one in enumerate(before)]
    taken = {id(other) for other in pairs.values()}
    found += [_move(None, one) for one in after if id(one) not in taken]
    return tuple(move for move in found if not _in_the_funds(move))


def _in_the_funds(move: Move) -> bool:
    sides = [one for one in (move.before, move.after) if one is not None]
    return len(sides) == 1 and is_execution_rate(sides[0].name)


def _of_row(one: Indicator, year: int | None) -> Aim:
    groups, weight = [group.text for group in one.groups], one.weight.value
    known = weight if isinstance(weight, Decimal) else None
    name, target, unit = one.name.text, one.target.text, one.unit.text
    found = aim(one.row, groups, name, target, unit=unit, weight=known, year=year)
    if found.quantity == one.quantity:  # 定性 may stand in a column of operators, and is none
        return found
    return aim(one.row, groups, name, target, unit=unit, operator=one.operator.text, weight=known, year=year)


def _pairs(before: Sequence[Aim], after: Sequence[Aim]) -> dict[int, Aim]:
    """Which of ``after`` each of ``before`` became, by its place in ``before``."""
    found: dict[int, Aim] = {}
    rest = list(after)
    for alike in (_same_place, _same_name, _same_but_for_words, _nearly_same_name):
        for at, one in enumerate(before):
            if at not in found and (other := next((two for two in rest if alike(one, two)), None)) is not None:
                found[at] = other
                rest = [two for two in rest if two is not other]
    return found


def _same_place(one: Aim, two: Aim) -> bool:
    return _same_name(one, two) and [*map(bare, one.groups)] == [*map(bare, two.groups)]


def _same_name(one: Aim, two: Aim) -> bool:
    return bare(one.name) == bare(two.name)


def _same_but_for_words(one: Aim, two: Aim) -> bool:
    return _turn(one, two) == "same" and _like(one, two) >= LIKE_BESIDE_SAME


def _nearly_same_name(one: Aim, two: Aim) -> bool:
    """第一季度 and 第二季度 are two things, however like their names are."""
    return _NUMERALS.findall(one.name) == _NUMERALS.findall(two.name) and _like(one, two) >= LIKE


def _like(one: Aim, two: Aim) -> float:
    from rapidfuzz import fuzz  # only where names differ

    return fuzz.ratio(bare(one.name), bare(two.name))


def _turn(one: Aim, two: Aim) -> Change:
    if fold(one.said) == fold(two.said):
        return "same"
    return moved(one.quantity, two.quantity, two.name, two.groups)


def _move(one: Aim | None, two: Aim | None) -> Move:
    if two is None:
        return Move("dropped", one, two, NO_WEIGHT, Message("没有列出这个指标", "the indicator is not there"))
    if one is None:
        return Move("added", one, two, NO_WEIGHT, Message("新增了这个指标", "the indicator was added"))
    turn, weighed = _turn(one, two), _weighed(one, two)
    if turn == "same" and not _same_name(one, two):
        turn = "reworded"
    said = list(_said(one, two, turn, weighed))
    how = Message("；".join(part.zh for part in said), "; ".join(part.en for part in said))
    return Move(turn, one, two, weighed, how)


def _weighed(one: Aim, two: Aim) -> bool | Unknown:
    if isinstance(one.weight, Unknown) or isinstance(two.weight, Unknown):
        return NO_WEIGHT
    return one.weight != two.weight


def _said(one: Aim, two: Aim, turn: Change, weighed: bool | Unknown) -> Iterator[Message]:
    """In what two rows differ, each part with both values."""
    if not _same_name(one, two):
        zh = f"指标名称由“{one.name}”改为“{two.name}”"
        yield Message(zh, f"the name “{one.name}” was changed to “{two.name}”")
    if _turn(one, two) != "same":
        words, values = _TURNED[turn], (one.said or "（空白）", two.said or "（空白）")
        yield Message(words.zh.format(*values), words.en.format(*values))
    if weighed is True:
        yield Message(
            f"权重由{one.weight:f}改为{two.weight:f}", f"its weight was changed from {one.weight} to {two.weight}"
        )
