"""Where a place of the printed form stands in the draft that it was printed from."""

from collections.abc import Iterator
from typing import NamedTuple

from steelyard.filling.drafts.printing import Standing
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
    """The printed lines of the running texts, found in the document in the order in which they are printed."""
    document, at = standing.form.document.text, 0
    for address, text in standing.texts.items():
        stripped = text.strip()
        try:
            shown = bound(stripped, standing.fields, "")
        except FillError:
            shown = stripped
        indent = len(text) - len(text.lstrip())
        parts = tuple((there, own + indent, size) for there, own, size in literals(stripped, standing.fields))
        offset = 0
        for line in shown.splitlines(keepends=True):
            inner = line.strip()
            found = document.find(inner, at) if inner else -1
            if found >= 0:
                yield _Line(address, found, found + len(inner), offset + line.index(inner), parts)
                at = found + len(inner) if address.startswith("narrative.") else at
            offset += len(line)
