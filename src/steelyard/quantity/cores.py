"""A number with its unit, at one place of a text."""

from decimal import Decimal
from typing import NamedTuple

from steelyard.quantity.folding import is_ideograph
from steelyard.quantity.numerals import DIGIT, HAN_NUMERALS, Numeral, expand, numeral
from steelyard.quantity.patterns import pattern
from steelyard.quantity.rounding import WIDE
from steelyard.quantity.units import ONE, Measure, measure
from steelyard.quantity.words import Kind, words


class Core(NamedTuple):
    """``value`` and ``unit`` in normal form up to ``end``; ``over`` tells of 余 and 多.

    ``digits`` is where the printed number ends and its unit begins, ``factor`` what the number was multiplied with
    to give ``value``.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    kind: Kind
    over: bool
    step: Decimal
    digits: int
    factor: Decimal


_AMBIGUOUS = frozenset("肆伍陆拾")  # they begin words more often than numbers: 放肆, 队伍, 陆地, 收拾
_VAGUE = pattern(r"(?:余|多(?![媒样元种方层功渠])|几(?=[个名家人项件次])|来(?=[个名家人项件次户位条座台套种批亩岁]))")
_HALF = pattern(r"半(?![年天数径价月小])")
_TENTHS = pattern(r"([一二三四五六七八九]|半)(?![一二三四五六七八九十百千万亿成])")
_TWO_DIGITS = pattern(r"([一二两三四五六七八九]|[1-9])([一二三四五六七八九]|[1-9])折")
_AND = frozenset("又零")
_CHANGES = {"角": -1, "毛": -1, "分": -2, "美分": -2, "日本钱": -2}
_ACCOUNTED = {4: "万", 8: "亿", 12: "万亿"}
_ONE = Decimal(1)


def core(text: str, at: int) -> Core | None:
    """The number that begins at ``at`` of ``text`` (in plain characters), with its unit.

    ``None`` where no number does, or one that counts nothing (一切, 四川, 5G).
    """
    if text[at + 2 : at + 3] == "折" and (discount := _TWO_DIGITS.match(text, at)):
        value = Decimal(DIGIT[discount[1]] * 10 + DIGIT[discount[2]])
        return Core(at, at + 3, value, "%", "percent", False, _ONE, at + 2, _ONE)
    number = numeral(text, at)
    if number is None:
        return None
    end, over = number.end, number.vague
    if vague := _VAGUE.match(text, end):
        end, over = vague.end(), True
    unit = measure(text, end)
    if not _counts(text, number, unit):
        return None
    if number.form == "percent":
        return Core(at, number.end, number.value, "%", "percent", over, number.step, number.end, _ONE)
    if unit is None:
        return Core(at, end, number.value, "", number.form, over, number.step, end, _ONE.scaleb(number.scale))
    if unit.money:
        return in_money(text, number, unit.name, unit.end, over)._replace(digits=end, kind=unit.kind)
    return _measured(text, number, unit, end, over)


def _measured(text: str, number: Numeral, unit: Measure, digits: int, over: bool) -> Core:
    plain_unit = unit.factor is ONE and not unit.power
    factor = _ONE if plain_unit else WIDE.scaleb(Decimal(unit.factor.numerator) / unit.factor.denominator, unit.power)
    value, end = number.value, unit.end
    if unit.factor == 10:  # 三成半, 七成六, 75折
        factor = factor if value <= 10 else _ONE
        value = value * factor
        if factor > 1 and (more := _TENTHS.match(text, end)):
            value, end = value + (DIGIT.get(more[1], 5)), more.end()
    else:
        value = plain_product(value, factor)
        if half := _HALF.match(text, end):
            value, end = value + factor * Decimal("0.5"), half.end()
    step = number.step * factor
    return Core(number.start, end, value, unit.name, unit.kind, over, step, digits, factor.scaleb(number.scale))


def plain_product(value: Decimal, factor: Decimal) -> Decimal:
    """``value`` times ``factor``; a factor that is a power of ten moves the point and keeps the digits."""
    if factor == 1:
        return value
    power = factor.adjusted()
    return expand(value.scaleb(power, WIDE) if factor == _ONE.scaleb(power) else value * factor)


def in_money(text: str, number: Numeral, currency: str, end: int, over: bool) -> Core:
    """Money keeps its accounting unit: 1.5亿元 is 1.5 亿元. Small change is added: 5元3角 is 5.3 元."""
    scale = _ACCOUNTED.get(number.scale)
    if scale:
        factor = _ONE.scaleb(-number.scale)
        value = WIDE.scaleb(number.value, -number.scale)
        value = value.quantize(min(number.step * factor, _ONE), context=WIDE)
        return Core(number.start, end, value, scale + currency, "currency", over, number.step * factor, end, factor)
    value, step, own = number.value, number.step, _CHANGES.get(currency, 0)
    while (small := numeral(text, end + (text[end : end + 1] in _AND))) and (unit := measure(text, small.end)):
        if unit.name not in _CHANGES or small.value >= 100:
            break
        step = _ONE.scaleb(_CHANGES[unit.name] - own)  # 两角五分 is 2.5 角
        value, end = value + small.value * step, unit.end
    return Core(number.start, end, value, currency, "currency", over, step, end, _ONE)


def _counts(text: str, number: Numeral, unit: Measure | None) -> bool:
    """Whether the number is one, and not the beginning of a word."""
    start, end = number.start, number.end
    after = text[end : end + 1]
    if text[end - 1] not in HAN_NUMERALS:
        return not (unit is None and (after.isascii() and after.isalpha()))
    if after and after in HAN_NUMERALS and unit is None:
        return False
    if end - start > 1:
        return True
    lexicon = words()
    if (
        text[start] in _AMBIGUOUS
        or (text[start] in "零〇" and is_ideograph(after))
        or text[start - 1 : start] in lexicon.behind
    ):
        return False
    return unit is not None or not is_ideograph(after) or after in lexicon.function_words
