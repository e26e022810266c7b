"""Document → Form, step by step."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Literal

from steelyard.model import Document, Figure, Form, Indicator, Message, Narrative, Printed, Subtotal, Total
from steelyard.packs.forms import Profile, Role, profiles
from steelyard.packs.indicators import is_execution_rate
from steelyard.recognising import concluding, fields, narrative
from steelyard.recognising.blocks import Blocks, blocks
from steelyard.recognising.budget_text import read_budget
from steelyard.recognising.cells import figure, known, unknown
from steelyard.recognising.choosing import GENERAL, choose, look, own_headings, titled_kind
from steelyard.recognising.claims import claims_of
from steelyard.recognising.columns import Columns, holds_operators, settle, with_inner_name, with_operators
from steelyard.recognising.ending import check_end
from steelyard.recognising.errors import NoIndicators, NotAForm
from steelyard.recognising.exchanged import DATA, exchanged
from steelyard.recognising.funds import Money, read_money
from steelyard.recognising.funds_in_pairs import money_in_pairs
from steelyard.recognising.indicators import group_subtotals, indicators
from steelyard.recognising.lines import Item
from steelyard.recognising.pieces import Piece, pieces
from steelyard.recognising.rows import Part, Rows, read_rows
from steelyard.recognising.several import split
from steelyard.recognising.sums import conclude
from steelyard.recognising.ties import tie
from steelyard.recognising.words import row_label


def recognise(document: Document, profile: str | None = None) -> Form:
    """The form that a document holds, by the profile ``profile`` or the one that fits best; of several, the first.

    :raises steelyard.recognising.NotAForm: no table is headed as indicators are.
    :raises steelyard.recognising.UnknownProfile: there is no profile of that name.
    """
    if document.format == DATA:
        form, *others = exchanged(document, profile)
        return _alone(form, [other.title for other in others])
    first, *further = split(document)
    form = _recognised(first, profile)
    return _alone(form, [fields.title(pieces(part, blocks(part).others)) for part in further])


def _alone(form: Form, titles: Sequence[str]) -> Form:
    """The first form of a file, which says that there are others, of these titles."""
    if not titles:
        return form
    zh = f"文件含{len(titles) + 1}张自评表，这里只读第1张，未读：{'、'.join(f'“{title}”' for title in titles)}。"
    en = f"The file holds {len(titles) + 1} forms; only the first is read here, not: {'; '.join(titles)}."
    return replace(form, unplaced=(Message(zh, en), *form.unplaced))


def recognise_all(document: Document, profile: str | None = None) -> tuple[Form, ...]:
    """All forms that a document holds, one after another; what goes for ``recognise`` goes for each.

    :raises steelyard.recognising.NotAForm: no table is headed as indicators are.
    :raises steelyard.recognising.UnknownProfile: there is no profile of that name.
    """
    if document.format == DATA:
        return exchanged(document, profile)
    found: list[Form] = []
    failed: list[NotAForm] = []
    for part in split(document):
        try:
            found.append(_recognised(part, profile))
        except NotAForm as error:  # an empty sample beside a form does not make the form unreadable
            failed.append(error)
    if not found:
        raise failed[0]
    return replace(found[0], unplaced=(*(one.message for one in failed), *found[0].unplaced)), *found[1:]


def _recognised(document: Document, profile: str | None) -> Form:
    found = blocks(document)
    if not found.indicators:
        raise NotAForm(document.path, len(document.tables))
    return _Recognition(document, found, profile).form()


class _Recognition:
    """The steps in their order; each leaves what the next ones need."""

    def __init__(self, document: Document, found: Blocks, asked: str | None) -> None:
        self.document, self.found = document, found
        head = pieces(document, found.others)
        self.title = fields.title(head)
        unit = fields.money_unit(head)
        self.money = read_money(found.funds, unit) if found.funds else money_in_pairs(found.others, unit)
        headers = [block.header for block in found.indicators] + [block.header for block in found.funds]
        breaks = [header.lines[0].start for header in headers]
        signs = look(found, self.title, self.money.execution)
        self.choice = choose(signs, profiles(), asked)
        self.profile = profiles()[self.choice.name]
        self.parts = _parts(found, own_headings(self.profile))
        self.rows = read_rows(self.parts)
        if self.rows.unplaced and not self.rows.indicators:
            raise NoIndicators(document.path, len(self.rows.unplaced))
        check_end(document, self.parts, self.rows)
        self.items: list[Item] = [*found.others, *self.rows.others]
        self.text = pieces(document, self.items)
        self.sections = narrative.sections(self.text, breaks)

    def form(self) -> Form:
        year = fields.year(self.text, self.items, self.title)
        rows = indicators(self.rows.indicators, year)
        total, subtotals, grade = self._sums([[group.text for group in row.groups] for row in rows])
        budget = self.money.budget or read_budget(self.text, self.sections)
        form = Form(
            document=self.document,
            profile=self.choice,
            kind=_kind(self.choice.name, self.profile, self.title),
            title=self.title,
            organization=fields.organization(self.text, self.items, self.title),
            year=year,
            sections=self.sections,
            budget=tuple(budget),
            execution_rate=_execution_rate(self.money, rows, self.text),
            execution=self.money.execution or self.rows.execution,
            indicators=rows,
            subtotals=subtotals,
            total=total,
            grade=grade,
            stated_score=concluding.stated_score(self.text, self.sections, year),
            unplaced=(*_unplaced(self.parts, self.rows), *self.money.left_out),
        )
        return replace(form, narrative=self._narrative(form))

    def _narrative(self, form: Form) -> Narrative:
        """What the narrative tells in numbers, and which other figures of the form tell of the same."""
        claims, mentions = claims_of(narrative.running(self.text), form.sections, form.year)
        return Narrative(claims, mentions, tie(form, claims))

    def _sums(self, groups: Sequence[Sequence[str]]) -> tuple[Total, tuple[Subtotal, ...], Printed]:
        """Total, subtotals and grade: of the rows, else of the fields of the form, else of its narrative."""
        total, subtotals, grade = conclude(self.rows.sums, groups)
        if not known(total.score):
            stated = [figure(printed, "score") for printed in fields.cell_field(self.items, "total")]
            score = next((one for one in stated if known(one)), concluding.stated_total(self.text) or total.score)
            total = Total(total.weight, score)
        cells = [grade, *fields.cell_field(self.items, "grade"), *(row.grade for row in self.rows.sums)]
        named = next((found for cell in cells if cell.text and (found := concluding.as_grade(cell))), None)
        subtotals = (*group_subtotals(self.rows.indicators), *subtotals)
        return total, subtotals, named or concluding.grade(self.text, self.sections)


def _parts(found: Blocks, extra: dict[str, Role]) -> list[Part]:
    """Each header with its rows; what 指标性质 holds is decided over all headers of the same words."""
    settled = [(with_inner_name(settle(block.header, extra), block.body), block.body) for block in found.indicators]
    operators = {_words(columns) for columns, body in settled if holds_operators(columns, body)}
    return [
        Part.of(with_operators(columns) if _words(columns) in operators else columns, body) for columns, body in settled
    ]


def _words(columns: Columns) -> tuple[str, ...]:
    return tuple(heading.text for heading in columns.header.headings)


def _kind(name: str, profile: Profile, title: str) -> Literal["department", "project"]:
    """The kind of the profile; the general one goes by the title."""
    return (titled_kind(title) or profile.kind) if name == GENERAL else profile.kind


def _execution_rate(money: Money, rows: Sequence[Indicator], text: Sequence[Piece]) -> Figure:
    """The rate as stated: in the funds block, else in the row of that name, else in the narrative."""
    if money.rate is not None:
        return money.rate
    for row in rows:
        if is_execution_rate(row.name.text) and (rate := concluding.rate_of_row(row)):
            return rate
    return concluding.execution_rate(text) or unknown("表中没有写明预算执行率。", "The form states no execution rate.")


def _unplaced(parts: Sequence[Part], rows: Rows) -> list[Message]:
    """Columns that print something and have no role, and rows that are nothing known."""
    found: dict[str, Message] = {}
    for part in parts:
        for index, (heading, role) in enumerate(zip(part.columns.header.headings, part.columns.roles, strict=True)):
            name = heading.text or heading.upper
            if role is not None or row_label(name) == "block":
                continue
            if any(span.text for _, placed in part.body for span in placed[index]):
                zh = f"“{name}”一栏无法归入已知的栏目，未使用。" if name else f"第{index + 1}列没有表头，未使用。"
                en = (
                    f"The column “{name}” has no known role and was not used."
                    if name
                    else f"Column {index + 1} has no heading and was not used."
                )
                found.setdefault(zh, Message(zh, en))
    return list(chain(found.values(), rows.unplaced))
