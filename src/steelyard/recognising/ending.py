"""Whether a text goes on to its end: one that was cut off within a row reads like a shorter form."""

import re
from collections.abc import Sequence

from steelyard.model import Document
from steelyard.packs.forms import Role
from steelyard.recognising.columns import Columns
from steelyard.recognising.errors import CutOff
from steelyard.recognising.lines import Line
from steelyard.recognising.rows import Part, Row, Rows
from steelyard.recognising.words import number

_LINE_END = re.compile(r"\r\n?|\n")
_NEEDED: tuple[Role, ...] = ("score", "actual")


def check_end(document: Document, parts: Sequence[Part], rows: Rows) -> None:
    """Raises ``CutOff`` for a text that stops within an indicator row, before its score, where other rows have one.

    Cells that are blank at the end of the last row may be missing from a text that is whole; a score, or in a layout
    without scores a result, is not. Only texts show no other sign of their end: a package lacks its directory then, a
    page its closing tags.
    """
    if document.format != "txt" or not parts or not parts[-1].body:
        return
    columns, (line, _) = parts[-1].columns, parts[-1].body[-1]
    rest = document.text[line.spans[-1].cell.end :]
    if rest.strip("| \t\r\n") or _is_ended(document.text, line, rest) or _sums(line):
        return
    own = next((row.number for row in rows.indicators if row.line is line), 0)
    above = next((row for row in reversed(rows.indicators) if row.line is not line), None)
    goes_on = bool(own) or (line in rows.others and not line.spans[0].text)  # blank under the label of its group
    if goes_on and _is_short(line, columns, above):
        raise CutOff(document.path, own or len(rows.indicators) + 1, line.printed[-1].text)


def _is_ended(text: str, line: Line, rest: str) -> bool:
    """Whether a line end closes the row; a blank line, where its cells stand on lines of their own."""
    *_, before, last = (None, *line.spans)
    apart = before is None or _LINE_END.search(text, before.cell.end, last.cell.start) is not None
    return len(_LINE_END.findall(rest)) > apart


def _sums(line: Line) -> bool:
    """Whether the row is a label and numbers, as a total row under a name of its own is."""
    return bool(line.spans[0].text) and all(number(span.text) is not None for span in line.printed[1:])


def _is_short(line: Line, columns: Columns, above: Row | None) -> bool:
    """Whether a row ends before the column of scores, by the cells of the row above it or of the heading."""
    role = next((role for role in _NEEDED if role in columns.roles), None)
    if role is None or (above is not None and not above.printed(role).text):
        return False
    whole = len(above.line.spans) if above is not None else len(columns.roles)
    return whole - len(line.spans) >= len(columns.roles) - columns.roles.index(role)
