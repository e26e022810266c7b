"""The words around the numbers of a narrative, from words.toml, ready to look things up in."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from steelyard.model.narrative import Aggregate, Modifier, NotClaimReason
from steelyard.packs.loading import load
from steelyard.recognising.claims.chunks import Chunker, Kind


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    links: str
    changes: str
    after_change: str
    compared: str
    compared_with: str
    beyond: str
    portion: str
    shares: str
    light: str
    verbs: str
    aspects_of_verbs: str
    nouns: str
    adverbs: str
    manners: str
    prepositions: str
    prefixes: str
    passive: str
    compounds: str
    verbal: str
    states: str
    leads: str
    wide: str
    actors: str
    bare: str
    partial: str
    aspects: str
    per_head: str
    takes: str
    groups: str
    rates: str
    moneys: str
    openers: str
    heads: str
    doers: str
    ends: str
    zero: str
    false_before: str
    before_document: str


class _Mention(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reason: NotClaimReason
    patterns: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    begins: str
    before: dict[Modifier, str]
    after: dict[Modifier, str]
    aggregate: dict[Aggregate, str]
    object: _Names
    mention: tuple[_Mention, ...]


class Bounds(NamedTuple):
    """The words that bound a number, before it and after it, and what each makes of it."""

    before: re.Pattern[str]
    false_before: frozenset[str]
    after: re.Pattern[str]
    meaning: dict[str, Modifier]


class Endings:
    """Words that may end a phrase, looked for only where its last character is that of one of them."""

    def __init__(self, source: str, *lists: str) -> None:
        self._pattern = re.compile(source)
        self._last = frozenset(_plain(word)[-1] for words in lists for word in words.split())

    def search(self, phrase: str) -> re.Match[str] | None:
        """The match at the end of ``phrase``."""
        if not phrase or phrase[-1] not in self._last:
            return None
        return self._pattern.search(phrase, max(0, len(phrase) - _NEAR))


_NEAR = 14  # characters before a number in which the words stand that link it with its name
_AROUND = re.compile(r"\(\?<?[=!][^()]*\)")


def _plain(word: str) -> str:
    """A word without what must or must not stand around it."""
    return _AROUND.sub("", word)


class Told(NamedTuple):
    """The numerals that count nothing: one pattern whose groups ``m0``, ``m1`` … have the ``reasons``."""

    pattern: re.Pattern[str]
    reasons: tuple[NotClaimReason, ...]
    before_document: re.Pattern[str]


class Behind(NamedTuple):
    """The words behind a number: who acts (and what kinds of things there are), where the name may begin and ends."""

    doers: re.Pattern[str]
    heads: re.Pattern[str]
    kinds: re.Pattern[str]
    things: re.Pattern[str]
    openers: re.Pattern[str]
    ends: re.Pattern[str]


class Words(NamedTuple):
    """words.toml as compiled patterns; what each is for is said there."""

    bounds: Bounds
    cumulative: re.Pattern[str]
    consecutive: re.Pattern[str]
    links: Endings
    changes: Endings
    compared: re.Pattern[str]
    portion: re.Pattern[str]
    shares: re.Pattern[str]
    chunker: Chunker
    verbal: frozenset[str]
    passive: frozenset[str]
    states: re.Pattern[str]
    wide: frozenset[str]
    actors: re.Pattern[str]
    bare: frozenset[str]
    partial: re.Pattern[str]
    aspects: frozenset[str]
    per_head: frozenset[str]
    takes: frozenset[str]
    rates: re.Pattern[str]
    moneys: re.Pattern[str]
    zero: re.Pattern[str]
    told: Told
    behind: Behind


def any_of(*lists: str) -> str:
    """A pattern for one of the words of ``lists``, the longest first."""
    found = sorted({word for words in lists for word in words.split()}, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(found)})"


@cache
def words() -> Words:
    """words.toml, read once.

    :raises steelyard.packs.loading.PackError: an unknown, missing or wrongly typed key.
    """
    file = load(files("steelyard.recognising.claims") / "words.toml", _File)
    names = file.object
    return Words(
        bounds=_bounds(file),
        cumulative=re.compile(any_of(file.aggregate["cumulative"])),
        consecutive=re.compile(any_of(file.aggregate["consecutive"]) + "$"),
        links=Endings(any_of(names.links) + r"+$", names.links),
        changes=Endings(
            rf"(?:{any_of(names.changes)}{any_of(names.after_change)}*)+$", names.changes, names.after_change
        ),
        compared=re.compile(
            rf"(?:{any_of(names.compared)}{any_of(names.compared_with)}|{any_of(names.beyond)}(?=.{{2}})).*$"
        ),
        portion=re.compile(rf"(?:^(?P<head>.*){any_of(names.portion)}|^(?!.*[由从]))(?P<of>[^，,]{{1,20}}?)的$"),
        shares=re.compile(rf"{any_of(names.shares)}(?P<of>[^占]{{0,24}})$"),
        chunker=_chunker(names),
        states=re.compile(rf"(?<=..){any_of(names.states)}"),
        passive=frozenset(names.passive.split()),
        verbal=frozenset(names.verbal.split()),
        wide=frozenset(names.wide.split()),
        actors=re.compile(rf"{any_of(names.actors)}$"),
        bare=frozenset(names.bare.split()),
        partial=re.compile(rf"(?:[\u4e00-\u9fff]{{0,5}}{any_of(names.partial)}|\d?A+级)$"),
        aspects=frozenset(names.aspects.split()),
        per_head=frozenset(names.per_head.split()),
        takes=frozenset(
            _plain(word) for word in f"{names.takes} {names.light} {names.verbs}".split() if "(?=" not in word
        ),
        rates=re.compile(rf"[\u4e00-\u9fff]{{0,4}}{any_of(names.rates)}率"),
        moneys=re.compile(rf"[\u4e00-\u9fff]{{0,10}}?{any_of(names.moneys)}"),
        zero=re.compile(rf"零(?![售件花星担工时食部])(?=[\u4e00-\u9fff]{{0,6}}?{any_of(names.zero)})"),
        told=_told(file),
        behind=_behind(names),
    )


def _behind(names: _Names) -> Behind:
    wide = " ".join(word for word in names.groups.split() if len(word) > 1)
    return Behind(
        doers=re.compile(any_of(names.doers) + "$"),
        things=re.compile(any_of(names.doers, names.heads, names.moneys, wide, "员 人 户 所 室 车 船") + "$"),
        kinds=re.compile(rf"[\u4e00-\u9fff]{{0,3}}?{any_of(names.doers, names.heads, wide, '员 人 户')}"),
        heads=re.compile(any_of(names.heads) + "$"),
        openers=re.compile(any_of(names.openers)),
        ends=re.compile(
            rf"[，,。；;：:！？（(）)“”《\n]|{any_of(names.ends)}|(?<=[\u4e00-\u9fff]{{2}}){any_of(names.light)}(?!{any_of(names.groups)})"
        ),
    )


def _chunker(names: _Names) -> Chunker:
    lists: dict[Kind, list[str]] = {
        "noun": names.compounds.split(),
        "verb": names.verbs.split(),
        "light": names.light.split(),
        "adverb": names.adverbs.split(),
        "manner": names.manners.split(),
        "lead": names.leads.split(),
        "preposition": names.prepositions.split(),
        "of": ["的(?!士|确)"],
        "mark": ["、", "以及", "和(?!谐|解|平)", "与(?!会)", "及(?!格|时)"],
    }
    unless: dict[Kind, re.Pattern[str]] = {
        "verb": re.compile(any_of(names.nouns)),
        "light": re.compile(any_of(names.aspects_of_verbs)),
    }
    return Chunker(lists, unless, frozenset(names.prefixes.split()))


def _told(file: _File) -> Told:
    """One pattern for all mentions, looked for only where one may begin."""
    listed = [(one.reason, pattern) for one in file.mention for pattern in one.patterns]
    alternatives = "|".join(f"(?P<m{number}>{pattern})" for number, (_, pattern) in enumerate(listed))
    return Told(
        pattern=re.compile(rf"(?:(?=[{file.begins}])|(?<![\d.])(?=\d)|(?<=[“\"]))(?:{alternatives})"),
        reasons=tuple(reason for reason, _ in listed),
        before_document=re.compile(rf".*{any_of(file.object.before_document)}"),
    )


def _bounds(file: _File) -> Bounds:
    """``以上`` after a number and ``不足`` before it say different things, and no word is in both lists."""
    return Bounds(
        before=re.compile(any_of(*file.before.values()) + "$"),
        false_before=frozenset(file.object.false_before.split()),
        after=re.compile(any_of(*file.after.values()) + "$"),
        meaning={
            word: bound
            for section in (file.before, file.after)
            for bound, told in section.items()
            for word in told.split()
        },
    )
