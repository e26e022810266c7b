"""A stored number as its cell shows it: 0.9358 under ``0.00%`` reads 93.58%."""

import math
import operator
from decimal import Decimal

from steelyard.quantity import half_up
from steelyard.reading.spreadsheets.codes import Role, Section, Token, sections
from steelyard.reading.spreadsheets.dates import printed_date

_TESTS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne}


def exact(stored: float) -> Decimal:
    """The number that was typed: 15 significant digits of the double, as Excel keeps them (0.9357999… → 0.9358)."""
    return Decimal(f"{stored:.15g}")


def general(value: Decimal) -> str:
    """The number without a format: all its digits, no exponent."""
    text = f"{value.normalize():f}"
    return "0" if text == "-0" else text


def printed(stored: float, code: str, since_1904: bool = False) -> str | None:
    """What the cell shows; ``None`` where its format shows nothing of the number.

    A dash that stands for zero (accounting formats) comes out as zero in the digits of the format, because
    the cell does hold a number.
    """
    if not math.isfinite(stored):
        return str(stored)
    value = exact(stored)
    parts = sections(code)
    section, signed = _chosen(parts, value)
    said = _said(stored, value, section, signed, since_1904)
    if value == 0 and said and not said.strip("-—–"):
        said = _said(stored, value, parts[0], True, since_1904)
    return said or None


def _said(stored: float, value: Decimal, section: Section, signed: bool, since_1904: bool) -> str:
    shown = value if signed else abs(value)
    if section.has(Role.DATE):
        return printed_date(stored, section, since_1904) or general(value)
    if section.has(Role.DIGIT) and not section.has(Role.SLASH):
        return _number(shown, section)
    whole = (Role.GENERAL, Role.TEXT)
    if section.has(Role.SLASH) and section.has(Role.DIGIT):  # a fraction: its value says the same
        return general(shown)
    return "".join(general(shown) if token.role in whole else token.text for token in section.tokens).strip()


def printed_text(text: str, code: str) -> str:
    """What a cell of text shows: a format may put words around it (``@"分"``)."""
    parts = sections(code)
    section = parts[3] if len(parts) == 4 else parts[-1]
    if not section.has(Role.TEXT) or len(section.tokens) == 1:
        return text
    return "".join(text if token.role is Role.TEXT else token.text for token in section.tokens).strip()


def _chosen(parts: tuple[Section, ...], value: Decimal) -> tuple[Section, bool]:
    """The section for a value, and whether its sign is still to be printed."""
    for place, section in enumerate(parts):
        if section.test is not None and _TESTS[section.test[0]](value, section.test[1]):
            return section, place == 0
    if any(section.test is not None for section in parts):
        return next((section for section in reversed(parts) if section.test is None), parts[-1]), True
    if len(parts) > 1 and value < 0:
        return parts[1], False
    if len(parts) > 2 and value == 0:
        return parts[2], False
    return parts[0], True


def _number(value: Decimal, section: Section) -> str:
    tokens = section.tokens
    point = _first(tokens, Role.POINT)
    power = _first(tokens, Role.EXPONENT)
    digits = [place for place, token in enumerate(tokens) if token.role is Role.DIGIT and place < power]
    commas = [place for place, token in enumerate(tokens) if token.role is Role.COMMA]
    decimals = sum(place > point for place in digits)
    if power < len(tokens):
        return f"{value:.{decimals}E}"
    ones = max((place for place in digits if place < point), default=-1)
    # A comma between digits groups by thousands; one behind them divides by a thousand.
    grouped = any(digits[0] < place < ones for place in commas)
    thousands = sum(ones < place < point or place > max(digits[-1], point) for place in commas)
    percent = sum(token.role is Role.PERCENT for token in tokens)
    shown = half_up(value.scaleb(2 * percent - 3 * thousands), decimals)
    whole, _, fraction = f"{abs(shown):f}".partition(".")
    text = _filled(tokens, point, whole.lstrip("0"), fraction, grouped)
    return f"-{text}" if shown < 0 else text


def _first(tokens: tuple[Token, ...], role: Role) -> int:
    return next((place for place, token in enumerate(tokens) if token.role is role), len(tokens))


def _filled(tokens: tuple[Token, ...], point: int, whole: str, fraction: str, grouped: bool) -> str:
    """Put the digits into their places: those before the point from the right, those behind it from the left."""
    left: list[str] = []
    places = sum(token.role is Role.DIGIT for token in tokens[:point])
    taken = 0
    for token in reversed(tokens[:point]):
        if token.role is Role.DIGIT:
            places -= 1
            count = len(whole) - taken if not places else 1  # the first place takes all that is left
            for _ in range(max(count, 1)):
                digit = whole[-1 - taken] if taken < len(whole) else {"0": "0", "?": " "}.get(token.text, "")
                if grouped and taken and taken % 3 == 0 and digit.strip():
                    left.append(",")
                left.append(digit)
                taken += 1
        elif token.role is not Role.COMMA:
            left.append(token.text[::-1])
    right: list[str] = []
    rest = iter(fraction)
    for token in tokens[point:]:
        if token.role is Role.DIGIT:
            right.append(next(rest, ""))
        elif token.role is not Role.COMMA:
            right.append(token.text)
    return ("".join(left)[::-1] + _trimmed(tokens[point:], right)).strip().removesuffix(".")


def _trimmed(tokens: tuple[Token, ...], right: list[str]) -> str:
    """Drop zeros at optional places (``0.##``) at the end of the fraction."""
    shown = [token for token in tokens if token.role is not Role.COMMA]
    for place in range(len(shown) - 1, -1, -1):
        if shown[place].role is not Role.DIGIT:
            continue
        if shown[place].text == "0" or right[place] != "0":
            break
        right[place] = ""
    return "".join(right)
