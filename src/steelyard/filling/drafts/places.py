"""Where a place of the printed form stands in the draft that it was printed from."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from steelyard.filling.drafts.printing import Running, Standing
from steelyard.filling.errors import FillError
from steelyard.filling.fields import bound, literals
from steelyard.model import Place

_COLUMNS = {"initial_target": "initial", "operator": "target", "unit": "target", "coefficient": "score"}
_BUDGET = frozenset(("initial", "adjusted", "final", "rate"))


class Spot(NamedTuple):
    """An address in the draft. ``start`` and ``end`` are the characters of its text, ``None`` for the whole of it
    or where the draft does not write the text itself."""

    address: str
    start: int | None = None
    end: int | None = None


class Places:
    """The places of one printed draft."""

    def __init__(self, standing: Standing) -> None:
        form = standing.form
        self.rows = [row.number for row in standing.rows] if len(form.indicators) == len(standing.rows) else []
        self.lines = list(_lines(standing))
        self.total = len(form.indicators) + 1

    def spot(self, place: Place) -> Spot | None:
        """Where a place stands; ``None`` for what the form prints of itself."""
        if place.row is None:  # a cell of a row is known by its row and column
            for line in self.lines:
                if line.start <= place.start and place.end <= line.end:
                    return line.spot(place)
        if place.row == self.total and place.column in ("weight", "score"):
            return Spot("total")
        if place.row is not None and 1 <= place.row <= len(self.rows):
            column = _COLUMNS.get(place.column or "", place.column)
            column = "groups.0" if column == "group" else column
            return Spot(f"indicators.{self.rows[place.row - 1]}.{column}")
        return Spot("budget") if place.row == 0 or place.column in _BUDGET else None


class _Line(NamedTuple):
    """A printed line of a running text: where it is in the document; its offset in the text as bound; the draft's own
    parts of that text."""

    address: str
    start: int
    end: int
    offset: int
    literals: tuple[tuple[int, int, int], ...]

    def spot(self, place: Place) -> Spot:
        first, last = place.start - self.start + self.offset, place.end - self.start + self.offset
        for at, own, size in self.literals:
            if at <= first and last <= at + size:
                return Spot(self.address, own + first - at, own + last - at)
        return Spot(self.address)


def _lines(standing: Standing) -> Iterator[_Line]:
    """The printed lines of the running texts: each is looked for behind its heading and behind the text before it."""
    document, at = standing.form.document.text, 0
    for text in standing.texts:
        if text.address.startswith("narrative.") and not text.typed.strip():  # nor is its heading printed
            continue
        heading = document.find(text.heading, at)
        at = heading + len(text.heading) if heading >= 0 else at
        for inner, offset in _printed(text, standing.fields):
            found = document.find(inner, at)
            if found >= 0:
                yield _Line(text.address, found, found + len(inner), offset, _parts(text, standing.fields))
                at = found + len(inner)


def _printed(text: Running, fields: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """The lines of a text as they are printed, each with its offset in the text as bound."""
    offset = 0
    for line in _shown(text, fields).splitlines(keepends=True):
        if inner := line.strip():
            yield inner, offset + line.index(inner)
        offset += len(line)


def _shown(text: Running, fields: Mapping[str, str]) -> str:
    stripped = text.typed.strip()
    try:
        return bound(stripped, fields, "")
    except FillError:
        return stripped


def _parts(text: Running, fields: Mapping[str, str]) -> tuple[tuple[int, int, int], ...]:
    """What the draft itself writes of a text: where in the bound text, where in what was typed, how long."""
    indent = len(text.typed) - len(text.typed.lstrip())
    return tuple((at, own + indent, size) for at, own, size in literals(text.typed.strip(), fields))
