"""Many files into a store on Spark: chunks go out with their content, parts come back, the driver puts them in place.

The work is that of ``reading``, the parts are the same to the byte. Executors need this package and no access to the
files or to the store, so that any Spark will do, Spark Connect (``sc://…``) too.
"""

import hashlib
import pickle
import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from steelyard.portfolio.naming import Item
from steelyard.portfolio.reading import Plan, guarded, in_tables, let_go
from steelyard.portfolio.refusing import on_cluster
from steelyard.portfolio.storing import Part, Store, packed, placed
from steelyard.reading import UnreadableDocument

AT_ONCE = 256_000_000  # bytes of files that are under way together
BACK = "files int, name string, forms int, unread int, tables array<string>, bodies array<binary>"


class Sent(NamedTuple):
    """One file on its way: its name and content, or why it has none."""

    name: str
    content: bytes
    refused: UnreadableDocument | None

    def data(self) -> bytes:
        """Its content. Raises the ``UnreadableDocument`` family."""
        if self.refused is not None:
            raise self.refused
        return self.content

    def sha256(self) -> str | None:
        """Of its content; ``None`` where there is none."""
        return None if self.refused is not None else hashlib.sha256(self.content).hexdigest()


def carried_out(session: Any, store: Store, plan: Plan, profile: str | None) -> Iterator[int]:
    """Reads what is planned into the store, on ``session``; yields the number of files done, chunk after chunk.

    :raises PortfolioError: the work fails on an executor. What is in the store by then stays.
    """
    fresh: list[str] = []
    for wave in _waves(plan.chunks):
        for row in _mapped(session, wave, partial(_worked, plan.version, profile)):
            part = Part(row.name, row.forms, row.unread)
            placed(store.folder, part, {table: bytes(body) for table, body in zip(row.tables, row.bodies, strict=True)})
            store.listed({*store.parts, part})
            fresh.append(part.name)
            yield row.files
    let_go(store, plan.stale, fresh)


def _mapped(session: Any, wave: list[bytes], work: "partial[Iterator[Any]]") -> Iterator[Any]:
    """The rows that come back of a wave."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        frame = session.createDataFrame([(chunk,) for chunk in wave], "chunk binary").repartition(len(wave))
        yield from frame.mapInArrow(work, BACK).collect()
    except (PySparkException, Py4JError) as error:
        raise on_cluster(_cause(str(error))) from error


def _cause(told: str) -> str:
    """The line of a long story that says what went wrong: the last that names an error of Python's, or the first."""
    named = re.findall(r"^\w*(?:Error|Exception): .+", told, re.MULTILINE)
    return str((named or told.splitlines() or [""])[-1 if named else 0])[:200]


def _waves(chunks: Sequence[Sequence[Item]]) -> Iterator[list[bytes]]:
    """The chunks with their content, as many at a time as may be under way together."""
    wave: list[bytes] = []
    for chunk in chunks:
        wave.append(pickle.dumps([_sent(item) for item in chunk]))
        if sum(map(len, wave)) >= AT_ONCE:
            yield wave
            wave = []
    if wave:
        yield wave


def _sent(item: Item) -> Sent:
    try:
        return Sent(item.name, item.data(), None)
    except UnreadableDocument as error:
        return Sent(item.name, b"", error)


def _worked(own: str, profile: str | None, batches: Iterator[Any]) -> Iterator[Any]:
    """On an executor: chunks in, parts out."""
    import steelyard.auditing  # noqa: F401 - what is imported before the fork is imported once for all

    for batch in batches:
        for chunk in batch.column("chunk"):
            yield _part(own, profile, pickle.loads(chunk.as_py()))


def _part(own: str, profile: str | None, chunk: list[Sent]) -> Any:
    import pyarrow

    part, bodies = packed(in_tables(own, chunk, guarded(chunk, own, profile)))
    row = {"files": len(chunk), "name": part.name, "forms": part.forms, "unread": part.unread}
    several = {"tables": pyarrow.list_(pyarrow.string()), "bodies": pyarrow.list_(pyarrow.binary())}
    single = {"files": pyarrow.int32(), "name": pyarrow.string(), "forms": pyarrow.int32(), "unread": pyarrow.int32()}
    lines = [{**row, "tables": list(bodies), "bodies": list(bodies.values())}]
    return pyarrow.RecordBatch.from_pylist(lines, pyarrow.schema({**single, **several}))
