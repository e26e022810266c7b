"""Personal data in what is about to be published: numbers of identity cards and telephones, mail, names by a label.

A detector of shapes, not of people: a name in running text without a label beside it is not seen. That is why the
narrative is published only when asked for.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from steelyard.model import Message

_ALONE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_IDENTITY = re.compile(rf"{_ALONE}[1-9]\d{{5}}(?:((?:18|19|20)\d{{6}})\d{{3}}[\dXx]|(\d{{6}})\d{{3}}){_END}")
_LABELS = "填表人|填报人|制表人|经办人|联系人|负责人|审核人|分管领导|姓名|当事人|投诉人|举报人|受助人|户主"
_KINDS = (
    (Message("手机号码", "a mobile number"), re.compile(rf"{_ALONE}(?:\+?86-?)?1[3-9]\d(?:[ -]?\d{{4}}){{2}}{_END}")),
    (Message("电话号码", "a telephone number"), re.compile(r"(?<![\d.-])0\d{2,3}[-— ]\d{7,8}(?![\d.])")),
    (Message("电子邮箱", "a mail address"), re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    (
        Message("姓名", "a person's name"),
        re.compile(rf"(?:{_LABELS})\s*:\s*[\u4e00-\u9fff·]{{2,4}}(?![\u4e00-\u9fff])"),
    ),
)


class Met(NamedTuple):
    """One hit: what it is, where in the record (``indicators.3.note``), and the text with its middle hidden."""

    kind: Message
    key: str
    masked: str


def personal_data(record: Any, key: str = "") -> Iterator[Met]:
    """All hits in the texts of a record, in its order. The hash of the file is no text."""
    if isinstance(record, dict):
        for name, value in record.items():
            if name != "sha256":
                yield from personal_data(value, f"{key}.{name}" if key else name)
    elif isinstance(record, list):
        for number, value in enumerate(record, 1):
            yield from personal_data(value, f"{key}.{number}")
    elif isinstance(record, str):
        yield from _in_text(record, key)


def _in_text(text: str, key: str) -> Iterator[Met]:
    plain = unicodedata.normalize("NFKC", text)  # full-width digits are digits
    for match in _IDENTITY.finditer(plain):
        if _is_day(match[1] or f"19{match[2]}"):
            yield Met(Message("身份证号码", "a number of an identity card"), key, _masked(match[0]))
    for kind, pattern in _KINDS:
        yield from (Met(kind, key, _masked(match[0])) for match in pattern.finditer(plain))


def _is_day(digits: str) -> bool:
    with suppress(ValueError):
        datetime.datetime.strptime(digits, "%Y%m%d")
        return True
    return False


def _masked(text: str) -> str:
    """Enough to find it again, not enough to use it."""
    shown = 3 if len(text) > 6 else 1
    return text[:shown] + "*" * (len(text) - shown - 1) + text[-1]
