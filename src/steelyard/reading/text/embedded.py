"""Markdown whose tables are written in HTML, turned into a page."""

import html
import re

from steelyard.reading.text.lines import Text
from steelyard.reading.text.marks import unmarked

_TABLE = re.compile(r"<(/?)table(?![\w:-])", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_RULE = re.compile(r"[-=*_ \t]{3,}")


def as_page(text: Text) -> str:
    """The lines outside of tables as paragraphs; lines of tables, and lines that begin with a tag, as they are."""
    depth, lines = 0, []
    for line in text.lines:
        said, inside = line.text.strip(), depth > 0
        for match in _TABLE.finditer(said):
            depth = max(depth - 1, 0) if match[1] else depth + 1
        lines.append(line.text if inside or said.startswith("<") else _paragraph(said))
    return "\n".join(lines)


def _paragraph(said: str) -> str:
    if not said or _RULE.fullmatch(said):
        return ""
    table = _TABLE.search(said)
    before, rest = (said[: table.start()], said[table.start() :]) if table else (said, "")
    plain, deleted = unmarked(_HEADING.sub("", before, count=1) if before.startswith("#") else before)
    struck = "".join(f"<del>{html.escape(one)}</del>" for one in deleted)
    return f"<p>{html.escape(plain)}{struck}</p>{rest}"
