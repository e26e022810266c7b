"""A text and its lines, with their places in it."""

import re
from typing import NamedTuple

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_BLANKS = " \t\r\n\f\v\u3000\xa0"


class Line(NamedTuple):
    """A line without its end."""

    start: int
    text: str

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.start + len(self.text)

    @property
    def blank(self) -> bool:
        return not self.text.strip(_BLANKS)


class Text:
    """The characters of a file, and its lines."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = [Line(match.start(), match[1]) for match in _LINE.finditer(source) if match.start() < len(source)]

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The span without the blanks at its ends; where there are only blanks, empty at its start."""
        part = self.source[start:end]
        left = len(part) - len(part.lstrip(_BLANKS))
        if left == len(part):
            return start, start
        return start + left, end - (len(part) - len(part.rstrip(_BLANKS)))

    def said(self, span: tuple[int, int]) -> str:
        """The characters of a span, line ends as ``\\n``."""
        return self.source[span[0] : span[1]].replace("\r\n", "\n").replace("\r", "\n")
