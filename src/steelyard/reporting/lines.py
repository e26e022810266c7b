"""Lines and tables for a terminal or a pipe: the same content, with colour and wrapping or plain and aligned."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple
from unicodedata import east_asian_width

from steelyard.reporting.words import safe

Style = Literal["", "error", "doubt", "note", "good", "head", "dim"]

COLOURS: dict[Style, str] = {
    "": "",
    "error": "bold red",
    "doubt": "yellow",
    "note": "cyan",
    "good": "bold green",
    "head": "bold",
    "dim": "dim",
}


class Line(NamedTuple):
    """One line; ``indent`` in steps of two columns, continued lines stay indented."""

    text: str
    style: Style = ""
    indent: int = 0


class Grid(NamedTuple):
    """A table: ``right`` are the columns of numbers, ``styles`` one for each row."""

    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    right: frozenset[int] = frozenset()
    styles: Sequence[Style] = ()


Piece = Line | Grid


def width(text: str) -> int:
    """Columns that ``text`` takes on a terminal: a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _flat(text: str) -> str:
    return " ".join(safe(text).splitlines())


def plain(pieces: Iterable[Piece]) -> str:
    """For a pipe or a file: no colour, no boxes, nothing wrapped or cut, so that a search finds every line."""
    lines: list[str] = []
    for piece in pieces:
        if isinstance(piece, Line):
            lines.append(("  " * piece.indent + _flat(piece.text)).rstrip())
        else:
            lines.extend(_aligned(piece))
    return "\n".join(lines) + "\n"


def _aligned(grid: Grid) -> list[str]:
    table = [tuple(_flat(cell) for cell in row) for row in (grid.heads, *grid.rows)]
    widths = [max(width(row[at]) for row in table) for at in range(len(grid.heads))]
    return [
        "  ".join(padded(row[at], widths[at], at in grid.right) for at in range(len(row))).rstrip() for row in table
    ]


def padded(text: str, size: int, right: bool) -> str:
    """``text`` with blanks up to ``size`` columns of a terminal."""
    space = " " * (size - width(text))
    return space + text if right else text + space


def coloured(pieces: Iterable[Piece], columns: int) -> str:
    """For a terminal ``columns`` wide."""
    from io import StringIO

    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    out = StringIO()
    console = Console(file=out, force_terminal=True, width=columns, highlight=False, color_system="standard")
    for piece in pieces:
        if isinstance(piece, Line) and not piece.text:
            console.print()
        elif isinstance(piece, Line):
            text = Text(_flat(piece.text), style=COLOURS[piece.style])
            console.print(Padding(text, (0, 0, 0, piece.indent * 2), expand=False))
        else:
            console.print(_boxed(piece))
    return out.getvalue()


def _boxed(grid: Grid) -> object:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for at, head in enumerate(grid.heads):
        table.add_column(
            head, justify="right" if at in grid.right else "left", overflow="fold", no_wrap=at in grid.right
        )
    for at, row in enumerate(grid.rows):
        style = COLOURS[grid.styles[at]] if at < len(grid.styles) else ""
        table.add_row(*(Text(_flat(cell)) for cell in row), style=style)
    return table
