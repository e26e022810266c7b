"""Document → Form: which table holds the indicators, which column is which; what the narrative states."""

from steelyard.recognising.errors import NotAForm, Unrecognised, UnknownProfile
from steelyard.recognising.recognition import recognise

__all__ = ["NotAForm", "UnknownProfile", "Unrecognised", "recognise"]
