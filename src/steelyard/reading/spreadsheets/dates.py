"""Serial numbers of days as dates and times."""

import datetime
from decimal import Decimal

from steelyard.quantity import half_up
from steelyard.reading.spreadsheets.codes import Role, Section, Token

_WEEK = "一二三四五六日"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LAST = 2_958_465  # 9999-12-31
_DAY = 86_400


def moment(stored: float, since_1904: bool) -> datetime.datetime | None:
    """The date and time of a serial number, to the second; ``None`` outside of what Excel can show.

    Day 60 of the 1900 system is a 29 February that never was; days before it count from one day later.
    """
    if not 0 <= stored < _LAST + 1:
        return None
    seconds = int(half_up(Decimal(f"{stored:.15g}") * _DAY, 0))
    days, rest = divmod(seconds, _DAY)
    if since_1904:
        start = datetime.datetime(1904, 1, 1)
    else:
        start = datetime.datetime(1899, 12, 31) if days < 60 else datetime.datetime(1899, 12, 30)
    try:
        return start + datetime.timedelta(days=days, seconds=rest)
    except OverflowError:
        return None


def printed_date(stored: float, section: Section, since_1904: bool) -> str | None:
    """The date as its format shows it; ``None`` for a number that is no date."""
    when = moment(stored, since_1904)
    if when is None:
        return None
    seconds = int(half_up(Decimal(f"{stored:.15g}") * _DAY, 0))
    tokens = section.tokens
    halves = any(token.text in ("am/pm", "a/p", "上午/下午") for token in tokens if token.role is Role.DATE)
    said = []
    for place, token in enumerate(tokens):
        if token.role is not Role.DATE:
            said.append(token.text if token.role is not Role.DIGIT else "")
        elif token.text.startswith("["):
            said.append(_elapsed(token.text, seconds))
        elif token.text[0] == "m" and _is_minute(tokens, place):
            said.append(_padded(when.minute, token.text))
        else:
            said.append(_field(token.text, when, halves))
    text = "".join(said).strip()
    return text.removesuffix(".")  # the fraction of a second, whose digits are not shown


def _is_minute(tokens: tuple[Token, ...], place: int) -> bool:
    """An m is a minute after an hour or before a second, else a month."""
    dates = [(at, token.text.strip("[]")[0]) for at, token in enumerate(tokens) if token.role is Role.DATE]
    order = next(at for at, (where, _) in enumerate(dates) if where == place)
    before = dates[order - 1][1] if order else ""
    after = dates[order + 1][1] if order + 1 < len(dates) else ""
    return before == "h" or after == "s"


def _padded(number: int, letters: str) -> str:
    return f"{number:02d}" if len(letters) > 1 else str(number)


def _elapsed(text: str, seconds: int) -> str:
    unit = {"h": 3600, "m": 60, "s": 1}[text[1]]
    return f"{seconds // unit:0{len(text) - 2}d}"


def _field(letters: str, when: datetime.datetime, halves: bool) -> str:
    match letters[0], len(letters):
        case "a", _ if "/" in letters:
            return "AM" if when.hour < 12 else "PM"
        case "上", _:
            return "上午" if when.hour < 12 else "下午"
        case "a", length:
            return f"星期{_WEEK[when.weekday()]}" if length == 4 else _WEEK[when.weekday()]
        case "y" | "e", length:
            return f"{when.year % 100:02d}" if letters in ("y", "yy") else f"{when.year:04d}"
        case "m", length if length > 2:
            return _MONTHS[when.month - 1]
        case "m", _:
            return _padded(when.month, letters)
        case "d", length if length > 2:
            return f"星期{_WEEK[when.weekday()]}" if length > 3 else f"周{_WEEK[when.weekday()]}"
        case "d", _:
            return _padded(when.day, letters)
        case "h", _:
            return _padded((when.hour - 1) % 12 + 1 if halves else when.hour, letters)
    return _padded(when.second, letters)
