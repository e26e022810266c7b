"""Tables drawn with characters: Markdown's pipes, and boxes of lines."""

import re
from itertools import pairwise

from steelyard.model import Message
from steelyard.reading.building import Builder, Grid
from steelyard.reading.errors import Damaged
from steelyard.reading.text.lines import Line, Text
from steelyard.reading.text.marks import unmarked

_BAR = re.compile(r"\\.|\|")
_DASHES = re.compile(r"[ \t]*:?-+:?[ \t]*")
_SIDES = "|│┃║"
_SIDE = re.compile(f"[{_SIDES}]")
_BORDER = re.compile(r"[+\-=|─━═│┃║┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛╭╮╰╯╪╫╞╡:]{3,}")
_LEVEL = re.compile(r"[-=─━═]")
Piece = tuple[int, int]


def is_divider(line: str) -> bool:
    """Whether a line is the rule under a header: ``|---|:--:|``."""
    inner = line.strip()
    if "|" not in inner or "-" not in inner:
        return False
    return all(_DASHES.fullmatch(part) for part in inner.removeprefix("|").removesuffix("|").split("|"))


def _bars(line: str) -> list[int]:
    return [match.start() for match in _BAR.finditer(line) if match[0] == "|"]


def _is_fenced(line: str) -> bool:
    inner = line.strip()
    return len(inner) > 2 and inner[0] == "|" and inner[-1] == "|"


def take_pipes(text: Text, at: int, builder: Builder) -> int:
    """Rows of cells between pipes: a header with its rule, or two rows or more fenced by pipes on both sides."""
    lines = text.lines
    follows = lines[at + 1].text if at + 1 < len(lines) else ""
    begins = "|" in lines[at].text and bool(_bars(lines[at].text))
    if not begins or not (is_divider(follows) or (_is_fenced(lines[at].text) and _is_fenced(follows))):
        return at
    if _is_fenced(lines[at].text) and _stops(lines[-1], text):
        raise Damaged(builder.path, Message("文件在表格的一行中间中断", "the file stops in the middle of a table row"))
    grid = builder.table()
    while at < len(lines) and not lines[at].blank and _bars(lines[at].text):
        if not is_divider(lines[at].text):
            grid.row()
            for piece in _between(text, lines[at], _bars(lines[at].text)):
                _cell(text, [piece], grid)
        at += 1
    return at


def _stops(last: Line, text: Text) -> bool:
    """Whether the text ends in a row whose fence was begun and not closed, as it does where a file was cut off."""
    return last.text.lstrip().startswith("|") and not _is_fenced(last.text) and last.span[1] == len(text.source)


def _between(text: Text, line: Line, bars: list[int]) -> list[Piece]:
    """The trimmed spans between bars; nothing before a first and behind a last bar that fence the line."""
    edges = [-1, *bars, len(line.text)]
    pieces = [(line.start + left + 1, line.start + right) for left, right in pairwise(edges)]
    blank = [not text.source[start:end].strip() for start, end in pieces]
    inner = pieces[blank[0] : len(pieces) - (blank[-1] and len(pieces) > 1)]
    return [text.trimmed(*piece) for piece in inner]


def _cell(text: Text, pieces: list[Piece], grid: Grid) -> None:
    """A cell of one piece, or of several on lines of their own: then its span is that of the first with text."""
    said, deleted = unmarked("\n".join(text.source[start:end] for start, end in pieces if end > start))
    span = next((piece for piece in pieces if piece[1] > piece[0]), pieces[0])
    draft = grid.cell(said, span=span)
    for struck in deleted:
        draft.aside("deleted", struck)


def take_box(text: Text, at: int, builder: Builder) -> int:
    """A table in a drawn box, if every line of text has the same number of cells: else cells are merged, and
    which ones cannot be told. Between many rules the lines of a row belong together; between three (top,
    under the header, bottom) each line is a row.
    """
    lines = text.lines
    if not _is_border(lines[at].text) or (at and _is_drawn(lines[at - 1].text)):
        return at
    after, rules = at, 0
    groups: list[list[list[Piece]]] = [[]]
    while after < len(lines) and not lines[after].blank:
        line = lines[after]
        if _is_border(line.text):
            rules += 1
            groups.append([])
        elif _is_sided(line.text):
            bars = [match.start() for match in _SIDE.finditer(line.text)]
            groups[-1].append(_between(text, line, bars))
        else:
            break
        after += 1
    rows = [group for group in groups if group]
    if rules < 2 or len({len(line) for group in rows for line in group}) != 1:
        return at
    _draw(text, rows if rules > 3 else [[line] for group in rows for line in group], builder)
    return after


def _draw(text: Text, rows: list[list[list[Piece]]], builder: Builder) -> None:
    grid = builder.table()
    for row in rows:
        grid.row()
        for pieces in zip(*row, strict=True):
            _cell(text, list(pieces), grid)


def _is_border(line: str) -> bool:
    inner = line.strip()
    return bool(inner) and inner[0] not in "-=:|" and bool(_BORDER.fullmatch(inner)) and bool(_LEVEL.search(inner))


def _is_drawn(line: str) -> bool:
    return _is_border(line) or _is_sided(line)


def _is_sided(line: str) -> bool:
    inner = line.strip()
    return len(inner) > 1 and inner[0] in _SIDES and inner[-1] in _SIDES
