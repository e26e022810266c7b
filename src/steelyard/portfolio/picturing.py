"""An answer as a picture, and as a page of its own: the sentence, the charts, the table's first lines."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from steelyard.model import Lang, Message
from steelyard.papers import Block, Cell, Chart, Drawing, Paper, Paragraph, Run, Series, Table, write
from steelyard.portfolio.asking import Answer, Bars
from steelyard.portfolio.refusing import PortfolioError
from steelyard.reporting.charts.bars import bars
from steelyard.reporting.lines import width
from steelyard.reporting.words import safe

PAGE = 500  # lines of a table that a page shows
# In half characters: a column of words, one whose words are short, and what stands around a number.
WIDEST, HEAD, AROUND = 16, 8, 6
NO_CHART = Message(
    "这个回答没有可画的数，不能写成图，可写.csv或.xlsx。",
    "This answer has no figures to draw; write .csv or .xlsx instead.",
)


def drawings(answer: Answer, lang: Lang) -> list[Drawing]:
    """The charts of an answer, drawn; their figures beside them for a workbook."""
    return [_drawn(f"answer-{nth}", one, lang) for nth, one in enumerate(answer.charts, 1)]


def _drawn(name: str, one: Bars, lang: Lang) -> Drawing:
    labels = tuple(safe(label.say(lang) if isinstance(label, Message) else label) for label in one.labels)
    values = (tuple(None if value is None else Decimal(value) for value in series) for series in one.values)
    series = tuple(Series(said.say(lang), some) for said, some in zip(one.series, values, strict=True))
    return bars(name, one.title.say(lang), Chart("bar", labels, series, one.unit.say(lang)), lang)


def svg(answer: Answer, lang: Lang) -> bytes:
    """The first chart alone.

    :raises PortfolioError: there is none.
    """
    if not answer.charts:
        raise PortfolioError(NO_CHART)
    return _drawn("answer", answer.charts[0], lang).svg.encode()


def page(answer: Answer, cells: Sequence[Sequence[str]], lang: Lang) -> bytes:
    """The answer as a page; ``cells`` are its first lines as texts."""
    blocks: list[Block] = [_says(answer.sentence.say(lang), "verdict"), *drawings(answer, lang)]
    if cells:
        blocks.append(_table(answer, cells, lang))
    left = len(answer.lines) - len(cells)
    if left:
        zh, en = (
            f"另有{left}行，写成.csv、.xlsx或.parquet可看全部。",
            f"{left} more lines: write .csv, .xlsx or .parquet.",
        )
        blocks.append(_says(Message(zh, en).say(lang), "note"))
    return write(Paper(answer.sentence.say(lang), tuple(blocks), lang, landscape=True), "html")


def _says(words: str, style: Literal["verdict", "note"]) -> Paragraph:
    return Paragraph((Run(safe(words)),), style)


def _table(answer: Answer, cells: Sequence[Sequence[str]], lang: Lang) -> Table:
    heads = tuple(Cell((_plain(one.said.say(lang)),), header=True) for one in answer.headings)
    number = [one.kind != "text" for one in answer.headings]
    rows = [
        tuple(
            Cell((_plain(said),), align="right" if right else "left") for said, right in zip(line, number, strict=True)
        )
        for line in cells
    ]
    columns = zip(*cells, strict=True)
    widths = [
        _width(one.said.say(lang), column, right)
        for one, column, right in zip(answer.headings, columns, number, strict=True)
    ]
    return Table(tuple(widths), (heads, *rows), header_rows=1)


def _width(head: str, cells: Sequence[str], number: bool) -> Decimal:
    """A number stands on one line; words may take several, and so may what stands over a column."""
    longest = max(map(width, cells))
    return Decimal(longest + AROUND if number else min(max(longest, min(width(head), HEAD)), WIDEST) + HEAD // 2)


def _plain(words: str) -> Paragraph:
    return Paragraph((Run(words),))
