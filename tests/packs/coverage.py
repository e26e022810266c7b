"""Writes docs/coverage.md: ``python -m tests.packs.coverage``, again whenever a pack or a reason changes."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.shared import SHARED

from steelyard.packs.proving import proofs, reason

SEED = SHARED / "seed" / "rugao-2023.txt"
FILE = Path(__file__).resolve().parents[2] / "docs" / "coverage.md"
HEAD = """# Which measures prove the indicators of the form we began with
Written by `python -m tests.packs.coverage` from `packs/ledgers` and `packs/reasons`; a test holds it. Indicators go by
their row in that form, as its text is not ours. A measure is `pack/measure`; "instead" names what can be computed.

| row | measures | why none, and what instead |
| --- | --- | --- |
"""


def names() -> list[str]:
    """The indicators of the seed: each is followed by target, result, weight and score."""
    cells = [line.strip() for line in SEED.read_text(encoding="utf-8").splitlines()]
    cells = cells[cells.index("绩效指标") + 1 :]
    return [
        cells[at]
        for at in range(len(cells) - 4)
        if all(cells[at : at + 5])
        and all(re.fullmatch(r"\d", cell) for cell in cells[at + 3 : at + 5])
        and not re.fullmatch(r"\d", cells[at + 1])
        and not re.fullmatch(r"\d", cells[at + 2])
    ]


def written() -> str:
    """The whole file."""
    return HEAD + "".join(f"| {row} | {found} | {why} |\n" for row, (found, why) in enumerate(_rows(), 1))


def _rows() -> Iterator[tuple[str, str]]:
    for name in names():
        found, why = proofs(name), reason(name)
        if found or why is None:
            yield _shown(name) if found else "**none yet**", ""
        else:
            instead = [_shown(other) for other in why.instead]
            yield "", f"{why.because_en} Instead: {', '.join(instead)}"


def _shown(name: str) -> str:
    return ", ".join(f"`{proof}`" for proof in proofs(name))


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
