"""Fields in a text: a name between braces, as typed in Word, also with the full-width braces of a Chinese keyboard."""

import re
import unicodedata
from collections.abc import Iterator
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
        yield Field(None if broken else _name(inner), match.start(), match.end())


def _name(inner: str) -> str:
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", inner)).strip()
