"""Whether a text goes on to its end: one that was cut off within a row reads like a shorter form."""

from collections.abc import Sequence

from steelyard.model import Document
from steelyard.recognising.columns import Columns
from steelyard.recognising.errors import CutOff
from steelyard.recognising.lines import Line
from steelyard.recognising.rows import Part, Rows


def check_end(document: Document, parts: Sequence[Part], rows: Rows) -> None:
    """Raises ``CutOff`` for a text that stops within an indicator row, before its score, where the row above has one.

    Cells that are blank at the end of the last row may be missing from a text that is whole; a score is not. Only texts
    show no other sign of their end: a package lacks its directory then, a page its closing tags.
    """
    if document.format != "txt" or not parts or not parts[-1].body:
        return
    columns, (line, _) = parts[-1].columns, parts[-1].body[-1]
    if document.text[line.spans[-1].cell.end :].strip():
        return
    number = next((row.number for row in rows.indicators if row.line is line), 0)
    above = next((row for row in reversed(rows.indicators) if row.line is not line), None)
    goes_on = bool(number) or (line in rows.others and not line.spans[0].text)  # blank under the label of its group
    if goes_on and above is not None and above.printed("score").text and _is_short(line, above.line, columns):
        raise CutOff(document.path, number or len(rows.indicators) + 1, line.printed[-1].text)


def _is_short(line: Line, above: Line, columns: Columns) -> bool:
    """Whether a row ends before the column of scores, by the cells of the row above it."""
    score = columns.index("score")
    return score is not None and len(above.spans) - len(line.spans) >= len(columns.roles) - score
