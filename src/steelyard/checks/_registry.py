"""What a check is: its name, its family, its level, its page, and the function that makes it."""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Literal, NamedTuple, get_args

from steelyard.model import Finding, Lang, Level, Message, Scored, Verdict
from steelyard.quantity import fold

Family = Literal["arithmetic", "scoring", "targets", "consistency", "evidence"]
FAMILIES: tuple[Family, ...] = get_args(Family)

LABELS: dict[Lang, tuple[str, ...]] = {
    "zh": ("查什么", "为什么", "依据", "例", "怎么办"),
    "en": ("What", "Why", "Clause", "Example", "Next"),
}
_PARAGRAPH = {
    lang: re.compile(rf"^({'|'.join(labels)})[：:]\s*(.+?)(?=\n\s*\n|\n\w[^\n：:]{{0,8}}[：:]|\Z)", re.M | re.S)
    for lang, labels in LABELS.items()
}


class At(NamedTuple):
    """A finding at another level than its check's own."""

    level: Level
    finding: Finding


# The next step as the check's page tells it: filled in by the runner.
NEXT = Message("", "")

Run = Callable[[Scored], Iterator[Verdict | At]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``level`` is that of its findings unless a finding says another; ``page`` is the file's docstring."""

    name: str
    family: Family
    level: Level
    page: str
    run: Run

    @property
    def title(self) -> Message:
        """The defect in a few words."""
        zh, _, en = self.page.partition("\n")[0].partition(" · ")
        return Message(zh, en)

    @property
    def next_step(self) -> Message:
        """What to do about a finding, as the page tells it."""
        return _next_step(self.page)

    def paragraphs(self, lang: Lang) -> dict[str, str]:
        """The page's paragraphs by label (查什么, 为什么, 依据, 例, 怎么办), each on one line."""
        return _paragraphs(self.page, lang)

    def explain(self, lang: Lang) -> str:
        """The page in one language: name and title, then the labelled paragraphs."""
        colon = "：" if lang == "zh" else ": "
        paragraphs = [f"{label}{colon}{text}" for label, text in self.paragraphs(lang).items()]
        return "\n\n".join([f"{self.name} · {self.title.say(lang)}", *paragraphs]) + "\n"


def _paragraphs(page: str, lang: Lang) -> dict[str, str]:
    return {label: fold(text) for label, text in _PARAGRAPH[lang].findall(page)}


@cache
def _next_step(page: str) -> Message:
    return Message(_paragraphs(page, "zh")["怎么办"], _paragraphs(page, "en")["Next"])


def check(family: Family, level: Level) -> Callable[[Run], Check]:
    """Makes the decorated function the check that its file is named for; ``level`` is that of its findings."""

    def made(run: Run) -> Check:
        name = run.__module__.rpartition(".")[2].replace("_", "-")
        return Check(name, family, level, _page(sys.modules[run.__module__]).strip(), run)

    return made


def _page(module: ModuleType) -> str:
    """The docstring of a check's file; read from the file where the interpreter took it away (``python -OO``)."""
    if module.__doc__ is None:
        import ast
        import inspect

        return ast.get_docstring(ast.parse(inspect.getsource(module)), clean=False) or ""
    return module.__doc__
