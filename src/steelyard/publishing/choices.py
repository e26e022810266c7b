"""What a bureau decides before it publishes."""

from dataclasses import dataclass

from steelyard.model import Lang


@dataclass(frozen=True, slots=True)
class Choices:
    """``findings`` and ``narrative`` are public only when asked for, personal data only when accepted.

    ``date`` (``2026-05-01``) is the only day that pages can bear: there is no clock in them. ``licence`` is a name or
    the address of its text.
    """

    lang: Lang = "zh"
    title: str = ""
    licence: str = ""
    date: str = ""
    findings: bool = False
    narrative: bool = False
    accept_personal_data: bool = False
