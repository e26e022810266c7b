"""Markdown's marks within a line taken off."""

import html
import re

_LONGEST = 20_000  # characters in which marks are looked for
_ASIDE = 0xF0000  # a plane of private characters, where escaped ones wait
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_WAITING = re.compile("[\U000f0021-\U000f007e]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRUCK = re.compile(r"~~(?=\S)([^~]+)~~|<(?:del|s)>([^<]*)</(?:del|s)>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|i|u|strong|em|span|font|sub|sup|p|div|center|ins)(?:\s[^<>]*)?>", re.IGNORECASE)
_PAIRS = {
    "`": re.compile(r"`+([^`]+)`+"),
    "**": re.compile(r"\*\*(?=\S)([^*]+)\*\*"),
    "__": re.compile(r"(?<!\w)__(?=\S)([^_]+)__(?!\w)"),
    "*": re.compile(r"\*(?=\S)([^*]+)(?<=\S)\*"),
    "_": re.compile(r"(?<!\w)_(?=\S)([^_]+)(?<=\S)_(?!\w)"),
    "](": re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)"),
}


def unmarked(text: str) -> tuple[str, list[str]]:
    """The text as it reads, and what is struck through in it."""
    if len(text) > _LONGEST or not any(mark in text for mark in "\\<&~`*_["):
        return text, []
    text = _ESCAPED.sub(lambda match: chr(_ASIDE + ord(match[1])), text) if "\\" in text else text
    deleted = [match[1] or match[2] for match in _STRUCK.finditer(text)]
    if "<" in text or deleted:
        text = _TAG.sub("", _BREAK.sub("\n", _STRUCK.sub("", text)))
    for mark, pair in _PAIRS.items():
        if mark in text:
            text = pair.sub(r"\1", text)
    return _settled(text), [_settled(struck) for struck in deleted]


def _settled(text: str) -> str:
    return _WAITING.sub(lambda match: chr(ord(match[0]) - _ASIDE), html.unescape(text)).strip()
