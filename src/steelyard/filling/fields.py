"""Names in a text that stand for what the data says: ``{cases.value}``; written once, bound everywhere.

A name is dotted words, nothing else: there are no formulas and no choices. ``{{`` and ``}}`` are the braces themselves.
"""

import re
from collections.abc import Iterator, Mapping

from rapidfuzz import process

from steelyard.filling.errors import FillError

_FIELD = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}\n]{0,80})\}|[{}]")
_NUMERAL = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?\s*[^\s\d，。；、：（）]{0,3}")
_NO_FIGURE = re.compile(r"(?:19|20)\d\d\s*年|\d{1,2}(?:[、．月日]|\.(?!\d))")
_NEAR = 60.0


def bound(text: str, fields: Mapping[str, str], where: str) -> str:
    """``text`` with each name replaced by what it stands for; ``where`` says in an error which text it is.

    :raises FillError: a name that stands for nothing, or a brace that opens or closes none.
    """

    def value(found: re.Match[str]) -> str:
        if found[0] in ("{{", "}}"):
            return found[0][0]
        name = found["name"]
        if name is None:
            raise FillError(
                f"{where}：第{found.start() + 1}个字“{found[0]}”没有配对；要写花括号本身，请写两个。",
                f"{where}: the brace at character {found.start() + 1} has no other; write two for a brace itself.",
            )
        if name.strip() not in fields:
            raise _unknown(name.strip(), fields, where)
        return fields[name.strip()]

    return _FIELD.sub(value, text)


def named(text: str) -> Iterator[str]:
    """The names in a text."""
    return (found["name"].strip() for found in _FIELD.finditer(text) if found["name"] is not None)


def _unknown(name: str, fields: Mapping[str, str], where: str) -> FillError:
    near = process.extractOne(name, list(fields), score_cutoff=_NEAR)
    zh, en = (f"，是否指“{near[0]}”？", f"; did you mean “{near[0]}”?") if near else ("。", ".")
    return FillError(f"{where}：没有“{name}”这个数据{zh}", f"{where}: nothing is called “{name}”{en}")


def typed(text: str) -> Iterator[str]:
    """The numerals that a text writes itself instead of naming them; years, dates and ordinals are let pass."""
    plain = _FIELD.sub(lambda found: " " * len(found[0]), text)
    for found in _NUMERAL.finditer(plain):
        if plain[found.start() - 1 : found.start()] != "第" and not _NO_FIGURE.match(plain, found.start()):
            yield found[0].strip()


def literals(text: str, fields: Mapping[str, str]) -> Iterator[tuple[int, int, int]]:
    """What ``text`` writes itself, part by part: where it begins in the text as bound, where in ``text``, its length.

    A name that stands for nothing is counted as it is written.
    """
    at = own = 0
    for found in _FIELD.finditer(text):
        if size := found.start() - own:
            yield at, own, size
        name = found["name"]
        value = (
            found[0][0]
            if found[0] in ("{{", "}}")
            else found[0]
            if name is None
            else fields.get(name.strip(), found[0])
        )
        at, own = at + size + len(value), found.end()
    if own < len(text):
        yield at, own, len(text) - own
