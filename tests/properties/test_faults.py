"""One fault planted in a clean form is named, at its row."""

from collections import Counter
from pathlib import Path

import pytest
from tests.generator.auditing import audited, found
from tests.generator.families import FAMILIES
from tests.generator.faults import Fault
from tests.generator.filing import file_in
from tests.generator.writers import OWN
from tests.properties.made_up import seeds

RECALL = 0.97


def hunt(folder: Path, family: str, fault: Fault, seed: int) -> bool | None:
    """Whether the planted fault was named; ``None`` where the form cannot carry it."""
    kind = OWN[seed % len(OWN)] if seed else "docx"
    form = file_in(folder, family, kind, seed, fault)
    if form is None or form.planted is None:
        return None
    return found(audited(form.path), form.planted)


def test_planted_faults_are_found(tmp_path: Path) -> None:
    tally: Counter[Fault] = Counter()
    hits: Counter[Fault] = Counter()
    missed = []
    for fault in Fault:
        for family in FAMILIES:
            for seed in seeds(len(Fault) * len(FAMILIES)):
                result = hunt(tmp_path, family, fault, seed)
                if result is None:
                    continue
                tally[fault] += 1
                hits[fault] += result
                if not result:
                    missed.append(f"{fault} in {family} {seed}")
    for fault in tally:
        print(f"{fault:28}{100 * hits[fault] / tally[fault]:7.2f} %  of {tally[fault]}")
    assert hits.total() / tally.total() >= RECALL, missed


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_can_be_planted(fault: Fault, tmp_path: Path) -> None:
    carried = [family for family in FAMILIES for seed in range(6) if file_in(tmp_path, family, "md", seed, fault)]
    assert carried
