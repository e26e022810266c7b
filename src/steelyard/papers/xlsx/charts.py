"""Charts of the workbook's own, readable in black and white by pattern and dash; a last sheet has their figures."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as Drawn

from steelyard.papers.paper import Chart
from steelyard.papers.text import clean

_KINDS = {"bar": "bar", "column": "column", "line": "line", "bullet": "bar"}
_PATTERNS = ("percent_75", "wide_upward_diagonal", "percent_10", "small_grid", "wide_downward_diagonal", "percent_30")
_DASHES = ("solid", "dash", "round_dot", "long_dash_dot", "square_dot", "long_dash")
_MARKERS = ("circle", "square", "diamond", "triangle", "x", "star")
_INK = "#333333"


class Charts:
    """The charts of one workbook and the sheet, named ``name``, that holds their figures."""

    def __init__(self, book: Workbook, name: str) -> None:
        self._book, self._name = book, name
        self._charts: list[tuple[Chart, int]] = []
        self._next = 0

    def chart(self, chart: Chart) -> Drawn:
        """A chart to be put into a sheet; its figures are kept for ``write``."""
        first = self._next + 1
        last = first + len(chart.labels) - 1
        self._charts.append((chart, self._next))
        self._next = last + 2
        drawn = self._book.add_chart({"type": _KINDS[chart.kind]})
        for number, series in enumerate(chart.series):
            look = _line(number) if chart.kind == "line" else _filled(number)
            aim = chart.kind == "bullet" and series is chart.series[-1]  # 100 everywhere: its labels would cover others
            drawn.add_series(
                {
                    "name": clean(series.name),
                    "categories": [self._name, first, 0, last, 0],
                    "values": [self._name, first, number + 1, last, number + 1],
                    **({} if aim else {"data_labels": {"value": True, "font": {"size": 8}}}),
                    **look,
                }
            )
        grid = {"visible": True, "line": {"color": "#d0d0d0"}}
        figures = {"name": clean(chart.unit), "major_gridlines": grid}
        lying = _KINDS[chart.kind] == "bar"
        drawn.set_x_axis(figures if lying else {})
        drawn.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}} if lying else figures)
        drawn.set_legend({"position": "bottom"} if len(chart.series) > 1 else {"none": True})
        title = {"name": clean(chart.title), "name_font": {"size": 12}} if chart.title else {"none": True}
        drawn.set_title(title)
        return drawn

    def write(self) -> None:
        """The sheet of figures, if there is a chart; an unknown value is an empty cell."""
        if not self._charts:
            return
        sheet = self._book.add_worksheet(self._name)
        sheet.set_column(0, 0, 30)
        for chart, row in self._charts:
            sheet.write_string(row, 0, clean(chart.unit))
            for column, series in enumerate(chart.series, 1):
                sheet.write_string(row, column, clean(series.name))
                for below, value in enumerate(series.values, 1):
                    if value is not None:
                        sheet.write_number(row + below, column, float(value))
            for below, label in enumerate(chart.labels, 1):
                sheet.write_string(row + below, 0, clean(label))


def _filled(number: int) -> dict[str, Any]:
    pattern = {"pattern": _PATTERNS[number % len(_PATTERNS)], "fg_color": _INK, "bg_color": "#ffffff"}
    return {"pattern": pattern, "border": {"color": _INK, "width": 0.75}}


def _line(number: int) -> dict[str, Any]:
    line = {"color": _INK, "width": 1.75, "dash_type": _DASHES[number % len(_DASHES)]}
    marker = {"type": _MARKERS[number % len(_MARKERS)], "size": 6, "fill": {"color": "#ffffff"}}
    return {"line": line, "marker": {**marker, "border": {"color": _INK}}}
