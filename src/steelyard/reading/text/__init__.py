"""Plain text (.txt, .md): the text of the document is the file itself, and every span counts its characters.

Tables are found line by line, in five layouts: one cell a line behind a tab (a word processor's export), cells
between tabs (a spreadsheet's), Markdown pipes, drawn boxes, and columns kept apart by blanks.
"""

import re

from steelyard.model import Message
from steelyard.reading import limits
from steelyard.reading.building import Builder
from steelyard.reading.decoding import decode
from steelyard.reading.errors import TooLarge
from steelyard.reading.guards import check_length
from steelyard.reading.text.columns import take_columns
from steelyard.reading.text.lines import Text
from steelyard.reading.text.marks import unmarked
from steelyard.reading.text.pipes import is_divider, take_box, take_pipes
from steelyard.reading.text.tabs import cells_stand_on_lines, take_lines, take_tabs

_HEADING = re.compile(r"#{1,6}[ \t]+")
_RULE = re.compile(r"[-=*_ \t]{3,}")
_PAGE_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)


def read(data: bytes, builder: Builder) -> None:
    """Read text. Raises the ``UnreadableDocument`` family."""
    check_length(data, builder.path)
    source = decode(data, builder)
    if source.count("\n") + source.count("\r") > limits.LINES:
        detail = Message(f"文本超过{limits.LINES}行", f"a text of more than {limits.LINES:,} lines")
        raise TooLarge(builder.path, detail)
    text = Text(source)
    readers = [take_box, take_pipes, take_lines if cells_stand_on_lines(text) else take_tabs, take_columns]
    marked = any(is_divider(line.text) for line in text.lines)
    at, tables = 0, 0
    while at < len(text.lines):
        after = at
        for take in readers:
            after = take(text, at, builder)
            if after > at:
                tables += 1
                break
        else:
            _paragraph(text, at, builder, marked)
            after = at + 1
        at = after
    if not tables and _PAGE_TABLE.search(text.source):  # Markdown with its table as HTML
        from steelyard.reading import html
        from steelyard.reading.text.embedded import as_page

        builder.items.clear()
        html.read_text(as_page(text), builder)
    else:
        builder.source = text.source


def _paragraph(text: Text, at: int, builder: Builder, marked: bool) -> None:
    start, end = text.trimmed(*text.lines[at].span)
    if start == end or (marked and _RULE.fullmatch(text.source, start, end)):
        return
    heading = _HEADING.match(text.source, start, end)
    if heading and heading.end() < end:
        start = heading.end()
    said = text.source[start:end]
    if not marked:
        builder.paragraph(said, (start, end))
        return
    plain, deleted = unmarked(said)
    builder.paragraph(plain, (start, end))
    for struck in deleted:
        builder.aside("deleted", struck)
