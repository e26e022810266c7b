"""Paper → Word file, workbook, PDF, page."""

from steelyard.papers.paper import (
    Align,
    Block,
    Cell,
    Chart,
    Drawing,
    Paper,
    Paragraph,
    Part,
    Run,
    Series,
    Style,
    Table,
    Tone,
)

__all__ = [
    "Align",
    "Block",
    "Cell",
    "Chart",
    "Drawing",
    "Paper",
    "Paragraph",
    "Part",
    "Run",
    "Series",
    "Style",
    "Table",
    "Tone",
]
