"""One form as a file: what the command and the tests write."""

import random
from dataclasses import dataclass
from pathlib import Path

from tests.generator.faults import Fault, Planted, plant
from tests.generator.inventing import invent
from tests.generator.layouts.sheets import Laid, lay
from tests.generator.noise import Noise
from tests.generator.truth import Truth
from tests.generator.writers import WRITERS


@dataclass(frozen=True)
class Filed:
    """A file, what it prints, and the fault in it if there is one."""

    path: Path
    format: str
    laid: Laid
    planted: Planted | None


def file(truth: Truth, kind: str, path: Path, planted: Planted | None = None) -> Filed:
    """Writes a form as one of ``WRITERS``."""
    laid = lay(truth)
    WRITERS[kind][1](laid.sheet, path, random.Random(f"{truth.seed} {kind}"))
    return Filed(path, kind, laid, planted)


def file_in(
    folder: Path, family: str, kind: str, seed: int, fault: Fault | None = None, noise: Noise | None = None
) -> Filed | None:
    """Makes up and writes a form; ``None`` where the family cannot carry the fault."""
    truth = invent(family, seed, noise)
    planted = None if fault is None else plant(truth, fault)
    if fault is not None and planted is None:
        return None
    name = "-".join(filter(None, (family, str(seed), kind, fault))) + WRITERS[kind][0]
    return file(planted.truth if planted else truth, kind, folder / name, planted)
