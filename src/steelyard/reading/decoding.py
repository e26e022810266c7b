"""Bytes → characters, for files that do not say how, or say it wrongly."""

import codecs
import re

from steelyard.model import Message
from steelyard.reading.building import Builder
from steelyard.reading.errors import Damaged

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset\s*=\s*[\"']?|<\?xml[^>]*encoding\s*=\s*[\"'])\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HEAD = 4096
_BROKEN, _RARE = "\ufffd", 200  # at most one broken character among so many


def decode(data: bytes, builder: Builder, declared: str = "") -> str:
    """Decode by byte order mark (not counted as a character), else as UTF-8, else as declared, else as GB18030.

    GB18030 holds GB2312 and GBK, which is what old Chinese programs write. The first of these that leaves next
    to no character broken is taken: broken ones are read as ``�`` and said in a notice. Raises ``Damaged``, also where
    the last character is broken: then the file was cut off within it.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", _known(declared), "gb18030"):
        text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
        cut = text.endswith(_BROKEN)
        broken = text.count(_BROKEN) - cut
        if broken * _RARE <= len(text):
            break
    else:
        raise Damaged(builder.path, Message("字符编码无法识别", "its text is in no known encoding"))
    if cut:
        raise Damaged(builder.path, Message("文件在一个字的中间中断", "the file stops in the middle of a character"))
    if broken:
        builder.notice(
            f"有{broken}处字符损坏无法识别，以“{_BROKEN}”代替。",
            f"{broken} broken character(s) are shown as “{_BROKEN}”.",
        )
    return text


def declared_in(data: bytes) -> str:
    """The encoding that a page names in its head, empty where it names none."""
    match = _DECLARED.search(data[:_HEAD])
    return match[1].decode("ascii") if match else ""


def _known(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return "gb18030"
    # Pages that claim a Western encoding and are not UTF-8 are Chinese all the same; GBK widens to GB18030.
    return name if name in ("big5", "utf-16", "utf-16-le", "utf-16-be") else "gb18030"
