"""This product, by its public verbs, in as many processes as are asked for."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from conformance.faults.answers import Answers, from_contract
from conformance.faults.key import Entry
from steelyard import audit, read, recognise, score
from steelyard.measuring import LedgerFolder
from steelyard.reading import UnreadableDocument
from steelyard.recognising import Unrecognised
from steelyard.reporting.json_ import entry as contract_entry
from steelyard.reporting.json_ import failure


def answers(folder: Path, entries: Sequence[Entry], jobs: int = 1) -> Answers:
    """What ``steelyard check`` says of each file, with its ledgers where it has some."""
    one = partial(checked, folder)
    if jobs == 1:
        return from_contract("steelyard", map(one, entries))
    with ProcessPoolExecutor(jobs) as pool:
        return from_contract("steelyard", pool.map(one, entries, chunksize=4))


def checked(folder: Path, entry: Entry) -> dict[str, Any]:
    """The contract's entry of one file."""
    path = folder / entry.file
    try:
        form = recognise(read(path))
    except (UnreadableDocument, Unrecognised) as error:
        return failure(str(path), error.message, type(error).__name__)
    evidence = LedgerFolder(folder / entry.ledgers).evidence(form) if entry.ledgers else None
    return contract_entry(audit(score(form), evidence=evidence))
