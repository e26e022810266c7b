"""Writes what lies in this folder beside ``result.schema.json``: ``python docs/schema/build.py``; a test compares.

The schema of a form follows the data standard (``packs/standards``), that of a published record the schema of the
result, a ledger's descriptor its pack (``packs/ledgers``).
"""

import json
import re
from pathlib import Path
from typing import Any

from steelyard import audit, read, recognise, report, score
from steelyard.measuring.validating import FALSE, TRUE
from steelyard.packs.ledgers import Column, Ledger, Pack, packs
from steelyard.packs.standards import BUDGET_SYSTEM, Element, StandardTable, standards
from steelyard.publishing import Choices, Entry, record, site
from steelyard.publishing.package import LINES, PROFILE, SCHEMA
from steelyard.publishing.records import FINDING, PUBLIC
from steelyard.reporting.exchange import document

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parents[1] / "src" / "steelyard" / "publishing"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
DIGITS = r"^-?[0-9]{1,20}(\.[0-9]{1,20})?$"

Json = dict[str, Any]


def form_schema() -> Json:
    """A form as data in the names of the integrated budget system."""
    tables = standards()[BUDGET_SYSTEM].tables
    known = {name: _standard_table(table) for table in tables for name in (table.department, table.project)}
    needed = [{"oneOf": [{"required": [name]} for name in (t.department, t.project)]} for t in tables[:2]]
    return {
        "$schema": DIALECT,
        "title": "steelyard form",
        "description": "What `steelyard export` writes and `steelyard check` reads: forms in the names of the "
        "integrated budget system (预算管理一体化). x-key is this program's name; x-own marks an element for which "
        "no name of the standard is known.",
        "type": "object",
        "required": ["standard", "forms"],
        "additionalProperties": False,
        "properties": {
            "standard": {"const": BUDGET_SYSTEM},
            "forms": {
                "type": "array",
                "minItems": 1,
                "items": {"type": "object", "additionalProperties": False, "properties": known, "allOf": needed},
            },
        },
    }


def _standard_table(table: StandardTable) -> Json:
    row = {
        "type": "object",
        "additionalProperties": False,
        "properties": {element.name: _element(element) for element in table.elements},
    }
    named = {"title": table.title, "description": table.title_en}
    return {**named, **row, "minProperties": 1} if table.key == "form" else {**named, "type": "array", "items": row}


def _element(element: Element) -> Json:
    kinds: dict[str, Json] = {
        "string": {"type": ["string", "null"]},
        "number": {"type": ["string", "number", "null"], "pattern": DIGITS},
        "integer": {"type": ["integer", "null"]},
        "boolean": {"type": ["boolean", "null"]},
    }
    made = {"title": element.title, "description": element.title_en, "x-key": element.key, **kinds[element.type]}
    if element.about:
        made["$comment"] = element.about
    if element.pattern and element.type == "string":
        made["pattern"] = f"^(?:{element.pattern})$"
    return {**made, "x-own": True} if element.own else made


def names() -> str:
    """The page of the names of a form."""
    standard = standards()[BUDGET_SYSTEM]
    parts = [
        "# Names of a form\n"
        f"Source: {standard.source.document}，{standard.source.article}. The original was not seen; "
        f"{standard.source.basis}。 “own”: no name of the standard is known, the name is this program's.\n"
    ]
    for table in standard.tables:
        both = " / ".join(f"`{name}`" for name in dict.fromkeys((table.department, table.project)))
        lines = [f"## {table.title} {both}", "| name | 官方用语 | here | |", "|---|---|---|---|"]
        for one in table.elements:
            remarks = "; ".join(part for part in ("own" if one.own else "", one.about) if part)
            lines.append(f"| `{one.name}` | {one.title} | {one.key} | {remarks} |")
        lines += [f"| `{one.name}` | {one.title} | — | not filled: {one.why} |" for one in table.unfilled]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def published_schema() -> Json:
    """One line of ``forms.jsonl``: the public part of the result, by its schema."""
    result: Json = json.loads((HERE / "result.schema.json").read_text(encoding="utf-8"))
    defs = result["$defs"]
    whole = defs["form"]["properties"]
    finding = {key: defs["finding"]["properties"][key] for key in FINDING}
    score_of = {key: defs["score"]["properties"][key] for key in ("summed", "by_rule")}
    narrative = _object({"heading": {"type": "string"}, "text": {"type": "string"}})
    review = {
        "score": _object(score_of),
        "findings": {"type": "array", "items": _object(finding)},
        "unmade": {"type": "integer", "minimum": 0, "description": "Checks that could not be made."},
    }
    properties: Json = {
        "form": {"type": "string", "description": "The name of its page, by which the tables are joined."},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "profile": {"type": "string"},
        **{key: whole[key] for key in (*PUBLIC, "grade", "stated_score")},
    }
    optional = {
        "why": {"$ref": "#/$defs/why"},
        "review": _object(review) | {"description": "There with --with-findings."},
        "narrative": {"type": "array", "description": "There with --with-narrative.", "items": narrative},
    }
    made = {"$schema": DIALECT, "title": "steelyard published form", "description": f"One line of {LINES}."}
    made |= _object(properties)
    made["properties"] |= optional
    return made | {"$defs": _reached(made, defs)}


def _object(properties: Json) -> Json:
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": dict(properties),
    }


def _reached(schema: Json, defs: Json) -> Json:
    """The definitions that the schema refers to, and those that they refer to."""
    found: Json = {}
    waiting = re.findall(r'"#/\$defs/(\w+)"', json.dumps(schema))
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = defs[name]
            waiting += re.findall(r'"#/\$defs/(\w+)"', json.dumps(defs[name]))
    return dict(sorted(found.items()))


def ledger_package(name: str, pack: Pack) -> Json:
    """The ledgers of one line of business as a Data Package."""
    return {
        "$schema": PROFILE,
        "name": name,
        "title": pack.title,
        "description": f"{pack.source.title} {pack.source.document}".strip(),
        "resources": [_ledger(ledger) for ledger in pack.ledgers],
    }


def _ledger(ledger: Ledger) -> Json:
    foreign = [
        {
            "fields": list(key.fields),
            "reference": {"resource": key.reference.resource, "fields": list(key.reference.fields)},
        }
        for key in ledger.foreign_keys
    ]
    return {
        "name": ledger.name,
        "path": f"{ledger.name}.csv",
        "title": ledger.title,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_column(column) for column in ledger.fields],
            "fieldsMatch": "superset",  # in any order; what is not required may be left out
            "missingValues": [""],
            "primaryKey": list(ledger.primary_key),
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }


def _column(column: Column) -> Json:
    given = column.constraints
    limits: Json = {key: True for key in ("required", "unique") if getattr(given, key)}
    limits |= {"enum": list(given.enum)} if given.enum else {}
    limits |= {key: str(value) for key in ("minimum", "maximum") if (value := getattr(given, key)) is not None}
    limits |= {"pattern": given.pattern} if given.pattern else {}
    return {
        "name": column.name,
        "type": column.type,
        "title": column.title,
        **({"unit": column.unit} if column.unit else {}),
        **({"places": column.places} if column.type == "number" else {}),
        **({"trueValues": list(TRUE), "falseValues": list(FALSE)} if column.type == "boolean" else {}),
        **({"constraints": limits} if limits else {}),
    }


def built() -> dict[Path, str]:
    """Every file and its text."""
    made = {
        HERE / "form.schema.json": _text(form_schema()),
        HERE / SCHEMA: _text(published_schema()),
        PACKAGE / SCHEMA: _text(published_schema()),
        HERE / "names.md": names(),
    }
    made |= {HERE / f"ledgers/{name}.json": _text(ledger_package(name, pack)) for name, pack in packs().items()}
    return made | _examples()


def _examples() -> dict[Path, str]:
    audited = audit(score(recognise(read(HERE / "examples/form.md"))))
    result = json.loads(report(audited, "json"))
    result["forms"][0]["path"] = "form.md"
    public = site([Entry("form.md", record(audited))], Choices(findings=True, narrative=True))
    return {
        HERE / "examples/form.json": document([audited.scored.form]),
        HERE / "examples/result.json": _text(result),
        HERE / "examples/published.jsonl": public[LINES].decode(),
    }


def _text(made: Json) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for path, text in built().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
