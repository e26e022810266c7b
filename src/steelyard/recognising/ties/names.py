"""What figures are called, brought to one form: synonyms exchanged, words that name nothing cut."""

import re
from functools import lru_cache
from typing import NamedTuple

from steelyard.quantity import fold, named_unit
from steelyard.quantity.folding import plain
from steelyard.recognising.ties.words import words

_BRACKETS = re.compile(r"[（(](?P<inner>[^（()）]*)[)）]")
_MARKS = re.compile(r"[\s★☆▲*“”\"'《》〈〉（）()、，,。；;：:！？|·]+")
_NUMBER = re.compile(
    r"^\W*(?:(?:指标|目标)\s*\d{1,2}\s*[:：、.]|[一二三四五六七八九十]是|[（(]?\d{1,2}[)）、.](?!\d)|其中[:：]?)"
)
_RATE = re.compile(r"(?P<head>[\u4e00-\u9fff]{2})(?P<kind>率|度|比例)(?:测评|调查|评价|水平)?\|*$")
_GAP = "|"


class Name(NamedTuple):
    """A name as it is compared.

    ``core`` are its words in their plain form, ``|`` where some were cut; ``size`` its characters without those;
    ``rate`` the two characters before a closing 率, 度 or 比例 with it, or ``""``; ``actions`` what is done;
    ``qualifiers`` what brackets say in addition.
    """

    core: str
    size: int
    rate: str
    actions: frozenset[str]
    qualifiers: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def canonical(text: str) -> str:
    """Half-width, synonyms by their first word, 不合格 as a word of its own, 及时发放率 as 发放及时率."""
    lexicon = words()
    shown = plain(fold(text))
    shown = lexicon.negations.sub(lambda found: "不" + found["told"][-1], shown)
    shown = lexicon.synonyms.sub(lambda found: lexicon.first[found[0]], shown)
    return lexicon.manners.sub(lambda found: found["what"] + found["how"], shown) if "率" in shown else shown


@lru_cache(maxsize=8192)
def core(text: str) -> str:
    """``text`` in plain form with ``|`` in the place of marks and of words that name nothing."""
    cut = words().generic.sub(_GAP, _MARKS.sub(_GAP, canonical(_NUMBER.sub("", text))))
    return re.sub(r"\|+", _GAP, cut).strip(_GAP)


@lru_cache(maxsize=8192)
def name_of(text: str) -> Name:
    """The name that a row, a budget line or a phrase is; see ``Name``."""
    unit = named_unit(text)
    qualifiers = tuple(
        found["inner"] for found in _BRACKETS.finditer(text) if plain(found["inner"]) != unit or not unit
    )
    kept = _BRACKETS.sub("", _NUMBER.sub("", text))
    kernel = core(kept).removesuffix("数").rstrip(_GAP)
    return Name(kernel, len(_weighty(kernel)), rate_of(kept), actions_of(kernel), qualifiers)


def rate_of(text: str) -> str:
    """The head of a rate: 整改率 of 隐患整改率; ``""`` where ``text`` is none."""
    found = _RATE.search(core(text))
    return found["head"] + found["kind"] if found else ""


@lru_cache(maxsize=8192)
def actions_of(kernel: str) -> frozenset[str]:
    """What is done, of a text in plain form; a rate (整改率) does nothing."""
    return frozenset(found[0] for found in words().actions.finditer(kernel) if kernel[found.end() :][:1] != "率")


def uncovered(kernel: str, text: str) -> int:
    """How many characters of ``kernel`` stand in ``text`` in no pair with a neighbour, those that say something."""
    covered = {at + one for at, pair in _pairs(kernel) if pair in text for one in (0, 1)}
    return len(_weighty(kernel) - covered)


def coverage(kernel: str, text: str) -> float:
    """The share of the characters of ``kernel`` that ``text`` (in plain form) covers, 0 to 1."""
    size = len(_weighty(kernel))
    return 1 - uncovered(kernel, text) / size if size else 0.0


@lru_cache(maxsize=8192)
def _pairs(kernel: str) -> tuple[tuple[int, str], ...]:
    found = ((at, kernel[at : at + 2]) for at in range(len(kernel) - 1))
    return tuple((at, pair) for at, pair in found if _GAP not in pair)


@lru_cache(maxsize=8192)
def _weighty(kernel: str) -> frozenset[int]:
    particles = words().particles
    return frozenset(at for at, one in enumerate(kernel) if one != _GAP and one not in particles)


def weight(text: str) -> int:
    """How many characters of ``text`` say something."""
    return len(_weighty(core(text)))


@lru_cache(maxsize=8192)
def pairs(kernel: str) -> tuple[str, ...]:
    """Adjoining characters, what names are looked up by, in their order."""
    return tuple(dict.fromkeys(pair for _, pair in _pairs(kernel)))
