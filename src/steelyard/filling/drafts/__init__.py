"""Drafts: a form while it is being filled in, its gaps and findings as they stand, and how one is begun.

A draft is what was typed, in the questions of the workbook for filling in; ``tried`` says how it scores and what does
not hold, ``data_of`` makes the data of a form of it, from which ``steelyard.filling.fill`` writes the official file.
"""

from steelyard.filling.drafts.beginning import Begun, begun, blank
from steelyard.filling.drafts.comparing import Difference, differences, merged
from steelyard.filling.drafts.correcting import Correction, corrected
from steelyard.filling.drafts.editing import edited
from steelyard.filling.drafts.trying import Found, Row, Tried, tried
from steelyard.filling.drafts.typed import Gap, Typed, asked, data_of, gaps, typed, words

__all__ = [
    "Begun",
    "Correction",
    "Difference",
    "Found",
    "Gap",
    "Row",
    "Tried",
    "Typed",
    "asked",
    "begun",
    "blank",
    "corrected",
    "data_of",
    "differences",
    "edited",
    "gaps",
    "merged",
    "tried",
    "typed",
    "words",
]
