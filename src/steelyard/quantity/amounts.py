"""One number of a cell as the amount that the cell states: which numbers can be that, their unit and their bound."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from steelyard.model import Amount, Interval, Op
from steelyard.quantity.cores import plain_product
from steelyard.quantity.folding import is_ideograph
from steelyard.quantity.patterns import pattern
from steelyard.quantity.pieces import Found
from steelyard.quantity.rounding import half_up, places
from steelyard.quantity.trends import trend
from steelyard.quantity.units import ONE, Measure, measure
from steelyard.quantity.words import Modifier, words

OPERATORS: dict[Modifier, Op] = {
    "at-least": ">=", "more-than": ">", "at-most": "<=", "less-than": "<", "equal": "=", "reaching": ">=", "over": ">",
}  # fmt: skip
SEPARATORS = frozenset(",，;；。、( [【\n") | {""}

_UNBOUND: frozenset[Modifier] = frozenset({"exact", "equal", "reaching", "about", "nearly"})
_CLOCK = frozenset({"天", "日", "小时", "分钟", "秒", "周", "年", "个月", "季度", "半年"})
_AGES = frozenset({"岁", "周岁"})
_WORD = pattern(r"[\u4e00-\u9fffA-Za-z]")
_LEAD = pattern(
    r"(?:共计?|合计|总计|累计|全年|为|是|:)*"
    r"(?:(?:实际|已)(?:完成|支出|支付|发放|执行|开展|投入|达到?)?(?:共计?|累计|为|是|:)?)?"
)
_NAME = pattern(r"(?:1[12]\d|12\d{3}|96\d{3,4})(?=[\u4e00-\u9fff])|\d{3,}[\u4e00-\u9fff]{0,8}(?:热线|平台)")
_RATIO = pattern(r"\d:\d")
_DAY_OF_MONTH = pattern(r"[日号](?:之前|以前|前|至|到|-)")
_CLOSING = pattern(
    r"(?:内|之内|以内)?(?:全部|均|已|全面|按时|及时)?(?:$|[,，;；。()]"
    r"|完成|办结|到位|拨付|送达|响应|到达|处置|处理|回复|反馈|整改|发放|支付)"
)
_BRACKETED = pattern(r"\((?P<unit>[^()\d]{1,8})\)")
_UNLISTED = pattern(r"[\u4e00-\u9fffA-Za-z]{1,6}")
_NOT_UNIT = pattern(r"完成|达标|达成|办结|覆盖|到位|合格|全部|的|率|度$|^[以及或左]")
_EVERY = pattern(
    r"(?:每(?:[一二两三四五六七八九十\d]{1,3}个?(?:月|季度|年|周|天)|个?工作日|半年|季度|季|年度|年|个?月|周|日|天|人|户|家|校|班|生|亩|个?村|个?社区|场|期|批|台|辆))+"
)
_YEARLY = frozenset({"每年", "每年度"})


class _Tail(NamedTuple):
    unit: Measure | None = None
    modifier: Modifier | None = None


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
    value, unit, factor = found.value, found.unit, Decimal(1)
    if not unit:
        given = _tail(shown, found).unit or column
        if found.kind == "fraction" and given.name in {"", "%"}:
            factor, unit = Decimal(100), "%"
        else:
            factor, unit = _column_factor(given, shown[found.digits[1] - 1]), given.name
    if found.kind not in {"percent", "compound"} and "/" not in unit:
        unit += _every(shown, found.start)
    if isinstance(value, Interval):
        low, high = plain_product(value.low, factor), plain_product(value.high, factor)
        return replace(value, low=low, high=high, unit=unit, trend=trend(shown, found.start, found.end))
    assert isinstance(value, Decimal)
    value = plain_product(value, factor)
    if found.kind == "fraction" and places(value) > 12:
        value = half_up(value, 6)  # 三分之一 has no last digit; six are more than any form prints
    return Amount(OPERATORS.get(bound(shown, found)), value, unit, trend(shown, found.start, found.end))


def bound(shown: str, found: Found) -> Modifier:
    """What bounds the number, also from a little further off: 3基地以上, 不低于上年的95%."""
    if found.modifier not in _UNBOUND:
        return found.modifier
    further = _tail(shown, found).modifier
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


def _tail(shown: str, found: Found) -> _Tail:
    """What follows a number without unit: a unit in brackets (95（%）) or one not in the lexicon, and its bound."""
    if found.unit or found.end != found.core[1]:
        return _Tail()
    after = words().after
    if bracketed := _BRACKETED.match(shown, found.end):
        unit = measure(bracketed["unit"])
        if unit is None or unit.end < len(bracketed["unit"]):
            return _Tail()
        return _Tail(unit, after.meaning.get(after.at(shown, bracketed.end())))
    unlisted = _UNLISTED.match(shown, found.end)
    if unlisted is None:
        return _Tail()
    name, modifier = "", None
    for length in range(1, len(unlisted[0]) + 1):
        phrase = after.at(shown, found.end + length)
        if len(phrase) > 1:
            name, modifier = unlisted[0][:length], after.meaning[phrase]
            break
    else:
        name = unlisted[0] if len(unlisted[0]) <= 4 and shown[unlisted.end() : unlisted.end() + 1] in SEPARATORS else ""
    if not name or _NOT_UNIT.search(name):
        return _Tail()
    return _Tail(Measure(name, "count", 0, ONE, 0), modifier)


def _every(shown: str, start: int) -> str:
    """每季度不少于1次: what the count is for each of. A form tells of one year: 每年 adds nothing."""
    recurring = _EVERY.search(shown, 0, start)
    if recurring is None or recurring[0] in _YEARLY:
        return ""
    parts = re.split("每个?", recurring[0])[1:]
    return "/" + "·".join({"季": "季度", "年度": "年"}.get(part, part) for part in parts)
