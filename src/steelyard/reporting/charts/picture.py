"""A chart with what has to be said beside it, or why there is none."""

from typing import NamedTuple

from steelyard.model import Lang, Message
from steelyard.papers import Drawing


class Picture(NamedTuple):
    """A drawing, or ``None``; ``note`` says what it leaves out, or why there is none."""

    drawing: Drawing | None
    note: str = ""


def none(why: Message, lang: Lang) -> list[Picture]:
    """No chart, and why: a gap is told, not passed over."""
    return [Picture(None, why.say(lang))]
