"""Numbers as printed: 12,345.67, 一千二百一十, 3万4000, 十几万, 百分之九十八点一七, 三分之一, 壹佰.

Everything here reads compact text in plain characters (``folding.compact``).
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from steelyard.quantity.patterns import pattern
from steelyard.quantity.rounding import WIDE

Form = Literal["number", "percent", "fraction"]

_DIGITS = {c: i % 10 for i, c in enumerate("零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖")} | {"两": 2, "俩": 2}
_SMALL = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
_TENS = {"廿": 20, "卅": 30}
_BIG = {"万": 4, "亿": 8, "兆": 12}
_VAGUE = frozenset("多余几来")
_ZERO = frozenset("零〇")
_LONGEST = 48  # tokens; 四千五百六十九万八千三百一十一亿四千八百七十二万五千三百八十二 has 31

DIGIT = _DIGITS | {str(i): i for i in range(10)}
HAN_DIGITS = "零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖"
HAN_NUMERALS = HAN_DIGITS + "两俩十百千万亿拾佰仟廿卅"

_ARABIC = (
    r"(?>(?<![\d.])(?:\d{1,3}(?:[,，\u00a0]\d{3})++(?!\d)|\d++)(?:\.\d++(?!\.\d))?|\d++|\.\d++)"
    r"(?>[eE][+-]?\d{1,2}(?![\dA-Za-z])|[kK](?![A-Za-z\u4e00-\u9fff])|[kK](?=个))?"
)
# 千 and 百 that begin a unit, 兆 that does, 点 that is no decimal point, 多 that is not before a scale: no numerals.
_HAN = (
    f"[{HAN_DIGITS}两俩十拾廿卅万亿]|[百佰](?!分(?!之))|[千仟](?!克|米|瓦|卡|伏|帕|赫|焦|字节|比特|家万户)"
    f"|兆(?![瓦赫欧帕焦字比位])|点(?=[{HAN_DIGITS}])|[多余几来](?=[万亿])"
)
_TOKEN = pattern(rf"(?:(?P<arabic>{_ARABIC})|(?P<han>{_HAN}))")
_POSITIONAL = pattern(
    r"[一二三四五六七八九](?=[一二三四五六七八九]{0,9}[〇零])[〇零一二三四五六七八九]{1,9}(?![十百千万亿点两])"
)
_HEAD = pattern(rf"(?:(?<![\dA-Za-z%)\]-])-(?=[\d.])|负(?=[\d.{HAN_NUMERALS}]))?(?:[\d{HAN_NUMERALS}]|(?<![\d.])\.\d)")
_SCALED = pattern(rf"[万亿](?![\d{HAN_NUMERALS}兆点多余几来])")  # 1.5万, and nothing that goes on
_MORE_HAN = pattern("[百佰千仟万亿兆多余几来]")
_OF = pattern("分之(?P<minus>[负-])?")
_PER = pattern("(?:[百千万佰仟]){1,4}分之(?P<minus>[负-])?")
_HAS_HAN = pattern("[\u4e00-\u9fffA-Za-z]")
_OVER = pattern(
    r"(?: (?P<over>\d{1,9}))?/(?P<under>\d{1,3}(?:,\d{3})+(?!\d)|\d{1,12})(?P<cents>\.\d+)?"
    r"(?![\d/.]|[\u4e00-\u9fff](?<![的以及左]))"
)


class Numeral(NamedTuple):
    """A number as printed, at ``start`` to ``end`` of the text it was read from.

    ``value`` is in plain units, a percent in percent. ``scale`` is the power of ten of the 万 or 亿 that it ends
    with, ``step`` what its last printed digit is worth (1.1万: 1000). ``vague`` tells of an inner 多, 余 or 几
    (十几万), which makes the value a floor.
    """

    start: int
    end: int
    value: Decimal
    form: Form = "number"
    scale: int = 0
    step: Decimal = Decimal(1)
    vague: bool = False


class _Token(NamedTuple):
    text: str
    end: int


def numerals(text: str) -> Iterator[Numeral]:
    """Every number that stands in ``text``, from left to right."""
    at = 0
    while head := _HEAD.search(text, at):
        found = numeral(text, head.start())
        if found:
            yield found
        at = found.end if found else head.end()


def numeral(text: str, at: int) -> Numeral | None:
    """The longest number that begins at ``at``: a sign may stand before it, a fraction is one number."""
    start, negative = at, False
    if text[at : at + 1] in {"-", "负"}:
        negative, at = True, at + 1
    if per := _PER.match(text, at):
        return _percent(text, start, per, negative)
    if text.startswith("百分百", at):
        return _signed(Numeral(at, at + 3, Decimal(100), "percent"), start, negative)
    whole = _number(text, at)
    if whole is None:
        return None
    over = _OVER.match(text, whole.end)
    if over and text[at - 1 : at] != "/" and not _HAS_HAN.search(text, at, whole.end):
        return _signed(_ratio(whole.value, over) or whole, start, negative)
    if text.startswith("又", whole.end):
        under = _number(text, whole.end + 1)
        part = _part(text, under) if under else None
        if part:
            return _signed(Numeral(at, part.end, whole.value + part.value, "fraction"), start, negative)
    return _signed(_part(text, whole) or whole, start, negative)


def _signed(found: Numeral, start: int, negative: bool) -> Numeral:
    value = found.value.copy_negate() if negative and found.value else found.value
    return Numeral(start, found.end, value, found.form, found.scale, found.step, found.vague)


def _percent(text: str, start: int, per: re.Match[str], negative: bool) -> Numeral | None:
    """百分之五十, 千分之三, 万分之一, 百分之百: the value in percent."""
    power = sum(_SMALL.get(c) or _BIG.get(c, 0) for c in per[0])
    found = _number(text, per.end())
    if found is None and text[per.end() : per.end() + 1] == "百":
        found = Numeral(per.end(), per.end() + 1, Decimal(100))
    if found is None:
        return None
    value = expand(WIDE.scaleb(found.value, 2 - power))
    step = Decimal(1).scaleb(min(0, _exponent(value)))
    return _signed(Numeral(start, found.end, value, "percent", step=step), start, negative != bool(per["minus"]))


def _part(text: str, under: Numeral) -> Numeral | None:
    """三分之一, begun by its denominator."""
    of = _OF.match(text, under.end)
    over = _number(text, of.end()) if of else None
    if of is None or over is None or not under.value:
        return None
    return _signed(Numeral(under.start, over.end, over.value / under.value, "fraction"), under.start, bool(of["minus"]))


def _ratio(whole: Decimal, found: re.Match[str]) -> Numeral | None:
    """3/5, and 1 3/5 where ``whole`` is the 1."""
    under = arabic(found["under"] + (found["cents"] or ""))
    if not under:
        return None
    value = whole + Decimal(found["over"]) / under if found["over"] else whole / under
    return Numeral(0, found.end(), value, "fraction")


def _number(text: str, at: int) -> Numeral | None:
    """A whole or decimal number that begins at ``at``."""
    if digits := _POSITIONAL.match(text, at):
        return Numeral(at, digits.end(), Decimal("".join(str(_DIGITS[digit]) for digit in digits[0])))
    first = _TOKEN.match(text, at)
    if first is None or first.start("arabic") > at or first.start("han") > at:
        return None
    if first["arabic"] and not _MORE_HAN.match(text, first.end()):
        value = arabic(first["arabic"])
        return Numeral(at, first.end(), value, step=_step(min(0, _exponent(value))))
    if first["arabic"] and (scaled := _SCALED.match(text, first.end())):
        power = _BIG[scaled[0]]
        value = WIDE.scaleb(arabic(first["arabic"]), power)
        return Numeral(at, scaled.end(), expand(value), "number", power, _step(_exponent(value)))
    tokens: list[_Token] = []
    end = at
    while len(tokens) < _LONGEST and (token := _TOKEN.match(text, end)):
        if token["arabic"] and tokens and tokens[-1].text[-1].isdigit():
            break
        end = token.end()
        tokens.append(_Token(token["arabic"] or token["han"], end))
    return _Reader(tokens).read(at)


@cache
def _step(exponent: int) -> Decimal:
    return Decimal(1).scaleb(exponent)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple()[2]
    return exponent if isinstance(exponent, int) else 0


def expand(value: Decimal) -> Decimal:
    """``value`` without a positive exponent: 5E+4 as 50000."""
    return value.quantize(Decimal(1), context=WIDE) if _exponent(value) > 0 else value


def arabic(text: str) -> Decimal:
    """12,345.67, 1.2E+06 and 5k; digits stay as printed."""
    if text.isdecimal() and text.isascii():
        return Decimal(text)
    digits = text.replace(",", "").replace("，", "").replace("\u00a0", "")
    return expand(WIDE.scaleb(Decimal(digits[:-1]), 3) if digits[-1] in "kK" else Decimal(digits))


class _Reader:
    """Reads the longest number that a row of tokens begins with."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def _peek(self, ahead: int = 0) -> str:
        at = self.at + ahead
        return self.tokens[at].text if at < len(self.tokens) else ""

    def read(self, start: int) -> Numeral | None:
        """Sections joined by 万, 亿, 兆; a higher scale multiplies all that stands before it (一万五千亿)."""
        current = self._decimals(self._section(None))
        if current is None:
            return None
        done: list[tuple[Decimal, int]] = []
        trailing, vague = 0, False
        while scale := self._scale():
            power, length = scale
            kept = len(done)
            while kept and (done[kept - 1][1] < power or (current is None and done[kept - 1][1] == power)):
                kept -= 1
            if (kept and done[kept - 1][1] == power) or (kept == len(done) and current is None):
                break  # 3亿5亿, 亿万: no number goes on like this
            gathered = _sum([*(value for value, _ in done[kept:]), current])
            done[kept:] = [(WIDE.scaleb(gathered, power), power)]
            trailing = power + (trailing if current is None else 0)
            vague = vague or length > 1
            self.at += length
            current = self._decimals(self._section(power))
            if current is not None:
                trailing = 0
        total = _sum([*(value for value, _ in done), current])
        step = Decimal(1).scaleb(_exponent(total) if trailing else min(0, _exponent(total)))
        return Numeral(start, self.tokens[self.at - 1].end, expand(total), "number", trailing, step, vague)

    def _scale(self) -> tuple[int, int] | None:
        """The power of the scale that comes next, and how many tokens it takes: 万, 余万, 零几万."""
        length = 0
        while self._peek(length) in _VAGUE or (self._peek(length) in _ZERO and self._peek(length + 1) in _VAGUE):
            length += 1
        power = _BIG.get(self._peek(length))
        return (power, length + 1) if power else None

    def _decimals(self, whole: Decimal | None) -> Decimal | None:
        """点 and the digits after it."""
        if self._peek() != "点" or (whole is None and not self.at):
            return whole
        digits = ""
        while (token := self._peek(1 + len(digits))) and token in HAN_DIGITS:
            digits += str(_DIGITS[token])
        self.at += 1 + len(digits)
        return (whole or 0) + Decimal(f"0.{digits}")

    def _section(self, scale: int | None) -> Decimal | None:
        """Below 万: 四百五 is 450 and 四百零五 is 405; after a scale a lone digit is a tenth of it (一万三)."""
        total, last, ahead, taken, zero = Decimal(0), 4, 0, 0, False
        while token := self._peek(ahead):
            if token in _ZERO:
                ahead, zero = ahead + 1, True
                taken = taken or (1 if scale is None else 0)
                continue
            power = _SMALL.get(self._peek(ahead + 1), 0)
            digit = _value_of(token)
            if digit is None and _SMALL.get(token) == 1 and last > 1:
                total, last, ahead, zero = total + 10, 1, ahead + 1, False
            elif digit is None and token in _TENS and last > 1:
                total, last, ahead, zero = total + _TENS[token], 1, ahead + 1, False
            elif digit is not None and 0 < power < last and (token in _DIGITS or (power > 1 and digit < 10)):
                total, last, ahead, zero = total + WIDE.scaleb(digit, power), power, ahead + 2, False
            elif digit is not None and (token in _DIGITS or zero or not ahead):
                if token in "两俩" and (ahead or scale):
                    break
                lone = scale is not None and not zero and not ahead and not self._scaled(1) and len(token) == 1
                tenths = scale - 1 if scale is not None and lone else last - 1 if last < 4 and not zero else 0
                total, taken = total + WIDE.scaleb(digit, tenths), ahead + 1
                break
            else:
                break
            taken = ahead
        self.at += taken
        return total if taken else None

    def _scaled(self, ahead: int) -> bool:
        return self._peek(ahead) in _BIG or self._peek(ahead) in _VAGUE or self._peek(ahead) == "点"


def _sum(values: list[Decimal | None]) -> Decimal:
    """The sum, with the exponent of the coarsest printing: nothing is added to a lone value."""
    there = [value for value in values if value is not None]
    return sum(there[1:], there[0])


def _value_of(token: str) -> Decimal | None:
    if token in _DIGITS:
        return Decimal(_DIGITS[token])
    return arabic(token) if token[-1].isdigit() or token[-1] in "kK" else None
