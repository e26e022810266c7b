"""The words around numbers and instead of them, from words.toml."""

import re
from functools import cache
from typing import Any, Literal, NamedTuple

from steelyard.quantity.folding import plain
from steelyard.quantity.patterns import pattern

Kind = Literal[
    "number", "percent", "fraction", "currency", "dimension", "count", "compound", "age", "multiple", "score",
    "range", "ordinal", "date", "period",
]  # fmt: skip
Modifier = Literal[
    "exact",
    "equal",
    "reaching",
    "at-least",
    "more-than",
    "at-most",
    "less-than",
    "over",
    "nearly",
    "about",
    "ordinal",
    "contradictory",
]


class Phrases(NamedTuple):
    """Phrases with their meaning, and how long the longest one is for each character they can be found by."""

    meaning: dict[str, Any]
    longest: dict[str, int]

    def at(self, text: str, start: int) -> str:
        """The longest phrase that begins at ``start``, or nothing. For phrases found by their first character."""
        for end in range(min(len(text), start + self.longest.get(text[start : start + 1], 0)), start, -1):
            if text[start:end] in self.meaning:
                return text[start:end]
        return ""

    def until(self, text: str, end: int, floor: int = 0) -> str:
        """The longest phrase that ends at ``end``, or nothing. For phrases found by their last character."""
        for start in range(max(floor, end - self.longest.get(text[end - 1 : end], 0)), end):
            if text[start:end] in self.meaning:
                return text[start:end]
        return ""


class Denial(NamedTuple):
    """Negations: those that deny no achievement, and those that deny one in part, wholly, or nobody knows what."""

    harmless: re.Pattern[str]
    weak: re.Pattern[str]
    plain: re.Pattern[str]
    any: re.Pattern[str]
    rise: re.Pattern[str]
    fall: re.Pattern[str]
    adverbs: re.Pattern[str]
    roughly: re.Pattern[str]


class Words(NamedTuple):
    """words.toml, ready to look things up in."""

    before: Phrases
    after: Phrases
    compared: dict[str, Modifier]
    manner: Phrases
    idioms: Phrases
    behind: frozenset[str]
    function_words: frozenset[str]
    blank: frozenset[str]
    zero: re.Pattern[str]
    states: tuple[tuple[Literal["partly", "no", "yes"], re.Pattern[str]], ...]
    whole: dict[str, Literal["yes", "no"]]
    rank: re.Pattern[str]
    denial: Denial


def toml(name: str) -> dict[str, Any]:
    """One data file of this room. What reading it needs is imported here: most commands read no quantity at all."""
    import tomllib
    from importlib.resources import files

    return tomllib.loads(files("steelyard.quantity").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words() -> Words:
    """words.toml, read once."""
    data = toml("words")
    idioms, zero, state, rank = data["idioms"], data["zero"], data["state"], data["rank"]
    return Words(
        before=_phrases(_meanings(data["before"]), -1),
        after=_phrases(_meanings(data["after"]), 0),
        compared=_meanings(data["compared"]),
        manner=_phrases(dict.fromkeys(data["manner"]["words"].split()), -1),
        idioms=_phrases(dict.fromkeys(idioms["words"].split()), 0),
        behind=frozenset(idioms["behind"]),
        function_words=frozenset(idioms["before_function_words"]),
        blank=frozenset({"", *map(plain, data["blank"]["words"].split())}),
        zero=_zero(zero),
        states=(
            ("partly", pattern(_any(state["partly"]))),
            ("no", pattern(_any(state["no"]))),
            ("yes", pattern("|".join((_any(state["yes"]), *state["yes_patterns"].split())))),
        ),
        whole=dict.fromkeys(state["yes_whole"].split(), "yes") | dict.fromkeys(state["no_whole"].split(), "no"),
        rank=_rank(rank),
        denial=Denial(**{name: re.compile("|".join(signs.split())) for name, signs in data["denial"].items()}),
    )


def _meanings(section: dict[str, str]) -> dict[str, Any]:
    return {plain(phrase): meaning for meaning, phrases in section.items() for phrase in phrases.split()}


def _phrases(meaning: dict[str, Any], by: Literal[0, -1]) -> Phrases:
    longest: dict[str, int] = {}
    for phrase in meaning:
        longest[phrase[by]] = max(len(phrase), longest.get(phrase[by], 0))
    return Phrases(meaning, longest)


def _any(words: str) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words.split(), key=len, reverse=True)))


def _zero(section: dict[str, str]) -> re.Pattern[str]:
    whole, opening, ending = _any(section["whole"]), _any(section["opening"]), _any(section["ending"])
    return pattern(rf"(?:{whole})|(?:{opening})[\w、和及或]{{0,20}}?(?:{ending})(?:发生|出现)?")


def _rank(section: dict[str, str]) -> re.Pattern[str]:
    """A whole cell that names a level: opening words, the level, and a bound (达到二级以上)."""
    kinds, roman_kinds = _any(section["kinds"]), _any(section["roman_kinds"])
    letters, place = section["letters"], section["place"]
    level = f"(?:{section['marks']})(?:{kinds})|(?:{section['roman']})(?:{roman_kinds})|[第前](?:{place})|{letters}"
    words = _any(f"{section['grade']} {section['tier']}")
    return pattern(rf"(?P<opening>{_any(section['opening'])})?(?P<level>{words}|{level})(?P<bound>.{{0,5}})")
