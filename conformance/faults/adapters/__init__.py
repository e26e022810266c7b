"""Tools that can answer the benchmark: one module each, with ``answers(folder, entries, jobs)``."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from conformance.faults.answers import Answers
from conformance.faults.key import Entry

Adapter = Callable[[Path, Sequence[Entry], int], Answers]


def adapters() -> dict[str, Adapter]:
    """Every adapter by its name."""
    names = sorted(file.stem for file in Path(__file__).parent.glob("*.py") if file.stem != "__init__")
    return {name.replace("_", "-"): import_module(f"{__name__}.{name}").answers for name in names}
