"""Records → the rows of each table of open data, and a table as CSV (RFC 4180, UTF-8 with its mark)."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from steelyard.model import Lang
from steelyard.packs.publishing import OpenTable
from steelyard.publishing.records import Record
from steelyard.publishing.words import WORDS

Row = dict[str, Any]

MARK = "\ufeff"  # without it, a spreadsheet takes UTF-8 for the encoding of its country
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def rows(table: str, forms: Mapping[str, Record], lang: Lang = "zh") -> list[Row]:
    """The rows of the table of that name, over all forms; a value that cannot be had is ``None``."""
    return [row for name, one in forms.items() for row in _ROWS[table](name, one, lang)]


def as_csv(table: OpenTable, found: Iterable[Row]) -> bytes:
    """The table with a line of names, lines ended by CR LF; ``None`` is an empty cell."""
    out = io.StringIO(newline="")
    out.write(MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    names = [field.name for field in table.fields]
    writer.writerow(names)
    for row in found:
        writer.writerow([_cell(row[name]) for name in names])
    return out.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(str(value))


def guarded(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would run it as a formula; numbers stay.

    >>> guarded("=1+1"), guarded("-3.5")
    ("'=1+1", '-3.5')
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def levels(record: Record) -> Counter[str]:
    """How many findings of each level a record holds."""
    return Counter(finding["level"] for finding in record["review"]["findings"])


def _forms(name: str, one: Record, _: Lang) -> Iterator[Row]:
    row = {key: one[key] for key in ("organization", "year", "kind", "title", "grade", "execution_rate", "sha256")}
    why = dict(one.get("why", {})) | dict(one["total"].get("why", {}))
    row |= {"form": name, "weight": one["total"]["weight"], "score": one["total"]["score"]}
    if review := one.get("review"):
        by_rule, found = review["score"]["by_rule"], levels(one)
        row |= {"score_by_rule": by_rule["score"], "undecided": by_rule["undecided"], "unmade": review["unmade"]}
        row |= {"errors": found["error"], "doubts": found["doubt"], "notes": found["note"]}
        why |= {"score_by_rule": by_rule["why"]["score"]} if by_rule["score"] is None else {}
    yield row | {"why": _reasons(why, row)}


def scored_rows(one: Record, lang: Lang) -> list[Row]:
    """The rows that the total adds up: the indicators and, as row 0, the scored line of budget execution."""
    scored, rate = one["execution"], one["execution_rate"]
    if scored is None:
        return list(one["indicators"])
    name = WORDS["execution"].say(lang)
    read = {"value": rate, "unit": "%"} if rate else None
    line = {"row": 0, "groups": [name], "name": name, "target": "", "actual": f"{rate}%" if rate else ""}
    return [{**line, "quantity": None, "result": read, **scored}, *one["indicators"]]


def _indicators(name: str, one: Record, lang: Lang) -> Iterator[Row]:
    for row in scored_rows(one, lang):
        made = {key: row[key] for key in ("row", "name", "target", "actual", "weight", "score", "note")}
        made |= {key: row.get(key) for key in ("nature", "operator", "unit")}
        why = dict(row.get("why", {}))
        for key, part in (("target", row["quantity"]), ("actual", row["result"])):
            read = part or {"value": None, "unit": None}
            made |= {f"{key}_value": read["value"], f"{key}_unit": read["unit"] or None}
            why |= {f"{key}_value": read["why"]["value"]} if "value" in read.get("why", {}) else {}
        yield made | {"form": name, "groups": "/".join(row["groups"]), "why": _reasons(why, made)}


def _budget(name: str, one: Record, _: Lang) -> Iterator[Row]:
    for number, line in enumerate(one["budget"], 1):
        made = {key: line[key] for key in ("stage", "side", "name", "amount", "unit", "share", "total")}
        yield made | {"form": name, "line": number, "why": _reasons(line.get("why", {}), made)}


def _findings(name: str, one: Record, _: Lang) -> Iterator[Row]:
    for number, finding in enumerate(one["review"]["findings"], 1):
        yield finding | {"form": name, "number": number}


def _reasons(why: Mapping[str, str], row: Row) -> str | None:
    """The reasons of the empty cells of this row, each under its column."""
    told = [f"{key}: {reason}" for key, reason in why.items() if key in row and row[key] is None]
    return "; ".join(told) or None


_ROWS = {"forms": _forms, "indicators": _indicators, "budget": _budget, "findings": _findings}
