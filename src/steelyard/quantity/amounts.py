"""One number of a cell as the amount that the cell states: which numbers can be that, their unit and their bound."""

import re
from dataclasses import replace
from decimal import Decimal

from steelyard.model import Amount, Interval, Op
from steelyard.quantity.cores import plain_product
from steelyard.quantity.folding import is_ideograph
from steelyard.quantity.patterns import pattern
from steelyard.quantity.pieces import Found
from steelyard.quantity.rounding import half_up, places
from steelyard.quantity.units import Measure
from steelyard.quantity.words import Modifier, words

OPERATORS: dict[Modifier, Op] = {
    "at-least": ">=", "more-than": ">", "at-most": "<=", "less-than": "<", "equal": "=", "reaching": ">=", "over": ">",
}  # fmt: skip
SEPARATORS = frozenset(",，;；。、( [【\n") | {""}

_UNBOUND: frozenset[Modifier] = frozenset({"exact", "equal", "reaching", "about", "nearly"})
_CLOCK = frozenset({"天", "日", "小时", "分钟", "秒", "周", "年", "个月", "季度", "半年"})
_AGES = frozenset({"岁", "周岁"})
_WORD = pattern(r"[\u4e00-\u9fffA-Za-z]")
_LEAD = pattern(r"(?:实际|共计?|合计|总计|累计|为|是|:)*")
_NAME = pattern(r"(?:1[12]\d|12\d{3}|96\d{3,4})(?=[\u4e00-\u9fff])|\d{3,}[\u4e00-\u9fff]{0,8}(?:热线|平台)")
_RATIO = pattern(r"\d:\d")
_DAY_OF_MONTH = pattern(r"[日号](?:之前|以前|前|至|到|-)")
_CLOSING = pattern(
    r"(?:内|之内|以内)?(?:全部|均|已|全面|按时|及时)?(?:$|[,，;；。()]"
    r"|完成|办结|到位|拨付|送达|响应|到达|处置|处理|回复|反馈|整改|发放|支付)"
)
_UNLISTED = pattern(r"[\u4e00-\u9fffA-Za-z]{1,6}")
_NOT_UNIT = pattern(r"完成|达标|达成|办结|覆盖|到位|合格|全部|的|率|度$|^[以及或左]")
_EVERY = pattern(
    r"(?:每(?:个?工作日|半年|季度|季|年度|年|个?月|周|日|天|人|户|家|校|班|生|亩|个?村|个?社区|场|期|批|台|辆))+"
)
_YEARLY = frozenset({"每年", "每年度"})


def states(shown: str, found: Found) -> bool:
    """Whether a number can be what the cell states, and is not part of a name (24小时值班, 12345热线, 60岁以上老人)."""
    followed = is_ideograph(shown[found.end : found.end + 1])
    if found.kind in {"date", "period", "ordinal"}:
        return False
    if found.unit in _AGES:
        return not followed
    if _RATIO.search(shown, max(0, found.start - 2), found.end + 2):
        return False
    if found.unit in _CLOCK and (_DAY_OF_MONTH.match(shown, found.digits[1]) or found.modifier == "exact"):
        return bool(_CLOSING.match(shown, found.end))
    if not found.unit and followed:
        return bool(_LEAD.fullmatch(shown, 0, found.start)) and not _NAME.match(shown, found.digits[0])
    return True


def leads(shown: str, numbers: list[Found]) -> bool:
    """68家，隐患92条: one plain number comes first, the others are told of other things."""
    first, second = numbers[0], numbers[1]
    between = shown[first.end : second.start]
    return bool(_LEAD.fullmatch(shown, 0, first.start)) and between[:1] in SEPARATORS and bool(_WORD.search(between))


def amount(shown: str, found: Found, column: Measure) -> Amount | Interval:
    """The number with its unit, that of the unit column where the cell has none."""
    value, unit, factor = found.value, found.unit or _unlisted(shown, found)[0], Decimal(1)
    if not unit and found.kind == "fraction" and column.name in {"", "%"}:
        factor, unit = Decimal(100), "%"
    elif not unit:
        factor, unit = _column_factor(column, shown[found.digits[1] - 1]), column.name
    if found.kind not in {"percent", "compound"} and "/" not in unit:
        unit += _every(shown, found.start)
    if isinstance(value, Interval):
        low, high = plain_product(value.low, factor), plain_product(value.high, factor)
        return replace(value, low=low, high=high, unit=unit)
    assert isinstance(value, Decimal)
    value = plain_product(value, factor)
    if found.kind == "fraction" and places(value) > 12:
        value = half_up(value, 6)  # 三分之一 has no last digit; six are more than any form prints
    return Amount(OPERATORS.get(bound(shown, found)), value, unit)


def bound(shown: str, found: Found) -> Modifier:
    """What bounds the number, also from a little further off: 3基地以上, 不低于上年的95%."""
    if found.modifier not in _UNBOUND:
        return found.modifier
    further = None if found.unit else _unlisted(shown, found)[1]
    if further is None and shown[found.start - 1 : found.start] == "的":
        before = words().before
        phrases = (before.until(shown, at) for at in range(found.start - 2, max(0, found.start - 14), -1))
        further = next((before.meaning[phrase] for phrase in phrases if phrase), None)
    return further or found.modifier


def _column_factor(column: Measure, last: str) -> Decimal:
    """What a bare number is multiplied with for its unit column. 90万 in a column of 万元 is not scaled twice."""
    if last in {"万", "亿"} and (column.power or column.name.startswith(last)):
        return Decimal(1) if column.power else Decimal(1).scaleb(-4 if last == "万" else -8)
    return Decimal(column.factor.numerator) / column.factor.denominator * Decimal(1).scaleb(column.power)


def _unlisted(shown: str, found: Found) -> tuple[str, Modifier | None]:
    """A unit that is not in the lexicon, directly after the number, and the bound after it (3基地以上)."""
    tail = _UNLISTED.match(shown, found.end)
    if tail is None or found.end != found.core[1]:
        return "", None
    after, unit, modifier = words().after, "", None
    for length in range(1, len(tail[0]) + 1):
        phrase = after.at(shown, found.end + length)
        if len(phrase) > 1:
            unit, modifier = tail[0][:length], after.meaning[phrase]
            break
    else:
        unit = tail[0] if len(tail[0]) <= 4 and shown[tail.end() : tail.end() + 1] in SEPARATORS else ""
    return ("", None) if not unit or _NOT_UNIT.search(unit) else (unit, modifier)


def _every(shown: str, start: int) -> str:
    """每季度不少于1次: what the count is for each of. A form tells of one year: 每年 adds nothing."""
    recurring = _EVERY.search(shown, 0, start)
    if recurring is None or recurring[0] in _YEARLY:
        return ""
    parts = re.split("每个?", recurring[0])[1:]
    return "/" + "·".join({"季": "季度", "年度": "年"}.get(part, part) for part in parts)
