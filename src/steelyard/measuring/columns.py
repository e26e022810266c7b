"""The types of a ledger's columns on every engine: exact numbers and days, never floats or instants."""

from steelyard.packs.ledgers import Column, Ledger

DIGITS = 28  # of a number, decimals included: sums of a thousand million still fit into the 38 that engines have


def ibis_type(column: Column) -> str:
    """The Ibis type of a column."""
    if column.type == "number":
        return f"decimal({DIGITS}, {column.places})"
    return {"string": "string", "integer": "int64", "date": "date", "boolean": "boolean"}[column.type]


def schema(ledger: Ledger) -> dict[str, str]:
    """The Ibis types of all columns by name."""
    return {column.name: ibis_type(column) for column in ledger.fields}
