"""Numbers as officials write them (≥85%, 5万批次以上, 1600元/亩, 12月底前), and the one place that rounds."""

from steelyard.quantity.folding import fold
from steelyard.quantity.numerals import parse_number
from steelyard.quantity.rounding import agrees, half_up, places
from steelyard.quantity.targets import parse_result, parse_target
from steelyard.quantity.units import comparable

__all__ = ["agrees", "comparable", "fold", "half_up", "parse_number", "parse_result", "parse_target", "places"]
