"""Many files into a store on Spark: chunks go out with their content, parts come back, the driver puts them in place.

The work is that of ``reading``, the parts are the same to the byte. Executors need this package and no access to the
files or to the store, so that any Spark and any place will do, Spark Connect (``sc://…``) too.
"""

import pickle
import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from steelyard.portfolio.reading import Done, Plan, guarded, in_tables, taken_in
from steelyard.portfolio.refusing import on_cluster
from steelyard.portfolio.schema import TABLES, Table
from steelyard.portfolio.sources import Sent, Source, sent
from steelyard.portfolio.storing import Part, Store, packed

AT_ONCE = 256_000_000  # bytes of files that are under way together
BACK: dict[str, str] = {
    "name": "string",
    "files": "int",
    "read": "int",
    "unread": "int",
    **dict.fromkeys(TABLES, "binary"),
}


def carried_out(session: Any, store: Store, plan: Plan, profile: str | None) -> Iterator[int]:
    """Reads what is planned into the store, on ``session``; yields the number of files done, chunk after chunk.

    :raises PortfolioError: the work fails on an executor. What is in the store by then stays.
    """
    work = partial(_worked, plan.version, profile)
    rows = (row for wave in _waves(plan.chunks) for row in _mapped(session, wave, work))
    return taken_in(store, plan, map(_done, rows))


def _done(row: Any) -> Done:
    bodies: dict[Table, bytes] = {table: bytes(row[table]) for table in TABLES}
    return Done(row.files, Part(row.name, row.read, row.unread), bodies)


def _mapped(session: Any, wave: list[bytes], work: "partial[Iterator[Any]]") -> Iterator[Any]:
    """The rows that come back of a wave."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        frame = session.createDataFrame([(chunk,) for chunk in wave], "chunk binary").repartition(len(wave))
        yield from frame.mapInArrow(work, ", ".join(map(" ".join, BACK.items()))).collect()
    except (PySparkException, Py4JError) as error:
        raise on_cluster(_cause(str(error))) from error


def _cause(told: str) -> str:
    """The line of a long story that says what went wrong: the last that names an error of Python's, or the first."""
    named = re.findall(r"^\w*(?:Error|Exception): .+", told, re.MULTILINE)
    return str((named or told.splitlines() or [""])[-1 if named else 0])[:200]


def _waves(chunks: Sequence[Sequence[Source]]) -> Iterator[list[bytes]]:
    """The chunks with their content, as many at a time as may be under way together."""
    wave: list[bytes] = []
    for chunk in chunks:
        wave.append(pickle.dumps([sent(item) for item in chunk]))
        if sum(map(len, wave)) >= AT_ONCE:
            yield wave
            wave = []
    if wave:
        yield wave


def _worked(own: str, profile: str | None, batches: Iterator[Any]) -> Iterator[Any]:
    """On an executor: chunks in, parts out."""
    import steelyard.auditing  # noqa: F401 - what is imported before the fork is imported once for all

    for batch in batches:
        for chunk in batch.column("chunk"):
            yield _part(own, profile, pickle.loads(chunk.as_py()))


def _part(own: str, profile: str | None, chunk: list[Sent]) -> Any:
    import pyarrow

    kinds = {"string": pyarrow.string(), "int": pyarrow.int32(), "binary": pyarrow.binary()}
    part, bodies = packed(in_tables(own, chunk, guarded(chunk, own, profile)))
    row = {"name": part.name, "files": len(chunk), "read": part.forms, "unread": part.unread} | bodies
    return pyarrow.RecordBatch.from_pylist([row], pyarrow.schema([(one, kinds[kind]) for one, kind in BACK.items()]))
