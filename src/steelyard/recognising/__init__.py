"""Document → Form: which table holds the indicators, which column is which; what the narrative states."""

from steelyard.recognising.errors import NoIndicators, NotAForm, UnknownProfile, Unrecognised
from steelyard.recognising.recognition import recognise, recognise_all

__all__ = ["NoIndicators", "NotAForm", "UnknownProfile", "Unrecognised", "recognise", "recognise_all"]
