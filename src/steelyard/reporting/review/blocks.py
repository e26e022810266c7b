"""The small pieces that all parts of the paper are made of: paragraphs, cells, tables, pictures."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from steelyard.model import Lang, Level
from steelyard.papers import Block, Cell, Drawing, Paragraph, Run, Table
from steelyard.papers.paper import Align, Style, Tone
from steelyard.reporting.charts import Picture

Words = Mapping[str, str]

TONES: dict[Level | None, Tone] = {"error": "bad", "doubt": "doubt", "note": "soft", None: "plain"}
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.(\d{1,10}))?")  # as a workbook keeps it: fifteen digits at most
_MOST = 15


def says(words: str, style: Style = "body", *, align: Align | None = None) -> Paragraph:
    """A paragraph in one look."""
    return Paragraph((Run(words),), style, align)


def listed(items: Iterable[str]) -> Iterator[Paragraph]:
    """One paragraph an item, under a dot."""
    for item in items:
        yield says(f"· {item}", "item")


def cell(*words: str | Run | Paragraph, align: Align = "left", tone: Tone = "plain", columns: int = 1) -> Cell:
    """A cell of paragraphs, or of runs and words that stand in one paragraph."""
    paragraphs = tuple(one for one in words if isinstance(one, Paragraph))
    if not paragraphs:
        runs = tuple(one if isinstance(one, Run) else Run(one) for one in words if not isinstance(one, Paragraph))
        paragraphs = (Paragraph(runs),)
    return Cell(paragraphs, columns=columns, align=align, tone=tone)


def figure(words: str, *, tone: Tone = "plain", bold: bool = False) -> Cell:
    """A cell of a number as printed, which a workbook stores as a number where it can keep every digit of it."""
    plain = _NUMBER.fullmatch(words)
    exact = plain is not None and sum(map(str.isdigit, words)) <= _MOST
    decimals = len(plain[1] or "") if plain else 0
    return Cell(
        (Paragraph((Run(words, bold=bold),)),),
        align="right" if plain else "center",
        tone=tone,
        number=Decimal(words) if exact else None,
        format=("0." + "0" * decimals if decimals else "0") if exact else "",
    )


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[int],
    *,
    caption: str = "",
    over: Cell | None = None,
) -> Table:
    """A table under one row of heads, and ``over`` it a cell that says what it is about; ``widths`` in any unit."""
    head = tuple(Cell((Paragraph((Run(one),)),), header=True) for one in heads)
    top = ((over,),) if over else ()
    return Table(shares(widths), (*top, head, *(tuple(row) for row in rows)), len(top) + 1, caption)


def shares(widths: Sequence[int]) -> tuple[Decimal, ...]:
    """Widths in any unit as shares of the whole."""
    return tuple(Decimal(width) / sum(widths) for width in widths)


def shown(pictures: Iterable[Picture]) -> Iterator[Block]:
    """Drawings, each with its note; where there is none, why."""
    for one in pictures:
        if isinstance(one.drawing, Drawing):
            yield one.drawing
        if one.note:
            yield says(one.note, "note")


def reference(number: int, tone: Tone = "plain") -> Run:
    """The number of a finding, behind what it names; it leads to the finding."""
    return Run(f"[{number}]", tone=tone, link=f"#f{number}")


def named_by(numbers: Sequence[int], lang: Lang) -> Cell:
    """A cell with the numbers of the findings that name something in its row."""
    runs: list[Run] = []
    for number in numbers:
        runs += [Run("、" if lang == "zh" else ", ")] if runs else []
        runs.append(Run(f"{number}", link=f"#f{number}"))
    return cell(*runs, align="center") if runs else cell("")
