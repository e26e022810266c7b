"""Bytes → characters, for files that do not say how, or say it wrongly."""

import codecs
import re

from steelyard.model import Message
from steelyard.reading.errors import Damaged

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset\s*=\s*[\"']?|<\?xml[^>]*encoding\s*=\s*[\"'])\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HEAD = 4096


def decode(data: bytes, path: str, declared: str = "") -> str:
    """Decode by byte order mark (not counted as a character), else as UTF-8, else as declared, else as GB18030.

    GB18030 holds GB2312 and GBK, which is what old Chinese programs write. Raises ``Damaged``.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, path).removeprefix("\ufeff")
    for encoding in ("utf-8", _known(declared), "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Damaged(path, Message("字符编码无法识别", "its text is in no known encoding"))


def declared_in(data: bytes) -> str:
    """The encoding that a page names in its head, empty where it names none."""
    match = _DECLARED.search(data[:_HEAD])
    return match[1].decode("ascii") if match else ""


def _strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Damaged(path, Message("字符编码有误", "its text breaks the encoding that it begins with")) from error


def _known(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return "gb18030"
    # Pages that claim a Western encoding and are not UTF-8 are Chinese all the same; GBK widens to GB18030.
    return name if name in ("big5", "utf-16", "utf-16-le", "utf-16-be") else "gb18030"
