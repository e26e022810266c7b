"""Form profiles (表样): the layout a form follows and the rules it is scored by; one file each in ``packs/forms``."""

from decimal import Decimal
from functools import cache
from typing import Literal

import msgspec

from steelyard.model.form import SectionKind
from steelyard.packs.loading import Source, folder, load

Role = Literal[
    "group",
    "name",
    "operator",
    "nature",
    "target",
    "initial",
    "adjusted",
    "unit",
    "actual",
    "weight",
    "score",
    "review",
    "note",
    "coefficient",
    "core",
    "standard",
    "other",
]
"""What a column of the indicator table is for; ``other`` is known and not needed."""

Fact = Literal[
    "weights and scores",
    "no weight and no score",
    "weight before target",
    "operator column",
    "unit column",
    "execution weighs 20",
]
"""What a layout can be known by besides its headings; ``recognising.choosing`` tells how each is seen."""


class RuleChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The rules of a profile, by their path under ``packs/rules``."""

    positive: str  # ≥, >, a bare number that is better higher
    exact: str  # =
    reverse: str  # ≤, <, a bare number that is better lower
    qualitative: str
    execution: str
    grades: str
    over_achievement: str
    money_gap: str  # output ahead of money (产出与资金脱节)
    full_marks: Decimal = Decimal(100)


class Signs(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a layout is known by: headings as ``recognising.words.plain`` reads them, with or without their brackets.

    A form fits when each group of ``need`` is met by one of its headings, each of ``facts`` holds, none of
    ``without`` is there and, where ``titled`` says so, its title holds a word of ``title``. Among the layouts that
    fit, the one with the most signs is taken: a rare fact or a word of ``title`` counts for more than a heading.
    """

    need: tuple[tuple[str, ...], ...] = ()
    facts: tuple[Fact, ...] = ()
    more: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    titled: bool = False
    without: tuple[str, ...] = ()


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One layout. ``inferred`` says that its rules were read off forms, not out of a notice.

    ``headings`` give the role of a heading where this layout uses it otherwise than the shared lexicon does.
    """

    title: str
    title_en: str
    kind: Literal["department", "project"]
    inferred: bool
    source: Source
    rules: RuleChoice
    signs: Signs = Signs()
    headings: dict[Role, tuple[str, ...]] = {}
    sections: tuple[SectionKind, ...] = ("overview", "results", "problems", "suggestions")  # of its narrative, if any


@cache
def profiles() -> dict[str, Profile]:
    """All form profiles by name.

    :raises steelyard.packs.loading.PackError: a file has an unknown, missing or wrongly typed key.
    """
    return {name: load(file, Profile) for name, file in folder("forms").items()}
