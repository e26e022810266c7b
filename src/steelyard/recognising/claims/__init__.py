"""What the narrative claims in numbers: each with its value, its unit and the name of what is counted.

``numbers`` tells the numbers that say how much from those that say nothing; ``phrases`` finds the name of what is
counted in the words before and behind a number; ``lines`` reads a line of narrative from left to right, so that a
number can take over what an earlier one of its sentence has named.
"""

from collections.abc import Iterable, Sequence

from steelyard.model import Claim, Mention, Section
from steelyard.recognising.claims.lines import read_line

__all__ = ["claims_of"]


def claims_of(
    lines: Iterable[tuple[int, str]], sections: Sequence[Section] = (), year: int | None = None
) -> tuple[tuple[Claim, ...], tuple[Mention, ...]]:
    """The claims and the mentions of ``lines``, each a printed line and where it begins in the document's text.

    ``sections`` are those of the form: a claim names the one that it stands in by its number. ``year`` is meant by
    dates that name none. Linear in the characters.
    """
    claims: list[Claim] = []
    mentions: list[Mention] = []
    for start, text in lines:
        section = next((i for i, one in enumerate(sections) if one.start <= start < one.end), None)
        found, told = read_line(text, start, section, year)
        claims += found
        mentions += told
    return tuple(claims), tuple(mentions)
