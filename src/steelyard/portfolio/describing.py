"""The schema of a store: as a page of Markdown (``docs/store.md``), and as tables of Hive."""

from collections.abc import Iterator
from typing import Any

from steelyard.portfolio.schema import (
    DIGITS,
    PLACES,
    SCALED_DIGITS,
    SCALED_PLACES,
    TABLES,
    VERSION,
    WEIGHT_DIGITS,
    WEIGHT_PLACES,
    Column,
    arrow,
)

ABOUT = f"""# The store of many forms, version {VERSION}
`steelyard portfolio read PATH… -o STORE` writes a folder that any reader of Parquet can use; this page is
printed by `steelyard portfolio schema`.

```
STORE/store.json                     which parts are there: read this first
STORE/forms/part-<digest>.parquet    the table `forms`, part by part
STORE/rows/part-<digest>.parquet     the table `rows`: a folder for each table below
```
A part is written whole and never changed; what `store.json` does not list was left by a run that was
ended, and the next run removes it. After a run that ended well, the folder `rows` is the table `rows`:
`steelyard portfolio schema --hive STORE` prints the statements that declare the tables to Hive or Spark SQL.
The same files, program, rules and options give the same parts, byte for byte, however many processes
read them, on this machine or on Spark, and however often the run was ended and begun again.

A form is known by the content of its file: a copy under another name is read once. A file that changed
replaces its former content under that name. What was read with other rules or by another version of the
program (`version`) is read again when its file is named again.

A file that cannot be read is a line of `forms` with `error`. Missing is null with a reason (`…_why`,
`…_why_en`), never 0; the printed text stands in `…_text`. A number with more digits than its column takes
is null, and its reason says so. Texts that a form does not print are empty.

| type | Parquet |
|---|---|
| number | decimal128({DIGITS}, {PLACES}) |
| millionths | int64: the number × 10^{SCALED_PLACES}, of at most {SCALED_DIGITS} digits |
| weight | int64: the number × 10^{WEIGHT_PLACES}, of at most {WEIGHT_DIGITS} digits |
| whole, yes, text | int32, boolean, UTF-8 string |
| texts, places | list of strings, list of structs |
"""


def page() -> str:
    """The whole page."""
    return ABOUT + "".join(f"\n## {name}\n" + "".join(_lines(columns)) for name, columns in TABLES.items())


def _lines(columns: tuple[Column, ...]) -> Iterator[str]:
    yield "| column | type | what | beside it |\n|---|---|---|---|\n"
    for one in columns:
        beside = [f"`{one.name}_text`"] * one.text + [f"`{one.name}_why`, `{one.name}_why_en`"] * one.why
        yield f"| `{one.name}` | {one.type} | {one.what} | {', '.join(beside)} |\n"


def hive(address: str) -> str:
    """The tables of the store at ``address`` as statements of Hive, for Hive and Spark SQL."""
    statements = (_declared(address.rstrip("/"), name, arrow(name)) for name in TABLES)
    return "CREATE DATABASE IF NOT EXISTS steelyard;\n" + "".join(statements)


def _declared(address: str, table: str, schema: Any) -> str:
    columns = ",\n".join(f"  `{field.name}` {_hive(field.type)}" for field in schema)
    place = f"{address}/{table}".replace("\\", "\\\\").replace("'", "\\'")
    head = f"CREATE EXTERNAL TABLE IF NOT EXISTS steelyard.`{table}` (\n{columns}\n)"
    return f"\n{head}\nSTORED AS PARQUET LOCATION '{place}';\n"


def _hive(kind: Any) -> str:
    from pyarrow import types

    if types.is_list(kind):
        return f"ARRAY<{_hive(kind.value_type)}>"
    if types.is_struct(kind):
        return f"STRUCT<{', '.join(f'`{field.name}`: {_hive(field.type)}' for field in kind)}>"
    if types.is_decimal(kind):
        return f"DECIMAL({kind.precision}, {kind.scale})"
    return {"string": "STRING", "int32": "INT", "int64": "BIGINT", "bool": "BOOLEAN"}[str(kind)]
