"""File names for pages: readable, safe on every system and in every link, the same whatever order forms come in."""

import re
import unicodedata
from collections.abc import Iterable

from steelyard.publishing.records import Entry, Record

LONGEST = 40  # characters of an organization's name that a file name keeps
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # names that Windows gives to devices


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By organization, year, title and file; a form that was given twice stands once."""
    once: dict[str, Entry] = {}
    for entry in entries:
        once.setdefault(repr(entry.record), entry)
    return sorted(once.values(), key=lambda entry: _key(entry.record))


def named(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Each entry under the name of its page, without ending; names alike but for case get a number."""
    found: dict[str, Entry] = {}
    taken: set[str] = set()
    for entry in in_order(entries):
        base = name = slug(entry.record)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name.casefold())
        found[name] = entry
    return found


def slug(record: Record) -> str:
    """``安澜市水务局-2025``: letters and digits of the organization, and the year.

    >>> slug({"organization": "../a<b>", "year": None})
    'a-b'
    """
    said = unicodedata.normalize("NFKC", record["organization"] or "")
    letters = "".join(one if one.isalnum() else "-" for one in said)
    name = re.sub("-+", "-", letters).strip("-")[:LONGEST].rstrip("-") or "form"
    name = f"{name}-" if _RESERVED.fullmatch(name) else name
    return f"{name}-{record['year']}".replace("--", "-") if record["year"] else name


def _key(record: Record) -> tuple[str, int, str, str, str]:
    return (
        record["organization"] or "\uffff",
        record["year"] or 0,
        record["title"] or "",
        record["sha256"],
        repr(record),
    )
