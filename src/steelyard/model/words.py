"""What is said to people, in both languages, and the value that is a reason."""

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]

# Control characters move a terminal's cursor and break a file, bidirectional marks turn printed text around: neither
# is shown or written as such; tab and line feed are.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


class Message(NamedTuple):
    """One finished sentence or phrase, in Chinese and in English."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


def in_short(error: BaseException) -> str:
    """The kind of an error that nobody foresaw, and the first line of what it says: enough to report it by."""
    kind, said = type(error).__name__, first_line(str(error))
    return f"{kind}: {said}" if said else kind


def first_line(said: str) -> str:
    """What another program says at length, in one line of at most 200 characters; empty where it says nothing."""
    return next((line.strip()[:200] for line in said.splitlines() if line.strip()), "")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that cannot be had, and why. Never 0, never empty."""

    why: Message
