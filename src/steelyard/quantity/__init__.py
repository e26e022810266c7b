"""Numbers as officials write them (≥85%, 5万批次以上, 1600元/亩, 12月底前), and the one place that rounds.

A text passes through ``folding`` (plain characters), ``numerals`` (digits), ``units``, ``cores`` (a number with its
unit), ``pieces`` (the words that bound it) and ``dates``. ``scanning`` finds quantities in running text, ``cells``
reads one cell of a form; ``targets`` and ``figures`` say what the cell means in its column.
"""

from steelyard.quantity.claims import denies
from steelyard.quantity.figures import parse_number
from steelyard.quantity.folding import fold
from steelyard.quantity.ladders import reaches
from steelyard.quantity.pieces import Found
from steelyard.quantity.rounding import agrees, half_up, places
from steelyard.quantity.scanning import scan
from steelyard.quantity.targets import parse_result, parse_target
from steelyard.quantity.trends import named_trend
from steelyard.quantity.units import comparable, named_unit
from steelyard.quantity.writing import trimmed

__all__ = [
    "Found",
    "agrees",
    "comparable",
    "denies",
    "fold",
    "half_up",
    "named_trend",
    "named_unit",
    "parse_number",
    "parse_result",
    "parse_target",
    "places",
    "reaches",
    "scan",
    "trimmed",
]
