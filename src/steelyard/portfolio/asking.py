"""What questions share: a store as tables of an engine, its forms as lines, and the answer: sentence, table, charts."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from steelyard.model import Message
from steelyard.portfolio.refusing import nothing
from steelyard.portfolio.schema import Table
from steelyard.portfolio.storing import Store
from steelyard.quantity import half_up

Line = dict[str, Any]
Value = Decimal | int | str | Message | None


class Heading(NamedTuple):
    """A column of an answer: its name in files, what is printed over it, and what it holds."""

    name: str
    said: Message
    kind: Literal["text", "number", "whole"] = "text"


class Bars(NamedTuple):
    """A chart of bars: ``values`` has one tuple a series, with a value, or ``None`` where unknown, for each label."""

    title: Message
    labels: tuple[Message | str, ...]
    series: tuple[Message, ...]
    values: tuple[tuple[Decimal | int | None, ...], ...]
    unit: Message


class Answer(NamedTuple):
    """``lines`` have a value for each heading; an empty one is ``None``."""

    sentence: Message
    headings: tuple[Heading, ...]
    lines: list[tuple[Value, ...]]
    charts: tuple[Bars, ...] = ()


FORM = (
    Heading("organization", Message("单位", "unit")),
    Heading("title", Message("自评表", "form")),
    Heading("year", Message("年度", "year"), "whole"),
)
PATH = Heading("path", Message("文件", "file"))


def form_cells(line: Line) -> tuple[Value, ...]:
    """The values of ``FORM``."""
    return line["organization"] or None, line["title"] or None, line["year"]


def engine() -> Any:
    """A DuckDB of this process, through Ibis."""
    from steelyard.measuring.engines import embedded

    return embedded()


def table(engine: Any, store: Store, name: Table) -> Any:
    """A table of the store, scanned where it lies."""
    if store.place.local is not None:
        return engine.read_parquet(store.files(name), table_name=name)
    from pyarrow.dataset import dataset

    from steelyard.measuring.engines import bring

    return bring(engine, name, dataset(store.files(name), filesystem=store.place.system, format="parquet"))


def forms(store: Store, columns: Sequence[str], year: int | None = None) -> list[Line]:
    """The forms of the store that could be read, in the order of unit, year and file.

    :raises PortfolioError: there is none.
    """
    wanted = list(dict.fromkeys(("form", "path", "organization", "title", "year", "error", *columns)))
    found: list[Line] = []
    for lines in store.tables("forms", wanted):
        found += lines.to_pylist()
    read = [line for line in found if line["error"] is None and year in (None, line["year"])]
    if not read:
        raise nothing(store.place.address)
    return sorted(read, key=lambda line: (line["organization"], line["year"] or 0, line["path"], line["form"]))


def by_form(store: Store, columns: Mapping[Table, Sequence[str]]) -> Iterator[tuple[str, list[list[Line]]]]:
    """The lines of each form in several tables, in their order, part after part; ``form`` is among the columns."""
    for part in zip(*(store.tables(name, ["form", *wanted]) for name, wanted in columns.items()), strict=True):
        grouped: list[dict[str, list[Line]]] = []
        for lines in part:
            grouped.append({form: list(some) for form, some in groupby(lines.to_pylist(), key=itemgetter("form"))})
        forms = dict.fromkeys(form for some in grouped for form in some)
        yield from ((form, [some.get(form, []) for some in grouped]) for form in forms)


def two(value: Decimal | None) -> Decimal | None:
    """A number as a table shows it: half up to 2 decimals."""
    return None if value is None else half_up(value, 2)
