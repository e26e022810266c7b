"""Form profiles (表样): which layout a form follows and which rules it is scored by. One file each in ``packs/forms``."""

from decimal import Decimal
from functools import cache
from typing import Literal

import msgspec

from steelyard.packs.loading import Source, folder, load


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


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One layout. ``inferred`` says that its rules were read off forms, not out of a notice."""

    title: str
    title_en: str
    kind: Literal["department", "project"]
    inferred: bool
    source: Source
    rules: RuleChoice


@cache
def profiles() -> dict[str, Profile]:
    """All form profiles by name."""
    return {name: load(file, Profile) for name, file in folder("forms").items()}
