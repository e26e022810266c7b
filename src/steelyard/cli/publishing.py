"""``steelyard publish``: a static site of many forms, with open data."""

import argparse
import datetime
import os
from pathlib import Path

import msgspec

from steelyard.cli.files import forms
from steelyard.cli.printing import progress
from steelyard.cli.running import Job, Outcome, outcomes
from steelyard.cli.streams import note
from steelyard.cli.usage import UsageError, at_least_one, tell, unwritable
from steelyard.model import Lang, Message
from steelyard.publishing import FORMS, Choices, Entry, PersonalData, site
from steelyard.publishing.folder import NotOurs, check, put


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Writes the site; 2 where a file could not be read, whose form is then not among the others.

    :raises UsageError: no form could be read, personal data, or a folder that may not be replaced.
    """
    choices = _choices(options, lang)
    _check(options.output)
    paths = forms(options.paths, lambda why: tell(why, lang))
    job = Job("record", lang, None, (), ())
    seen: list[Outcome] = []
    with progress(outcomes(paths, job, options.jobs), len(paths), lang) as done:
        for one in done:
            seen.append(one)
            if one.error:
                tell(one.error, lang)
    entries = [Entry(one.path, msgspec.json.decode(one.text)) for one in seen if not one.error]
    if not entries:
        raise UsageError(
            Message("没有一份表可以公开，未写出任何文件。", "No form can be published; nothing was written.")
        )
    many = _put(entries, choices, options.output)
    note(_told(many, len(entries) - many, options.output).say(lang))
    return 2 if len(entries) < len(seen) else 0


def _choices(options: argparse.Namespace, lang: Lang) -> Choices:
    at_least_one(options.jobs)
    try:
        date = datetime.date.fromisoformat(options.date).isoformat() if options.date else ""
    except ValueError as error:
        zh = f"--date 不能是“{options.date}”，写法如 2026-05-01。"
        raise UsageError(Message(zh, f"--date cannot be “{options.date}”; write 2026-05-01.")) from error
    return Choices(
        lang,
        options.title,
        options.licence,
        date,
        options.with_findings,
        options.with_narrative,
        options.accept_personal_data,
    )


def _check(output: str) -> None:
    """Before any form is read: that the folder may be written."""
    try:
        check(Path(os.path.realpath(output)), output)
    except NotOurs as error:
        raise UsageError(error.message) from error
    except OSError as error:
        raise unwritable(output, error) from error


def _put(entries: list[Entry], choices: Choices, output: str) -> int:
    """How many forms the site has."""
    try:
        made = site(entries, choices)
        put(made, output)
    except (NotOurs, PersonalData) as error:
        raise UsageError(error.message) from error
    except OSError as error:
        raise unwritable(output, error) from error
    return sum(path.startswith(f"{FORMS}/") for path in made)


def _told(many: int, twice: int, output: str) -> Message:
    zh, en = (f"，另有 {twice} 份重复", f"; {twice} more given twice") if twice else ("", "")
    return Message(f"{many} 份自评表已写入 {output}{zh}", f"{many} forms written to {output}{en}")
