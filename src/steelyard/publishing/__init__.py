"""Publishing: records of forms → a static site with open data, as files by path. ``folder`` puts them in place."""

from collections.abc import Iterable
from importlib.resources import files

import msgspec

from steelyard.model import Message
from steelyard.packs.publishing import published
from steelyard.publishing.choices import Choices
from steelyard.publishing.naming import named
from steelyard.publishing.package import LINES, SCHEMA, descriptor
from steelyard.publishing.pages import FORMS, rendered
from steelyard.publishing.personal import Met, personal_data
from steelyard.publishing.records import Entry, Record, chosen, record
from steelyard.publishing.tables import as_csv, rows
from steelyard.publishing.words import WORDS

__all__ = ["FORMS", "Choices", "Entry", "PersonalData", "Record", "record", "site"]

SHOWN = 5  # places that the refusal names


class PersonalData(Exception):  # noqa: N818 - what it is, not that it is an error
    """What was to be published holds personal data; ``message`` says where."""

    def __init__(self, met: list[tuple[str, Met]]) -> None:
        super().__init__(met)
        told = [(f"“{path}”", one) for path, one in met[:SHOWN]]
        zh = "；".join(f"{path}的 {one.key} 有{one.kind.zh} {one.masked}" for path, one in told)
        en = "; ".join(f"{path}, {one.key}: {one.kind.en} {one.masked}" for path, one in told)
        self.message = Message(
            f"要公开的内容疑似含个人信息，共 {len(met)} 处：{zh}。"
            "请从表中删去后重新公开；确认可以公开的，加 --accept-personal-data。",
            f"What is to be published seems to hold personal data, {len(met)} in all: {en}. "
            "Take them out of the forms, or say --accept-personal-data where they may be public.",
        )


def site(entries: Iterable[Entry], choices: Choices) -> dict[str, bytes]:
    """All files of the site by their path; the same bytes for the same forms and choices.

    :raises PersonalData: what is to be published seems to hold personal data, and that was not accepted.
    """
    kept = [Entry(path, chosen(one, findings=choices.findings, narrative=choices.narrative)) for path, one in entries]
    met = [(entry.path, one) for entry in kept for one in personal_data(entry.record)]
    if met and not choices.accept_personal_data:
        raise PersonalData(met)
    forms = {name: entry.record for name, entry in named(kept).items()}
    shown = published(choices.findings)
    made = {f"{table.name}.csv": as_csv(table, rows(table.name, forms, choices.lang)) for table in shown}
    made[LINES] = b"".join(msgspec.json.encode({"form": name} | one) + b"\n" for name, one in forms.items())
    made[SCHEMA] = files("steelyard.publishing").joinpath(SCHEMA).read_bytes()
    title = choices.title or WORDS["title"].say(choices.lang)
    made["datapackage.json"] = descriptor(made, shown, title, choices.lang, choices.licence, choices.date)
    return made | {path: text.encode() for path, text in rendered(forms, list(shown), choices)}
