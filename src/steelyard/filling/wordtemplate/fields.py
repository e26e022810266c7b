"""Fields in a text: a name between braces, as typed in Word, also with the full-width braces of a Chinese keyboard."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_BRACE = re.compile(r"[{｛]([^{}｛｝]*)[}｝]|[{}｛｝]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


class Field(NamedTuple):
    """A field in a text, from ``start`` to ``end``; ``name`` is ``None`` for a brace that has no partner."""

    name: str | None
    start: int
    end: int


def fields(text: str) -> Iterator[Field]:
    """The fields of a text, in order."""
    for match in _BRACE.finditer(text):
        inner = match[1]
        broken = inner is None or "\n" in inner
        yield Field(None if broken else plain(inner), match.start(), match.end())


@lru_cache(4096)
def plain(name: str) -> str:
    """A name as names are compared: without blanks around it or invisible characters, full-width letters as plain."""
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", name)).strip()
