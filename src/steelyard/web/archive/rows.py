"""Rows as JSON lines and back, for any model at any state of the schema."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from django.db import connection

BATCH = 100


def columns(model: Any) -> list[Any]:
    """The columns that hold data of their own."""
    return [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]


def rows(model: Any) -> Iterator[dict[str, Any]]:
    """Each row by the names of its columns, in the order of the keys, never many at a time."""
    names = [field.attname for field in columns(model)]
    found = model._base_manager.order_by("pk").values_list(*names)
    return (dict(zip(names, values, strict=True)) for values in found.iterator(BATCH))


def line(row: dict[str, Any]) -> bytes:
    """A row as a line of JSON: decimals and times to their last digit; keys in order, which PostgreSQL turns."""
    return msgspec.json.encode(row, order="sorted") + b"\n"


def clear(models: Iterable[Any]) -> None:
    """Removes the rows that migrations made, so that those of the archive take their place."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {_quoted(model._meta.db_table)}")


def put(model: Any, lines: bytes) -> None:
    """Writes rows as they were, past everything that a save would do to them."""
    fields = columns(model)
    names = ", ".join(_quoted(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {_quoted(model._meta.db_table)} ({names}) VALUES ({marks})",
            [_values(fields, msgspec.json.decode(one)) for one in lines.splitlines()],
        )


def _values(fields: list[Any], row: dict[str, Any]) -> list[Any]:
    return [field.get_db_prep_save(field.to_python(row[field.attname]), connection) for field in fields]


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def go_on_counting(models: Iterable[Any]) -> None:
    """Lets the database number new rows after the last that was put in."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
