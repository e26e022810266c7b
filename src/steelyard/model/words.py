"""What is said to people, in both languages, and the value that is a reason."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Message(NamedTuple):
    """One finished sentence or phrase, in Chinese and in English."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that cannot be had, and why. Never 0, never empty."""

    why: Message
