"""The work that reads a table of targets (绩效目标申报表) for the application, done apart from the server.

It knows no framework and no database. A table that has results already gives its targets all the same, with a remark.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from steelyard.model import Aim, Amount, Deadline, Form, Interval, Message, Period, Unknown
from steelyard.reporting.words import one_line
from steelyard.web.aims import Row, row_of
from steelyard.web.worker import answered, defect, the_form

MEASURED = (Amount, Interval, Deadline, Period)
Told = tuple[str, str]  # Chinese, English


class Table(msgspec.Struct, frozen=True):
    """What a file holds of targets, with what a reader should know; ``why`` where nothing could be read."""

    why: Told | None = None
    kind: str = ""
    rows: tuple[Row, ...] = ()
    remarks: tuple[Told, ...] = ()


def table_apart(path: Path, name: str, year: int) -> Table:
    """Reads the targets of ``year`` in the file at ``path`` in a process of its own."""
    found = answered(_answer, path, name, year)
    return Table((found.zh, found.en)) if isinstance(found, Message) else msgspec.json.decode(found, type=Table)


def _answer(path: str, name: str, year: int) -> bytes:
    return msgspec.json.encode(table(Path(path).read_bytes(), name, year))


def table(data: bytes, name: str, year: int) -> Table:
    """The targets of a file. Whatever goes wrong is in the answer, never raised."""
    from steelyard.scoring.aims import aims_of

    form = the_form(data, name)
    if isinstance(form, Message):
        return Table((form.zh, form.en))
    try:
        aims = [one for one in aims_of(form) if one.name.strip()]
        if not any(one.target.strip() for one in aims):
            return Table(
                (
                    f"“{name}”里没有读到任何指标值，请核对“指标值”一栏。",
                    f"No target was read in “{name}”; look at its column of targets.",
                )
            )
        remarks = [(said.zh, said.en) for said in _remarks(form, aims, year)]
        return Table(None, form.document.format, tuple(map(row_of, aims)), tuple(remarks))
    except Exception as error:
        why = defect(name, error)
        return Table((why.zh, why.en))


def _remarks(form: Form, aims: Sequence[Aim], year: int) -> Iterator[Message]:
    if form.year not in (None, year):
        zh = f"文件上写的是{form.year}年度，这里是{year}年度，请核对。"
        yield Message(zh, f"The file says {form.year}, the year here is {year}; see which is right.")
    if form.year is None:
        yield Message("文件没有写明年度。", "The file states no year.")
    if any(one.actual.text.strip() for one in form.indicators):
        zh = "表里已有完成值，只取指标值和权重。"
        yield Message(zh, "The table has results already; targets and weights alone are taken.")
    yield from remarks_on(aims, year)
    yield from form.unplaced


def remarks_on(aims: Sequence[Aim], year: int) -> Iterator[Message]:
    """What to look at in targets: blank ones, unweighed ones, those in words, those of another year, doubled names."""
    blank = [one for one in aims if not one.target.strip()]
    words = [one for one in aims if one.target.strip() and not isinstance(one.quantity, MEASURED)]
    bare = [one for one in aims if isinstance(one.weight, Unknown)]
    past = [one for one in aims if f"{year - 1}年" in one.name + one.target]
    for some, zh, en in (
        (blank, "没有填指标值", "have no target"),
        (words, "的指标值不是一个数或日期，要由人判断", "are not a number or a day and are judged by a person"),
        (past, f"还写着{year - 1}年", f"still say {year - 1}"),
    ):
        if some:
            yield Message(f"第{'、'.join(str(one.row) for one in some)}行{zh}。", f"Rows {_listed(some)} {en}.")
    if len(bare) == len(aims):
        yield Message("表里没有权重。", "The table prints no weights.")
    names = [one_line(one.name) for one in aims]
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        zh = "、".join(doubled)
        yield Message(f"名称重复的指标：{zh}。", f"Indicators of one name: {', '.join(doubled)}.")


def _listed(some: Sequence[Aim]) -> str:
    return ", ".join(str(one.row) for one in some)
