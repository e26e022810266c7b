"""Many files into a store: in processes, part by part, going on where a run was ended."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib.resources import files
from itertools import islice
from typing import Any, NamedTuple

import steelyard
from steelyard.model import Message
from steelyard.packs.loading import folder
from steelyard.portfolio.extracting import Lines, failed, lines
from steelyard.portfolio.faraway import Fetched, Remote
from steelyard.portfolio.schema import TABLES, VERSION, Table
from steelyard.portfolio.sources import Source, sha256
from steelyard.portfolio.storing import Entry, Part, Store, in_arrow, packed
from steelyard.processes import defect, died, in_processes
from steelyard.reading import UnreadableDocument, read_bytes
from steelyard.recognising import Unrecognised, recognise_all
from steelyard.scoring import score

SMALL, LARGE, PARTS = 8, 500, 128  # files in a part, at least and at most; parts of a run between these
BATCH = 16  # files whose lines are held as objects at a time
DIED = "Died"


class Plan(NamedTuple):
    """What a run has to do: files to read, chunk by chunk, and lines of the store that they replace, by part.

    ``known`` is the number of files that the store tells of as they are; ``copies`` have the content of another.
    """

    chunks: list[list[Source]]
    stale: dict[str, set[str]]
    known: int
    copies: int
    version: str


class Done(NamedTuple):
    """A chunk that was read: how many files, its part, and the part's files; none where they are written already."""

    files: int
    part: Part
    bodies: Mapping[Table, bytes] = {}


def version(profile: str | None = None) -> str:
    """A digest of what a result depends on besides the file: program, official material, the profile asked for."""
    digest = hashlib.sha256(f"{VERSION} {steelyard.__version__} {profile}".encode())
    for kind in sorted(place.name for place in files("steelyard.packs").iterdir() if place.is_dir()):
        for name, file in folder(kind).items():
            digest.update(f"\n{kind}/{name}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def planned(store: Store, items: Sequence[Source], own: str) -> Plan:
    """What is to be read, and what of the store that replaces.

    A file is read unless the store has its content, read with the same rules. Chunks are cut from all files, sorted,
    so that a run which goes on makes the parts that the first would have made.
    """
    shas: dict[str, str | None] = {}
    first: dict[str, str] = {}  # content → the file that is read for it
    for item in items:
        shas[item.name] = sha256(item)
        first.setdefault(shas[item.name] or item.name, item.name)
    stale: dict[str, set[str]] = {}
    known: set[str] = set()
    for entry in store.entries():
        if _replaced(entry, shas, first, own):
            stale.setdefault(entry.part, set()).add(entry.form)
        elif entry.sha256 and entry.version == own:
            known.add(entry.sha256)
    unique = [item for item in items if first[shas[item.name] or item.name] == item.name]
    size = min(LARGE, max(SMALL, -(-len(unique) // PARTS)))
    cut = [unique[at : at + size] for at in range(0, len(unique), size)]
    chunks = [[item for item in chunk if shas[item.name] not in known] for chunk in cut]
    left = sum(map(len, chunks))
    return Plan([chunk for chunk in chunks if chunk], stale, len(unique) - left, len(items) - len(unique), own)


def _replaced(entry: Entry, shas: dict[str, str | None], first: dict[str, str], own: str) -> bool:
    """Whether an entry gives way: to its own content read again, or to another content under its name."""
    if entry.sha256 in first:
        return entry.version != own or entry.kind_of_error == DIED
    return (entry.path in shas and shas[entry.path] != entry.sha256) or (entry.sha256 is None and entry.path in shas)


def carried_out(store: Store, plan: Plan, profile: str | None, many: int) -> Iterator[int]:
    """Reads what is planned into the store; yields the number of files done, chunk after chunk."""
    chunks: Sequence[Sequence[Source]] = plan.chunks
    if any(isinstance(item, Remote) for chunk in chunks for item in chunk):
        chunks = Fetched(chunks)  # one program speaks to another machine, not each of its processes
    job = partial(_read_chunk, store, plan.version, profile)
    answers = enumerate(_in_processes(chunks, job, many))
    return taken_in(store, plan, (done or job(chunks[at], guard=True) for at, done in answers))


def taken_in(store: Store, plan: Plan, answers: Iterable[Done]) -> Iterator[int]:
    """Takes parts into the store as they come, and then lines out that they replace; yields the files of each."""
    fresh = set()
    for done in answers:
        if done.bodies:
            store.put(done.part, done.bodies)
        else:
            store.listed({*store.parts, done.part})
        fresh.add(done.part.name)
        yield done.files
    for old in [part for part in store.parts if part.name in plan.stale and part.name not in fresh]:
        store.without(old, plan.stale[old.name])


def _in_processes(chunks: Sequence[Sequence[Source]], job: "partial[Done]", many: int) -> Iterable[Done | None]:
    """The chunks, read; ``None`` for one whose process died."""
    if not chunks:
        return ()
    import pyarrow.parquet

    import steelyard.auditing  # noqa: F401 - what is imported before the fork is imported once for all

    pyarrow.set_cpu_count(1)  # each process is one of many
    return in_processes(chunks, job, lambda _: None, min(many, len(chunks)))


def _read_chunk(store: Store, own: str, profile: str | None, chunk: Sequence[Source], *, guard: bool = False) -> Done:
    """A chunk read in this process; with ``guard`` in others, so that only a file is lost that ends its process."""
    told = guarded(chunk, own, profile) if guard else (read_item(own, profile, item) for item in chunk)
    done = Done(len(chunk), *packed(in_tables(own, chunk, told)))
    if store.place.local is None:  # the parent writes there
        return done
    store.written(done.part, done.bodies)
    return Done(done.files, done.part)


def in_tables(own: str, chunk: Sequence[Source], told: Iterable[Lines]) -> dict[Table, Any]:
    """The lines of a chunk as tables, held as objects only for a few files at a time."""
    from pyarrow import concat_tables

    lines = zip(chunk, told, strict=True)
    batches = []
    while some := list(islice(lines, BATCH)):
        batches.append(_in_tables(own, some))
    return {table: concat_tables(batch.pop(table) for batch in batches) for table in TABLES}


def _in_tables(own: str, told: list[tuple[Source, Lines]]) -> dict[Table, Any]:
    """A file whose lines no table can hold is a defect of that file alone."""
    try:
        return in_arrow(lines for _, lines in told)
    except OSError:
        raise
    except Exception:
        return in_arrow(_sound(own, item, lines) for item, lines in told)


def _sound(own: str, item: Source, told: Lines) -> Lines:
    try:
        in_arrow([told])
    except Exception as error:
        return failed(item.name, sha256(item), own, defect(item.name, error), "Defect")
    return told


def guarded(chunk: Sequence[Source], own: str, profile: str | None) -> Iterator[Lines]:
    """The lines of a chunk's files, read in a process that is begun anew where a file ends it."""
    return in_processes(chunk, partial(read_item, own, profile), partial(_died, own), 1)


def _died(own: str, item: Source) -> Lines:
    return failed(item.name, sha256(item), own, died(item.name), DIED)


def read_item(own: str, profile: str | None, item: Source) -> Lines:
    """The lines of one file, through all rooms. Whatever goes wrong is a line of ``forms``, never raised."""
    sha256: str | None = None
    try:
        data = item.data()
        sha256 = hashlib.sha256(data).hexdigest()
        return _lines(data, item.name, own, profile)
    except (UnreadableDocument, Unrecognised) as error:
        return failed(item.name, sha256, own, error.message, type(error).__name__)
    except Exception as error:
        return failed(item.name, sha256, own, defect(item.name, error), "Defect")


def _lines(data: bytes, name: str, own: str, profile: str | None) -> Lines:
    from steelyard.auditing import audit

    told: Lines = {}
    for nth, form in enumerate(recognise_all(read_bytes(data, name), profile), 1):
        for table, some in lines(audit(score(form)), name, nth, own).items():
            told.setdefault(table, []).extend(some)
    return told


def unread(store: Store) -> Message | None:
    """How many files of the store gave no form; ``None`` where all did."""
    count = sum(part.unread for part in store.parts)
    zh = f"有{count}个文件没有读出自评表，原因见表 forms 的 error 列。"
    return Message(zh, f"{count} files gave no form; the column error of forms says why.") if count else None
