"""``steelyard export``: forms as data in the names of the integrated budget system; ``check`` reads it back."""

import argparse
from pathlib import Path

from steelyard.cli.files import forms, recognised, result, spare
from steelyard.cli.streams import note
from steelyard.cli.usage import UsageError, tell
from steelyard.model import Form, Lang, Message


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Writes the data; 2 where a file could not be read, whose form is then not among the others.

    :raises UsageError: no form could be read, or OUT is no ``.json``, or is the form itself.
    """
    if Path(options.output).suffix.lower() != ".json":
        raise UsageError(Message("导出的文件要以 .json 结尾。", "The file to write must end in .json."))
    paths = forms(options.paths, lambda why: tell(why, lang))
    spare(options.output, paths)
    found: list[Form] = []
    all_read = True
    for path in paths:
        try:
            found += recognised(path)
        except UsageError as error:
            tell(error.message, lang)
            all_read = False
    if not found:
        raise UsageError(Message("没有一份表可以导出，未写出文件。", "No form can be exported; nothing was written."))
    from steelyard.reporting.exchange import document

    with result(options.output) as put:
        put(document(found))
    told = Message(f"{len(found)} 份自评表已写入 {options.output}", f"{len(found)} forms written to {options.output}")
    note(told.say(lang))
    return 0 if all_read else 2
