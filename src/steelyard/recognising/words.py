"""Words of a form reduced to what they say, and the lexicon of headings and row labels."""

import re
import unicodedata
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, cast, get_args

import msgspec

from steelyard.packs.forms import Role
from steelyard.packs.loading import load
from steelyard.quantity import fold, parse_number

FundsRole = Literal["initial", "adjusted", "final", "weight", "rate", "score", "share", "note", "label", "other"]
Words = tuple[str, ...]

LONGEST = 24  # characters of a heading or a row label; anything longer is text
DASHES = frozenset({"-", "--", "---", "—", "——", "－", "–", "/", "\\", "无", "*", "×", "〇"})
STARS = "★☆▲△◆●＊*"

_BRACKETS = re.compile(r"[(\[【〔〈<][^()\[\]【】〔〕〈〉<>]*[)\]】〕〉>]")
_SPACE = re.compile(r"\s+")
_YEAR = re.compile(r"^(?:20\d\d年度?|本年度?|当年)")
_COLON = re.compile("[:：]")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?(?:%|分|元|万元|千元|亿元)?")

said = lru_cache(maxsize=16384)(fold)
"""A cell's text with its white space folded; the cells of a form repeat each other."""


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A heading or label as it is looked up: half-width, no white space, nothing in brackets, no marks at its ends.

    >>> plain("全年预算数 （A）")
    '全年预算数'
    """
    if len(text) > 4 * LONGEST:
        return ""
    bare = whole(text)
    outside = _BRACKETS.sub("", bare)
    return (outside or bare.strip("()[]【】〔〕")).strip(":;,、。.·-—_" + STARS)


@lru_cache(maxsize=8192)
def whole(text: str) -> str:
    """A heading with its brackets: half-width and without white space (``年度指标值(A)``)."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def blank(text: str) -> bool:
    """Whether a cell says nothing: empty, or a mark that stands for nothing."""
    return not text or text in DASHES


@lru_cache(maxsize=16384)
def number(text: str) -> Decimal | None:
    """The number that a cell prints and nothing else (``3分``, ``93.58%``), or ``None``."""
    if not text or len(text) > LONGEST or not _NUMBER.fullmatch(whole(text)):
        return None
    value = parse_number(text)
    return value if isinstance(value, Decimal) else None


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The word lists of ``headings.toml``."""

    columns: dict[Role, Words]
    holds: dict[Role, Words]
    funds: dict[FundsRole, Words]
    rows: dict[Literal["total", "subtotal", "goal", "block", "foot"], Words]
    fields: dict[Literal["organization", "grade", "year", "project", "people"], Words]
    sections: dict[Literal["problems", "suggestions", "evaluation", "results", "overview", "other"], Words]


@cache
def lexicon() -> Lexicon:
    """The lexicon that all profiles share.

    :raises steelyard.packs.loading.PackError: the file has an unknown, missing or wrongly typed key.
    """
    return load(files("steelyard.recognising") / "headings.toml", Lexicon)


@cache
def _by_word(table: Literal["columns", "funds", "rows", "fields"]) -> dict[str, str]:
    """Word → role; a word listed twice has the role that is listed first."""
    found: dict[str, str] = {}
    for role, words in getattr(lexicon(), table).items():
        for word in words:
            found.setdefault(word, role)
    return found


def column_role(text: str) -> Role | None:
    """The role of a column with the heading ``text``, where the shared lexicon knows it."""
    return cast("Role | None", _by_word("columns").get(_undated(plain(text))))


def _undated(word: str) -> str:
    """A heading without the year in front of it (2023年目标值), where the rest is known."""
    rest = _YEAR.sub("", word)
    return rest if rest in _by_word("columns") else word


def guessed_role(text: str) -> Role | None:
    """The role of a column by what its heading holds; for headings that are not in the lexicon."""
    word = plain(text)
    if not word:
        return None
    return next((role for role, parts in lexicon().holds.items() if any(part in word for part in parts)), None)


def rank(role: Role, text: str) -> int:
    """How usual a heading is for its role, 0 the most usual."""
    words, word = lexicon().columns.get(role, ()), _undated(plain(text))
    return words.index(word) if word in words else len(words)


def funds_role(text: str) -> FundsRole | None:
    """The role of a column in a block of money."""
    return cast("FundsRole | None", _by_word("funds").get(plain(text)))


def row_label(text: str) -> str | None:
    """What a row that begins with ``text`` is: total, subtotal, goal, block or foot."""
    return _by_word("rows").get(plain(text))


def field(text: str) -> str | None:
    """Which field of the head or foot of the form ``text`` names, with its value behind a colon or without it."""
    return _by_word("fields").get(plain(_COLON.split(text, maxsplit=1)[0]))


ROLES: tuple[Role, ...] = get_args(Role)
