"""``steelyard monitor``: goals and spending of a form at a month's end, from its ledgers."""

import argparse
import os
from datetime import date
from pathlib import Path

from steelyard.cli import files
from steelyard.cli.printing import terminal_columns
from steelyard.cli.usage import UsageError, tell, unknown
from steelyard.measuring import LedgerError, LedgerFolder
from steelyard.measuring.periods import month_end
from steelyard.model import Form, Lang, Message, Period
from steelyard.monitoring import Watch, watch
from steelyard.packs.forms import profiles
from steelyard.packs.monitoring import Scheme, schemes
from steelyard.reading import UnreadableDocument, read
from steelyard.recognising import Unrecognised, recognise
from steelyard.reporting import lines, monitored


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Prints the lights, and draws them with ``-o``; 1 where one of them is red.

    :raises UsageError: no such month, scheme or profile; a form without a year; ledgers that cannot be read.
    """
    if not 1 <= options.month <= 12:
        raise UsageError(Message(f"没有{options.month}月，--month 是1到12。", "--month is 1 to 12."))
    name = options.scheme.removeprefix("monitoring/")  # as ``steelyard packs`` lists it
    if name not in schemes():
        raise unknown(Message("监控规则", "scheme of monitoring"), name, schemes())
    if options.output:
        _drawable(options)
    form = _form(options.path, options.profile)
    for left in (*form.document.notices, *form.unplaced):  # no light is given of it
        tell(left, lang)
    course = _course(form, schemes()[name], options)
    if options.output:
        with files.result(options.output) as write:
            write(monitored.chart(form, schemes()[name], course, lang))
    with files.result(None) as write:
        write(
            monitored.entry(form, name, course, lang) if options.format == "json" else _text(form, name, course, lang)
        )
    return int(monitored.reds(course[-1]) > 0)


def _text(form: Form, name: str, course: list[Watch], lang: Lang) -> str:
    pieces, columns = monitored.lines(form, schemes()[name], course[-1], lang), terminal_columns()
    return lines.plain(pieces) if columns is None else lines.coloured(pieces, columns)


def _drawable(options: argparse.Namespace) -> None:
    if Path(options.output).suffix.lower() != ".svg":
        zh = f"-o 写出进度图，扩展名要是 .svg，“{options.output}”不是。"
        raise UsageError(Message(zh, f"-o writes the drawing; its ending is .svg, not that of “{options.output}”."))
    files.spare(options.output, [options.path])


def _form(path: str, profile: str | None) -> Form:
    """The first form of the file.

    :raises UsageError: it cannot be read, or states no year.
    """
    if profile is not None and profile not in profiles():
        raise unknown(Message("表样", "form profile"), profile, profiles())
    if why := files.no_form(path):
        raise UsageError(why)
    try:
        form = recognise(read(path), profile)
    except (UnreadableDocument, Unrecognised) as error:
        raise UsageError(error.message) from error
    if form.year is None:
        zh = f"“{path}”没有写明年度，不知道监控哪一年，请在表名或表头里写上。"
        raise UsageError(Message(zh, f"“{path}” states no year, so none can be watched; write it into the title."))
    return form


def _course(form: Form, scheme: Scheme, options: argparse.Namespace) -> list[Watch]:
    """Each month's end up to the one asked for; that one alone where no other is shown."""
    if not os.path.isdir(options.ledgers):
        from steelyard.measuring.refusing import no_folder

        raise UsageError(no_folder(options.ledgers).message)
    assert form.year is not None, "a form without a year was refused"
    folder, first = LedgerFolder(options.ledgers, options.accept_bad_rows), date(form.year, 1, 1)
    begin = 1 if options.output or options.format == "json" else options.month
    spans = [Period(first, month_end(form.year, month)) for month in range(begin, options.month + 1)]
    try:
        return [watch(scheme, form, folder.so_far(form, span), span.last.month) for span in spans]
    except LedgerError as error:
        raise UsageError(error.message) from error
