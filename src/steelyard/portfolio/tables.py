"""An answer as a file, by the ending of its name: text, CSV, Parquet, a workbook, a page or its chart alone."""

import csv
import io
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from steelyard.model import Lang, Message
from steelyard.portfolio.asking import Answer, Value
from steelyard.portfolio.picturing import PAGE, drawings, page, svg
from steelyard.portfolio.refusing import PortfolioError
from steelyard.portfolio.schema import DIGITS, PLACES
from steelyard.quantity.rounding import places
from steelyard.reporting.lines import padded, width
from steelyard.reporting.words import safe

SHOWN = 40  # lines that the screen shows
TOLD = 2000  # characters by which a workbook describes a chart
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute


def rendered(answer: Answer, ending: str, lang: Lang) -> bytes:
    """The answer as the kind of file that ``ending`` names.

    :raises PortfolioError: no such kind.
    """
    if ending not in KINDS:
        kinds = "、".join(KINDS)
        zh, en = (
            f"不能写{ending or '没有扩展名的文件'}，可写{kinds}。",
            f"Cannot write {ending or 'a file without ending'}: ",
        )
        raise PortfolioError(Message(zh, f"{en}{', '.join(KINDS)} can be written."))
    return KINDS[ending](answer, lang)


def text(answer: Answer, lang: Lang, most: int | None = None) -> str:
    """The sentence, then the table with columns aligned; ``most`` lines at most, and how many more there are."""
    lines = [[heading.said.say(lang) for heading in answer.headings]]
    lines += [[_said(value, lang) for value in line] for line in answer.lines[:most]]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    right = [heading.kind != "text" for heading in answer.headings]
    out = [answer.sentence.say(lang), ""]
    for line in lines if answer.lines else ():
        cells = zip(line, widths, right, strict=True)
        out.append("  ".join(padded(cell, size, is_right) for cell, size, is_right in cells).rstrip())
    left = len(answer.lines) - len(lines) + 1
    if left > 0:
        more = Message(f"…… 另有{left}行，用 -o 写入文件可看全部。", f"… {left} more lines; write all with -o.")
        out.append(more.say(lang))
    return "\n".join(out).rstrip() + "\n"


def _csv(answer: Answer, lang: Lang) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([heading.said.say(lang) for heading in answer.headings])
    for line in answer.lines:
        writer.writerow(
            [_harmless(_said(value, lang, "")) if _is_text(value) else _said(value, lang, "") for value in line]
        )
    return out.getvalue().encode("utf-8-sig")  # with the mark by which Excel knows UTF-8


def _parquet(answer: Answer, lang: Lang) -> bytes:
    import pyarrow
    from pyarrow import parquet

    kinds = {"text": pyarrow.string(), "number": pyarrow.decimal128(DIGITS, PLACES), "whole": pyarrow.int64()}
    schema = pyarrow.schema([(heading.name, kinds[heading.kind]) for heading in answer.headings])
    names = [heading.name for heading in answer.headings]
    lines = [dict(zip(names, (_kept(value, lang) for value in line), strict=True)) for line in answer.lines]
    sink = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(lines, schema), sink, compression="zstd")
    return sink.getvalue()


def _xlsx(answer: Answer, lang: Lang) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1)})  # the same answer is the same file
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    formats = {most: book.add_format({"num_format": "0." + "0" * most}) for most in (2, 4)}
    sheet.write_string(0, 0, answer.sentence.say(lang))
    for column, heading in enumerate(answer.headings):
        sheet.write_string(2, column, heading.said.say(lang), bold)
        sheet.set_column(column, column, 30 if heading.kind == "text" else 12)
    for row, line in enumerate(answer.lines, 3):
        for column, value in enumerate(line):
            if isinstance(value, Decimal | int):
                shown = formats[2 if places(value) <= 2 else 4] if isinstance(value, Decimal) else None
                sheet.write_number(row, column, value, shown)
            elif value is not None:
                sheet.write_string(row, column, _said(value, lang))
    sheet.freeze_panes(3, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    _charts(book, answer, lang)
    book.close()
    return out.getvalue()


def _charts(book: Any, answer: Answer, lang: Lang) -> None:
    """The charts on a sheet of their own, and behind it one with their figures."""
    from steelyard.papers.xlsx.charts import Charts

    if not answer.charts:
        return
    shown = book.add_worksheet(Message("图", "Charts").say(lang))
    shown.fit_to_pages(1, 0)
    charts, row = Charts(book, Message("图表数据", "Figures of charts").say(lang)), 0
    for one, drawing in zip(answer.charts, drawings(answer, lang), strict=True):
        assert drawing.chart is not None
        chart = charts.chart(drawing.chart)
        high = 120 + 18 * len(drawing.chart.labels) * len(drawing.chart.series)
        chart.set_size({"width": 760, "height": high})
        shown.write_string(row, 0, safe(one.title.say(lang)))
        shown.insert_chart(row + 1, 0, chart, {"description": drawing.told[:TOLD]})
        row += 3 + high // 20
    charts.write()


KINDS: dict[str, Callable[[Answer, Lang], bytes]] = {
    ".txt": lambda answer, lang: text(answer, lang).encode(),
    ".csv": _csv,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
    ".html": lambda answer, lang: page(answer, _cells(answer, lang), lang),
    ".svg": svg,
}


def _cells(answer: Answer, lang: Lang) -> list[list[str]]:
    return [[_said(value, lang) for value in line] for line in answer.lines[:PAGE]]


def _said(value: Value, lang: Lang, empty: str = "—") -> str:
    if value is None:
        return empty
    if isinstance(value, Message):
        return safe(value.say(lang))
    return f"{value:f}" if isinstance(value, Decimal) else safe(str(value))


def _kept(value: Value, lang: Lang) -> Decimal | int | str | None:
    return value.say(lang) if isinstance(value, Message) else value


def _is_text(value: Value) -> bool:
    return isinstance(value, str | Message)


def _harmless(said: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{said}" if said.startswith(FORMULA) else said
