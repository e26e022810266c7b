"""``steelyard fill``: the official form from a data file; ``steelyard template``: what to begin it from."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from steelyard import audit
from steelyard.cli.files import put, spare
from steelyard.cli.usage import UsageError, unknown, unreadable
from steelyard.filling import Data, Filled, FillError, fill, read_data
from steelyard.filling.templates import KINDS as STARTS
from steelyard.filling.templates import start
from steelyard.model import Lang, Message, Period, Value
from steelyard.packs.templates import layouts
from steelyard.papers import KINDS, PaperError, write
from steelyard.papers.text import clean
from steelyard.reading import UnreadableDocument
from steelyard.reporting import verdict


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Writes the form, and says of it what ``check`` would.

    :raises UsageError: the data, the ledgers or the template cannot be used, or the ending of OUT is not known.
    """
    own: str | None = options.template
    kind = _kind(options.output, ("docx",) if own else KINDS)
    spare(options.output, [options.form, *([own] if own else [])], _INPUT)
    try:
        data = _data(options.form)
        filled = fill(data, _ledgers(options, data))
        content = _templated(filled, own) if own else write(filled.paper, kind)  # type: ignore[arg-type]
    except (FillError, PaperError, UnreadableDocument) as error:
        raise UsageError(error.message) from error
    except OSError as error:
        raise unreadable(str(error.filename or options.form), error) from error
    put(content, options.output)
    for note in filled.notes:
        print(clean(note.say(lang)), file=sys.stderr)
    print(clean(f"{options.output}: {verdict.line(audit(filled.scored), lang)}"), file=sys.stderr)
    return 0


def template(options: argparse.Namespace, lang: Lang) -> int:
    """Writes what a form of a profile is begun from: a data file, a workbook to fill in, or a Word template.

    :raises UsageError: there is no layout of that profile, or the ending of OUT is not known.
    """
    if options.profile not in layouts():
        raise unknown(Message("可填写的表样", "profile that can be filled in"), options.profile, layouts())
    kind = _kind(options.output, STARTS)
    try:
        put(start(options.profile, kind), options.output)
    except (FillError, PaperError) as error:
        raise UsageError(error.message) from error
    print(clean(_begun(options.output, kind).say(lang)), file=sys.stderr)
    return 0


def _begun(output: str, kind: str) -> Message:
    """That it was written, and what to do with it."""
    if kind == "docx":
        zh = f"模板已写入 {output}。用法：steelyard fill 数据 --template {output} -o 自评表.docx"
        return Message(zh, f"{output} written; use it as: steelyard fill DATA --template {output} -o FORM.docx")
    zh = f"已写入 {output}。填好以后：steelyard fill {output} -o 自评表.docx"
    return Message(zh, f"{output} written; when it is filled in: steelyard fill {output} -o FORM.docx")


def _data(path: str) -> Data:
    """The data of a form, from a data file or from a workbook that was filled in."""
    if Path(path).suffix.lower() not in _WORKBOOKS:
        return read_data(path)
    from steelyard.filling.workbook import read_workbook

    return read_workbook(Path(path).read_bytes(), path)


def _templated(filled: Filled, path: str) -> bytes:
    from steelyard.filling.wordtemplate.saying import in_template

    return in_template(filled, Path(path).read_bytes(), path)


_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et")
_INPUT = Message("要读取的文件", "a file that is read")


def _kind(output: str, kinds: tuple[str, ...]) -> str:
    kind = Path(output).suffix.lower().removeprefix(".")
    if kind not in kinds:
        known = " ".join(f".{one}" for one in kinds)
        zh = f"不知道要写成什么文件：“{output}”的扩展名应为 {known}。"
        raise UsageError(Message(zh, f"“{output}” does not say which kind of file to write: {known}."))
    return kind


def _ledgers(options: argparse.Namespace, data: Data) -> Callable[[str], Value] | None:
    """The value of a measure in the form's year, each pack being computed once."""
    if not options.ledgers:
        return None
    from steelyard.measuring import LedgerError, measure
    from steelyard.packs.ledgers import packs

    period = Period(date(data.year, 1, 1), date(data.year, 12, 31))

    @cache
    def values(pack: str) -> dict[str, Value]:
        try:
            found = measure(pack, options.ledgers, period, accept_bad_rows=options.accept_bad_rows)
        except LedgerError as error:
            raise UsageError(error.message) from error
        return {one.measure: one for one in found.values if not one.group}

    def computed(name: str) -> Value:
        pack, _, one = name.partition("/")
        if pack not in packs():
            raise unknown(Message("台账资料", "ledger pack"), pack, packs())
        if one not in values(pack):
            raise unknown(Message(f"“{pack}”的测算项", f"measure of “{pack}”"), one, values(pack))
        return values(pack)[one]

    return computed
