"""A phrase cut into verbs, adverbs, prepositions and marks; what is left between them are nouns."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Literal, NamedTuple

from steelyard.quantity.patterns import pattern

Kind = Literal["noun", "verb", "light", "adverb", "manner", "lead", "preposition", "of", "mark"]


class Chunk(NamedTuple):
    """The characters from ``start`` to ``end`` of a phrase, and what kind of word they are."""

    kind: Kind
    start: int
    end: int


_WHOLE = re.compile(r"“[^”]*”?|《[^》]*》?|[（(][^（）()]*[）)]?")
_RESULT = re.compile(r"出(?!口|台|版|资|租|让|行|入|生)去?|到(?!期|位|户|岗|账|任|达)|了|(?<=出)去|成功$")
_WITHIN = frozenset("的、在对向为获")  # words of one character that are known within a noun, too
_OPENS = frozenset("“《（(")
_AHEAD = "(?"


class Chunker:
    """Cuts phrases by lists of words, the longest word first; a word may be followed by a look-ahead.

    A word of one character, and a ``lead``, is known only where another word, or the phrase, begins: within a noun it
    is a syllable (共 of 公共). ``unless`` tells what must not stand behind a word of a kind; one of the ``prefixes``
    and a verb are one verb (新购置).
    """

    def __init__(
        self, lists: Mapping[Kind, Iterable[str]], unless: Mapping[Kind, re.Pattern[str]], prefixes: frozenset[str]
    ) -> None:
        self._unless = unless
        self._prefixes = prefixes
        words: dict[str, list[tuple[str, Kind]]] = {}
        for kind, listed in lists.items():
            for word in listed:
                words.setdefault(word[0], []).append((word, kind))
        self._kinds: dict[str, list[Kind]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        for first, same in words.items():
            same.sort(key=lambda one: -len(one[0].split(_AHEAD)[0]))
            groups = [(kind, [word for word, _ in group]) for kind, group in groupby(same, key=lambda one: one[1])]
            self._kinds[first] = [kind for kind, _ in groups]
            self._patterns[first] = pattern("|".join(f"({'|'.join(group)})" for _, group in groups))

    def word(self, text: str, at: int) -> tuple[Kind, int] | None:
        """The kind and the end of the longest word of the lists that begins at ``at``."""
        if at >= len(text):
            return None
        if text[at] in self._prefixes and (prefixed := self.word(text, at + 1)):
            if prefixed[0] in {"verb", "light"}:
                return prefixed
            if prefixed[0] == "noun":
                return None
        known = self._patterns.get(text[at])
        match = known.match(text, at) if known else None
        if match is None or match.lastindex is None:
            return None
        kind = self._kinds[text[at]][match.lastindex - 1]
        unless = self._unless.get(kind)
        if unless and unless.match(text, match.end()):
            return None
        result = _RESULT.match(text, match.end()) if kind in {"verb", "light"} else None
        return kind, result.end() if result else match.end()

    def cut(self, phrase: str) -> list[Chunk]:
        """``phrase`` in pieces that leave nothing out. Quotations and brackets are whole, and nouns."""
        found: list[Chunk] = []
        at = noun = 0
        while at < len(phrase):
            if phrase[at] in _OPENS and (whole := _WHOLE.match(phrase, at)):
                at = whole.end()
                continue
            word = self.word(phrase, at)
            if word is None or (noun < at and phrase[at] not in _WITHIN and (word[0] == "lead" or word[1] == at + 1)):
                at += 1
                continue
            kind, end = word
            if kind != "noun":
                if noun < at:
                    found.append(Chunk("noun", noun, at))
                found.append(Chunk(kind, at, end))
                noun = end
            at = end
        if noun < at:
            found.append(Chunk("noun", noun, at))
        return found
