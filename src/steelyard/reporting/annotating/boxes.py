"""The box in which a spreadsheet program shows a note, in the drawing language that all of them still read (VML)."""

from collections.abc import Callable, Sequence

from lxml import etree

from steelyard.reading.ooxml import S
from steelyard.reading.spreadsheets.sheets import Spot
from steelyard.reporting.lines import width

_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
DRAWING = (
    f'<xml {_NAMES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
).encode()
_WIDTH, _LINE, _PADDING, _GAP = 330, 17, 16, 15  # pixels
_LINE_CHARACTERS = 50  # of half width that one line of a box holds


class Ruler:
    """How wide the columns and how high the rows of a worksheet are, in pixels; hidden ones are 0."""

    def __init__(self, root: etree._Element) -> None:
        usual = root.find(f"{S}sheetFormatPr")
        self._height = _pixels(usual, "defaultRowHeight", 4 / 3, 20)
        self._width = _pixels(usual, "defaultColWidth", 7, 59) + 5
        self._columns = [
            (_pixels(column, "min", 1, 1), _pixels(column, "max", 1, 1), _size(column, "width", 7, self._width))
            for column in root.iterfind(f"{S}cols/{S}col")
        ]
        self._rows = {
            row.get("r", ""): _size(row, "ht", 4 / 3, self._height) for row in root.iterfind(f"{S}sheetData/{S}row")
        }

    def column(self, place: int) -> int:
        """The width of a column, counted from 0."""
        return next((size for first, last, size in self._columns if first <= place + 1 <= last), self._width)

    def row(self, place: int) -> int:
        """The height of a row, counted from 0."""
        return self._rows.get(str(place + 1), self._height)


def _size(element: etree._Element, name: str, scale: float, otherwise: int) -> int:
    return 0 if element.get("hidden") in ("1", "true") else _pixels(element, name, scale, otherwise)


def _pixels(element: etree._Element | None, name: str, scale: float, otherwise: int) -> int:
    """A number of an element, times ``scale``; ``otherwise`` where there is none."""
    try:
        return int(float(element.get(name, "")) * scale) if element is not None else otherwise
    except ValueError:
        return otherwise


def box(number: int, spot: Spot, right: int, lines: Sequence[str], ruler: Ruler) -> str:
    """A hidden box beside a cell, large enough for ``lines``; ``right`` is the last column of the cell."""
    row, column = spot
    rows = sum(max(-(-width(line) // _LINE_CHARACTERS), 1) for line in lines)
    last_column, across = _reach(right + 1, _GAP + _WIDTH, ruler.column)
    last_row, down = _reach(row, rows * _LINE + _PADDING, ruler.row)
    anchor = f"{right + 1}, {_GAP}, {row}, 2, {last_column}, {across}, {last_row}, {down}"
    return (
        f'<v:shape {_NAMES} id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def _reach(first: int, pixels: int, size: Callable[[int], int]) -> tuple[int, int]:
    """The row or column that lies so many pixels behind the beginning of ``first``, and the rest within it."""
    place = first
    while pixels > size(place) and place < first + 1000:
        pixels -= size(place)
        place += 1
    return place, pixels
