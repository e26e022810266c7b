"""Plain figures: weights, scores, amounts, shares."""

from decimal import Decimal

from steelyard.model import Amount, Interval, Unknown
from steelyard.quantity import reasons
from steelyard.quantity.cells import read
from steelyard.quantity.folding import compact, fold
from steelyard.quantity.numerals import arabic
from steelyard.quantity.patterns import pattern

_PLAIN = pattern(r"-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")
_NEGATIVE = pattern(r"\((?P<figure>(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?P<cents>\.\d+)?)\)")
_FRACTION = pattern(r"\d\s*/\s*\d")


def parse_number(text: str) -> Decimal | Unknown:
    """The figure that ``text`` prints, whatever its unit: ``3分``, ``１２，３４５．６``, ``94.26%``, ``1.5亿元`` (1.5).

    A bracketed amount with decimals is negative, as accountants write it. A blank, words, a bound, a range or
    several numbers are ``Unknown``.
    """
    printed = fold(text)
    shown = compact(printed).text
    if _PLAIN.fullmatch(shown):
        return arabic(shown)
    if negative := _NEGATIVE.fullmatch(shown):
        return arabic(negative["figure"]).copy_negate() if negative["cents"] else reasons.bracketed(printed)
    if _FRACTION.search(shown):
        return reasons.not_a_number(printed)
    value, modifier = read(printed, "", None)
    if isinstance(value, Interval):
        return reasons.interval(printed)
    if isinstance(value, Unknown):
        return value
    if not isinstance(value, Amount):
        return reasons.not_a_number(printed)
    if modifier in {"exact", "equal", "reaching"}:
        return value.value
    return reasons.rough(printed) if modifier in {"over", "nearly", "about"} else reasons.bound(printed)
