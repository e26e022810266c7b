"""Targets as they were set at the beginning of a year, apart from the form that they came in."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from steelyard.model.quantities import Target
from steelyard.model.words import Message, Unknown

Change = Literal["same", "added", "dropped", "lowered", "raised", "reworded"]


@dataclass(frozen=True, slots=True)
class Aim:
    """One row of a table of targets: its number, the labels above it, its name, and what is aimed at.

    ``target`` is as printed; ``unit`` and ``operator`` are what columns of their own add to it. ``quantity`` is the
    reading of all three. ``weight`` is ``Unknown`` where the table prints none.
    """

    row: int
    groups: tuple[str, ...]
    name: str
    target: str
    quantity: Target
    weight: Decimal | Unknown
    unit: str = ""
    operator: str = ""

    @property
    def said(self) -> str:
        """The target with what its columns add: ≥120次."""
        before = "" if self.target.startswith(self.operator) else self.operator
        return f"{before}{self.target}{'' if self.target.endswith(self.unit) else self.unit}"


@dataclass(frozen=True, slots=True)
class Move:
    """A target then and now; ``before`` is ``None`` where it was added, ``after`` where it was dropped.

    ``weighed`` tells whether the weight is another one, and is ``Unknown`` where a side prints none. ``how`` says in
    words in what the two differ; it is empty where they do not.
    """

    change: Change
    before: Aim | None
    after: Aim | None
    weighed: bool | Unknown
    how: Message

    @property
    def whole(self) -> bool:
        """Whether the target stands as it was set, its weight included as far as it is known."""
        return self.change == "same" and self.weighed is not True
