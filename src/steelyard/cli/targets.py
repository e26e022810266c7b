"""The targets that were set for the year of a form: ``--targets``."""

from collections.abc import Sequence
from typing import NamedTuple

from steelyard.cli.files import no_form
from steelyard.cli.usage import UsageError
from steelyard.model import Aim, Form, Message, Unknown


class Table(NamedTuple):
    """A table of targets: the file, the form that it was read as, and its targets as printed."""

    path: str
    form: Form
    aims: tuple[Aim, ...]


class NoTargets(Exception):  # noqa: N818 — an answer, not a fault
    """The targets that were given are not those of a form; ``message`` says whose they are."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.en)


def tables(paths: Sequence[str]) -> tuple[Table, ...]:
    """The tables of targets in files, one in each.

    :raises UsageError: a file cannot be read, holds several tables, or no target, and which.
    """
    return tuple(_table(path) for path in paths)


def _table(path: str) -> Table:
    from steelyard.reading import UnreadableDocument, read
    from steelyard.recognising import Unrecognised, recognise_all
    from steelyard.scoring.aims import aims_of

    if why := no_form(path):
        raise UsageError(why)
    try:
        form, *more = recognise_all(read(path))
    except (UnreadableDocument, Unrecognised) as error:
        raise UsageError(error.message) from error
    if more:
        zh = f"“{path}”里有{len(more) + 1}份表，请每份目标表放一个文件。"
        raise UsageError(Message(zh, f"“{path}” holds {len(more) + 1} tables; give each table of targets as a file."))
    aims = tuple(one for one in aims_of(form) if one.name.strip())
    if not any(one.target.strip() for one in aims):
        zh = f"“{path}”里没有读到任何指标值，请核对“指标值”一栏。"
        raise UsageError(Message(zh, f"No target was read in “{path}”; look at its column of targets."))
    return Table(path, form, aims)


def aims_for(form: Form, given: Sequence[Table]) -> tuple[Aim, ...] | None:
    """The targets that were set for the unit and the year of a form; ``None`` where no table was given at all.

    Those of a department are none of a project's, where the titles tell.

    What a side does not state is taken to agree. A day without a year is one of the form's year.

    :raises NoTargets: no table is of this unit and year, or several are.
    """
    if not given:
        return None
    fitting = [one for one in given if _fits(form, one.form)]
    if len(fitting) != 1:
        raise NoTargets(_several(form, fitting) if fitting else _none(form, given))
    return tuple(_of_year(one, form.year or fitting[0].form.year) for one in fitting[0].aims)


def _fits(form: Form, table: Form) -> bool:
    from steelyard.recognising.bodies import body_of, same_body
    from steelyard.recognising.choosing import titled_kind

    one, other = body_of(form), body_of(table)
    same_unit = "" in (one.name, other.name) or one.name == other.name or same_body(one, other)
    kinds = {kind for each in (form, table) if (kind := titled_kind(each.title))}
    return same_unit and len(kinds) < 2 and (None in (form.year, table.year) or form.year == table.year)


def _of_year(one: Aim, year: int | None) -> Aim:
    from steelyard.scoring.aims import aim

    weight = None if isinstance(one.weight, Unknown) else one.weight
    return aim(
        one.row, one.groups, one.name, one.target, unit=one.unit, operator=one.operator, weight=weight, year=year
    )


def _whose(form: Form) -> Message:
    """The unit, the year and the title that a form states."""
    zh = f"{form.organization or '未写单位'}{f'{form.year}年度' if form.year else '（未写年度）'}“{form.title}”"
    en = f"{form.organization or 'no unit named'}, {form.year or 'no year stated'}, “{form.title}”"
    return Message(zh, en)


def _none(form: Form, given: Sequence[Table]) -> Message:
    path, own = form.document.path, _whose(form)
    theirs = [(one.path, _whose(one.form)) for one in given]
    zh = "；".join(f"“{file}”是{whose.zh}" for file, whose in theirs)
    en = "; ".join(f"“{file}” is {whose.en}" for file, whose in theirs)
    return Message(
        f"“{path}”是{own.zh}，给出的目标表不是它的（{zh}），没有核查。请给出本单位本年度的目标表。",
        f"“{path}” is {own.en}, and the targets given are not its own ({en}); it was not checked. Give the targets of "
        "its unit and year.",
    )


def _several(form: Form, fitting: Sequence[Table]) -> Message:
    path = form.document.path
    files = "、".join(f"“{one.path}”" for one in fitting)
    return Message(
        f"“{path}”有{len(fitting)}份目标表（{files}），没有核查。请只给现行的一份：经批准调整过的，给调整后的表。",
        f"There are {len(fitting)} tables of targets for “{path}” ({files}); it was not checked. Give the one in "
        "force: where an adjustment was approved, the adjusted one.",
    )
