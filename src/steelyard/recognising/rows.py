"""The rows under a header: indicators with their groups, sums, and what is neither."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from steelyard.model import Execution, Figure, Message, Printed
from steelyard.packs.forms import Role
from steelyard.recognising import words
from steelyard.recognising.cells import absent, figure, printed
from steelyard.recognising.columns import Columns
from steelyard.recognising.fitting import Placed
from steelyard.recognising.lines import Line, Span
from steelyard.recognising.rowkinds import is_band, is_execution, is_mark, is_text, states_something
from steelyard.recognising.sums import SumRow, sum_label, sum_row

_APPENDIX = re.compile(r"附(?:件|表|录|注)?\d{0,2}[：:]|附(?:件|表|录)")
_PLACEHOLDER = re.compile(r"[.…·—\-]*|指标\d*[:：]?[.…]*")


@dataclass
class Row:
    """An indicator row: its number, its name and groups, and the cells under each role."""

    number: int
    line: Line
    name: Printed
    groups: tuple[Printed, ...]
    cells: dict[Role, tuple[Span, ...]]
    group_sums: tuple[tuple[Printed, dict[Role, Printed]], ...] = ()

    def printed(self, role: Role) -> Printed:
        """What is printed under a role, empty where the layout has no such column."""
        return printed(self.cells.get(role, ()), self.line.table.number, self.number, role)


@dataclass
class Rows:
    """All rows of the indicator tables of a document; ``others`` are those that are neither indicator nor sum."""

    indicators: list[Row] = field(default_factory=list)
    sums: list[SumRow] = field(default_factory=list)
    others: list[Line] = field(default_factory=list)
    unplaced: list[Message] = field(default_factory=list)
    execution: Execution | None = None


@dataclass
class Part:
    """A header's columns and the rows below it, each cell under its heading."""

    columns: Columns
    body: list[tuple[Line, Placed]]

    @classmethod
    def of(cls, columns: Columns, lines: Sequence[Line]) -> "Part":
        """Place the cells of each row that prints anything; a cell merged with its heading says nothing here."""
        heads = {id(span.cell) for line in columns.header.lines for span in line.spans}
        texts = [heading.text for heading in columns.header.headings]
        body = [(line, columns.place(line)) for line in lines if line.printed]
        for _, placed in body:
            for index, under in enumerate(placed):
                repeated = index > columns.name and under and under[0].text == texts[index]
                if repeated or any(not span.fresh and id(span.cell) in heads for span in under):
                    placed[index] = tuple(span for span in under if not repeated and id(span.cell) not in heads)
        return cls(columns, body)


def read_rows(parts: Sequence[Part]) -> Rows:
    """Read the parts of an indicator table, one after another; the groups in force go on from part to part."""
    reader = _Reader()
    frames = _frames(parts)
    for part in parts:
        levels = [index for index in range(part.columns.name) if part.columns.roles[index] == "group"]
        reader.read(part, [index for index in levels if (_key(part), index) not in frames])
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found = Rows()
        self.groups: list[list[Printed]] = []  # those of each level; one heading may stand over several
        self.band: Printed | None = None  # a group on a row of its own, over the rows that follow

    def read(self, part: Part, levels: list[int]) -> None:
        if len(levels) != len(self.groups):
            self.groups = [[] for _ in levels]
        for line, placed in part.body:
            if self.found.sums and len(line.printed) == 1 and _APPENDIX.match(line.printed[0].text):
                self._strange(line)  # a table of other things follows on the same sheet
                return
            self._row(line, part.columns, placed, levels)

    def _row(self, line: Line, columns: Columns, placed: Placed, levels: list[int]) -> None:
        label = sum_label(line, columns)
        if label is not None:
            self.found.sums.append(sum_row(line, label, columns, placed, len(self.found.indicators)))
        elif self.found.sums and self.found.sums[-1].goes_on(line):
            head = self.found.sums.pop().head
            self.found.sums.append(sum_row(line, head, columns, placed, len(self.found.indicators)))
        elif is_execution(line, columns, placed):
            weight, score = (_points(line, columns, placed, role) for role in ("weight", "score"))
            self.found.execution = self.found.execution or Execution(weight, score, Printed(""))
        elif is_band(line, columns, placed, levels):
            self.band = printed(line.printed, line.table.number, len(self.found.indicators) + 1, "group")
        elif is_text(line, columns, placed):
            self.found.others.append(line)
        elif states_something(columns, placed):
            self._indicator(line, columns, placed, levels)
        elif not self._is_filler(line, columns, placed, levels):
            self._strange(line)

    def _indicator(self, line: Line, columns: Columns, placed: Placed, levels: list[int]) -> None:
        table, number = line.table.number, len(self.found.indicators) + 1
        named = [span for span in placed[columns.name] if span.text]
        if not named:  # no name of its own: the label of its innermost group is its name
            named = [span for index in levels for span in placed[index] if span.fresh and span.text][-1:]
        if not named:
            self._strange(line)
            return
        self._carry(line, levels, placed, named, number)
        within = tuple(printed((span,), table, number, "group") for span in named[:-1])
        band = [self.band] if self.band is not None and self.band.text else []
        groups = (*band, *chain.from_iterable(self.groups))
        roles: dict[Role, tuple[Span, ...]] = {
            role: placed[index]
            for index, role in enumerate(columns.roles)
            if role is not None and role not in ("group", "name", "other")
        }
        name = printed(named[-1:], table, number, "name")
        sums = tuple(_group_sums(line, columns, placed, number))
        self.found.indicators.append(Row(number, line, name, groups + within, roles, sums))

    def _carry(self, line: Line, levels: list[int], placed: Placed, named: list[Span], number: int) -> None:
        """Bring the groups in force up to this row: a new label ends those within it, a blank one goes on."""
        before: Span | None = None
        for level, index in enumerate(levels):
            spans = [span for span in placed[index] if span.text]
            if not spans:
                continue
            own = [span for span in spans if span is not before and span not in named]  # what is merged counts once
            labels = [printed((span,), line.table.number, number, "group") for span in own]
            if labels and [label.text for label in self.groups[level]] != [label.text for label in labels]:
                self.groups[level + 1 :] = [[] for _ in self.groups[level + 1 :]]
            self.groups[level], before = labels, spans[-1]

    def _is_filler(self, line: Line, columns: Columns, placed: Placed, levels: list[int]) -> bool:
        """Whether the row prints labels of groups at most, and for a name a placeholder or a mark for nothing."""
        name = "".join(span.text for span in placed[columns.name])
        rest = [span for under in placed[columns.name + 1 :] for span in under if span.fresh and not is_mark(span.text)]
        if rest or not (is_mark(name) or _PLACEHOLDER.fullmatch(words.whole(name))):
            return False
        self._carry(line, levels, placed, [], len(self.found.indicators) + 1)
        return True

    def _strange(self, line: Line) -> None:
        self.found.others.append(line)
        text = " | ".join(span.text for span in line.printed)
        short = text if len(text) <= 60 else text[:60] + "…"
        self.found.unplaced.append(
            Message(
                f"第{line.table.number}个表第{line.row + 1}行（{short}）不能归入指标行、合计行或说明。",
                f"Row {line.row + 1} of table {line.table.number} ({short}) is no indicator, sum or remark known here.",
            )
        )


def _group_sums(
    line: Line, columns: Columns, placed: Placed, number: int
) -> "list[tuple[Printed, dict[Role, Printed]]]":
    """Weights and scores of groups that begin in this row, where they stand in columns of their own."""
    table, found = line.table.number, []
    for group, roles in columns.group_sums.items():
        label = [span for span in placed[group] if span.text]
        if label and any(span.fresh and span.text for index in roles.values() for span in placed[index]):
            figures = {role: printed(placed[index], table, number, role) for role, index in roles.items()}
            found.append((printed(label, table, number, "group"), figures))
    return found


def _points(line: Line, columns: Columns, placed: Placed, role: Literal["weight", "score"]) -> Figure:
    index = columns.index(role)
    return absent(role) if index is None else figure(printed(placed[index], line.table.number, None, role), role)


def _key(part: Part) -> tuple[str, ...]:
    return tuple(heading.text for heading in part.columns.header.headings)


def _frames(parts: Sequence[Part]) -> set[tuple[tuple[str, ...], int]]:
    """Leading columns whose one label spans all rows: the frame of the table and no group. By headings and index."""
    frames: set[tuple[tuple[str, ...], int]] = set()
    for key in dict.fromkeys(map(_key, parts)):
        alike = [part for part in parts if _key(part) == key]
        columns = alike[0].columns
        for index in range(columns.name):
            if columns.roles[index] == "group":
                labels = set[str]().union(*(_labels(part, index) for part in alike))
                own = labels == {words.plain(key[index])} or words.row_label(min(labels, default="")) == "block"
                if (labels and not (len(labels) == 1 and own)) or any(_heads_group(part, index) for part in alike):
                    break
                frames.add((key, index))
    return frames


def _heads_group(part: Part, index: int) -> bool:
    """Whether the column prints a label of a group on a row of its own, over the rows that follow."""
    return any(
        len(line.printed) == 1 and line.printed[0] in placed[index] and not is_text(line, part.columns, placed)
        for line, placed in part.body
    )


def _labels(part: Part, index: int) -> set[str]:
    """What the column prints beside indicators."""
    found: set[str] = set()
    for line, placed in part.body:
        for span in placed[index]:
            if not span.text or span.text in found or span in placed[index + 1]:
                continue  # a cell over two columns is a group, in a continued table that lacks the frame
            if _is_indicator(line, part.columns, placed):
                found.add(words.plain(span.text) or span.text)
    return found


def _is_indicator(line: Line, columns: Columns, placed: Placed) -> bool:
    return sum_label(line, columns) is None and not is_text(line, columns, placed) and states_something(columns, placed)
