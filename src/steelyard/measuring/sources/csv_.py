"""CSV in UTF-8 or GB18030, commas between cells, read by Arrow without guessing types: every cell is a text."""

import csv
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

from steelyard.measuring.raw import ROW, Raw, digest, names
from steelyard.measuring.refusing import no_header, unreadable
from steelyard.measuring.sources.spooling import spooled
from steelyard.model import BadRow, Message
from steelyard.packs.ledgers import Ledger

ENCODINGS = ("utf-8-sig", "gb18030")  # GB18030 holds GB2312 and GBK, which is what old Chinese programs write


def read(path: Path, ledger: Ledger, engine: Any) -> Raw:
    """The file's cells; a row with too many or too few of them is broken.

    :raises LedgerError: it is empty, in no known encoding, or its header does not fit the schema.
    """
    import pyarrow

    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        header = next(csv.reader(file), None)
    if not header:
        raise no_header(str(path))
    columns = names(header, ledger, str(path))
    broken: list[BadRow] = []
    try:
        table = spooled(engine, ledger, columns, _numbered(_parsed(path, encoding, columns, broken), broken))
    except pyarrow.ArrowInvalid as error:
        raise unreadable(str(path), str(error)) from error
    return Raw(table, str(path), digest(path), tuple(broken))


def _numbered(batches: Iterable[Any], broken: list[BadRow]) -> Iterator[Any]:
    """The batches with the numbers of their rows: those that fell apart keep theirs."""
    import pyarrow

    row = 2
    for batch in batches:
        gone = {bad.row for bad in broken if bad.row >= row}
        numbers = list(islice((at for at in count(row) if at not in gone), batch.num_rows))
        row = numbers[-1] + 1 if numbers else row
        yield batch.append_column(ROW, pyarrow.array(numbers, pyarrow.int64()))


def _encoding(path: Path) -> str:
    for encoding in ENCODINGS:
        try:
            with path.open(encoding=encoding) as file:
                while file.read(1 << 20):
                    pass
        except UnicodeDecodeError as error:
            cause = str(error)
        else:
            return encoding
    raise unreadable(str(path), cause)


def _parsed(path: Path, encoding: str, columns: list[str], broken: list[BadRow]) -> Any:
    """The rows of the file in batches; those that fall apart are added to ``broken``."""
    import pyarrow
    from pyarrow import csv as arrow

    def refuse(row: Any) -> str:
        zh = f"有{row.actual_columns}个单元格，应为{row.expected_columns}个"
        why = Message(zh, f"{row.actual_columns} cells instead of {row.expected_columns}")
        broken.append(BadRow(row.number, "", why))
        return "skip"

    return arrow.open_csv(
        path,
        # Only one thread knows which row it is at.
        read_options=arrow.ReadOptions(
            encoding=encoding.removesuffix("-sig"), use_threads=False, column_names=columns, skip_rows_after_names=1
        ),
        parse_options=arrow.ParseOptions(newlines_in_values=True, invalid_row_handler=refuse, ignore_empty_lines=False),
        convert_options=arrow.ConvertOptions(
            column_types=dict.fromkeys(columns, pyarrow.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )
