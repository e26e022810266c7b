"""``datapackage.json``: the descriptor of the open data (Data Package 2.0), with the hash of every file."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from steelyard.model import Lang, Message
from steelyard.packs.publishing import Field, OpenTable
from steelyard.publishing.words import WORDS

Json = dict[str, Any]

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LINES, SCHEMA = "forms.jsonl", "published.schema.json"
_AS_PRINTED = Message(
    "按表内原文，空为没有；以 = + - @ 开头的文字前加了 '",
    "As printed, empty where there is none; a text that begins with = + - @ has ' before it",
)


def descriptor(
    files: Mapping[str, bytes], tables: Iterable[OpenTable], title: str, lang: Lang, licence: str, date: str
) -> bytes:
    """The descriptor of ``files``, which hold every table as ``name.csv``, and the lines of JSON with their schema."""
    whole: Json = {
        "$schema": PROFILE,
        "name": "performance-self-evaluations",
        "title": title,
        **({"created": f"{date}T00:00:00Z"} if date else {}),
        **({"licenses": [_licence(licence)]} if licence else {}),
        "resources": [_table(one, files[f"{one.name}.csv"], lang) for one in tables],
    }
    lines = _file("forms-json", LINES, "jsonl", "application/jsonl", files[LINES])
    whole["resources"].append(lines | {"title": WORDS["lines"].say(lang), "jsonSchema": SCHEMA})
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def _licence(licence: str) -> Json:
    return {"path": licence} if licence.startswith(("http://", "https://")) else {"name": licence}


def _file(name: str, path: str, kind: str, media: str, content: bytes) -> Json:
    return {
        "name": name,
        "path": path,
        "format": kind,
        "mediatype": media,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _table(table: OpenTable, content: bytes, lang: Lang) -> Json:
    key = list(table.primary_key)
    foreign = {"fields": ["form"], "reference": {"resource": "forms", "fields": ["form"]}}
    return {
        **_file(table.name, f"{table.name}.csv", "csv", "text/csv", content),
        "type": "table",
        "title": Message(table.title, table.title_en).say(lang),
        "schema": {
            "fields": [_field(one, one.name in key, lang) for one in table.fields],
            "missingValues": [""],
            "primaryKey": key,
            **({} if key == ["form"] else {"foreignKeys": [foreign]}),
        },
    }


def _field(field: Field, needed: bool, lang: Lang) -> Json:
    text = field.type == "string" and not field.enum and not needed
    about = [field.about if lang == "zh" else "", _AS_PRINTED.say(lang) if text else ""]
    limits: Json = {**({"required": True} if needed else {}), **({"enum": list(field.enum)} if field.enum else {})}
    return {
        "name": field.name,
        "type": field.type,
        "title": Message(field.title, field.title_en).say(lang),
        **({"description": ("。" if lang == "zh" else ". ").join(filter(None, about))} if any(about) else {}),
        **({"unit": field.unit} if field.unit else {}),
        **({"constraints": limits} if limits else {}),
    }
