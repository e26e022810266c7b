"""Numbers as printed."""

import re
import unicodedata
from decimal import Decimal

from steelyard.model import Message, Unknown

_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
EMPTY = Unknown(Message("此处未填写数值。", "Nothing is filled in here."))


def parse_number(text: str) -> Decimal | Unknown:
    """The number that ``text`` prints, whatever its unit (``3分``, ``１２，３４５．６７``, ``94.26%``); empty → Unknown."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in {"", "-", "--", "—", "——", "/", "无"}:
        return EMPTY
    found = _NUMBER.search(plain)
    if found is None:
        return Unknown(Message(f"“{text.strip()}”不是数值。", f"“{text.strip()}” is not a number."))
    return Decimal(found[0].replace(",", ""))
