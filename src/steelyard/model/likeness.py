"""How two forms are alike in what they tell."""

from dataclasses import dataclass
from typing import Literal

from steelyard.model.document import Place
from steelyard.model.form import Form

TextPart = Literal["results", "problems", "suggestions", "reason", "text"]
Relation = Literal["other-body", "other-year", "same-form"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """A passage of one form and one of another that say nearly the same, names, years and numbers left aside.

    ``similarity`` is in percent; ``letters`` counts the characters of the passage that were compared. ``numbers`` are
    those of the passage, as printed; ``same_numbers`` tells whether the other passage has just the same ones, and
    enough of them that chance does not explain it. ``nth`` and ``nth_there`` number the last sentence in its form.
    """

    part: TextPart
    here: Place
    there: Place
    heading: str  # that of the passage
    heading_there: str
    similarity: int
    letters: int
    numbers: tuple[str, ...]
    numbers_there: tuple[str, ...]
    same_numbers: bool
    nth: int
    nth_there: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of holding a form against ``other``: each sentence that is alike, in reading order.

    ``letters`` tells by heading how many characters of the form were there to be compared.
    """

    other: Form
    relation: Relation
    alike: tuple[Likeness, ...]
    letters: dict[str, int]
