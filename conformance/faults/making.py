"""Writes the benchmark: clean forms, for each a faulty and a tempting twin, forms with ledgers, and the key.

The same version and seed give the same bytes, whatever the day: dates inside of packed files are set back.
"""

import random
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.generator.families import FAMILIES
from tests.generator.filing import file
from tests.generator.inventing import invent
from tests.generator.truth import Truth
from tests.generator.writers import OWN, WRITERS

from conformance.faults import VERSION, evidenced
from conformance.faults.facts import changed, said
from conformance.faults.key import Entry, Key
from conformance.faults.seeding import FORM_FAULTS, Twin, combination, seeded
from conformance.faults.sparing import TEMPTATIONS

CREATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def make(folder: Path, forms: int, seed: int) -> Key:
    """Writes ``forms`` clean forms with their twins, and a tenth as many with ledgers, into an empty ``folder``.

    :raises ValueError: the folder is there and not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise ValueError(f"{folder} is not empty: name another folder, or empty it")
    folder.mkdir(parents=True, exist_ok=True)
    bench = _Bench(folder, seed)
    for number in range(1, forms + 1):
        bench.form(number)
    for number in range(forms + 1, forms + 1 + -(-forms // 10)):
        bench.with_ledgers(number)
    key = Key(seed, tuple(bench.entries))
    key.write(folder)
    return key


class _Bench:
    """Keeps count of what has been planted, so that every kind comes as often as forms allow."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.seed = folder, seed
        self.entries: list[Entry] = []
        self.planted: Counter[str] = Counter()
        self.tempted: Counter[str] = Counter()

    def form(self, number: int) -> None:
        """A clean form, its faulty twin (every third with more than one fault) and its tempting one."""
        source = random.Random(f"{VERSION} {self.seed} {number}")
        family = list(FAMILIES)[(number - 1) % len(FAMILIES)]
        kind = OWN[source.randrange(len(OWN))]
        truth = next(filter(sound, (invent(family, source.randrange(10**6, 10**9)) for _ in range(1000))))
        twin = self._faulty(truth, source, 1 if number % 3 else source.choice((2, 3)))
        clean = twin.clean if twin else truth
        first = self._file(number, clean, kind, Entry("", "clean", family, kind))
        if twin:
            self.planted.update(fault.name for fault in twin.faults)
            self._file(number, twin.truth, kind, Entry("", "faulty", family, kind, of=first, faults=twin.faults))
        self._tempting(number, clean, kind, first, source)

    def _faulty(self, truth: Truth, source: random.Random, count: int) -> Twin | None:
        """The twin with the kinds that have come least often so far, of those that the form can carry."""
        names = sorted(FORM_FAULTS, key=lambda name: (self.planted[name], source.random()))
        able = (name for name in names if seeded(truth, name))
        first = next(able, None)
        return combination(truth, source, first, count) if first else None

    def _tempting(self, number: int, clean: Truth, kind: str, first: str, source: random.Random) -> None:
        for one in sorted(TEMPTATIONS.values(), key=lambda one: (self.tempted[one.name], source.random())):
            edited = one.edit(clean, source)
            if edited is not None:
                self.tempted[one.name] += 1
                facts = tuple(f"{path}: {said(a)} → {said(b)}" for path, (a, b) in changed(clean, edited).items())
                form = clean.family_name
                entry = Entry("", "tempting", form, kind, first, edit=one.name, tempts=one.tempts, facts=facts)
                self._file(number, edited, kind, entry)
                return

    def with_ledgers(self, number: int) -> None:
        """A clean form with its ledgers, and its twin with a fault between both."""
        source = random.Random(f"{VERSION} {self.seed} {number}")
        whole = next(filter(None, (evidenced.evidenced(source) for _ in range(200))))
        kind = ("docx", "xlsx", "html")[number % 3]
        name = min(evidenced.SPOILERS, key=lambda name: self.planted[name])
        self.planted[name] += 1
        bad, fault = evidenced.spoiled(whole, name, source)
        first = self._file(number, whole.truth, kind, Entry("", "clean", whole.truth.family_name, kind), whole.ledgers)
        entry = Entry("", "faulty", whole.truth.family_name, kind, of=first, faults=(fault,))
        self._file(number, bad.truth, kind, entry, bad.ledgers)

    def _file(
        self, number: int, truth: Truth, kind: str, entry: Entry, ledgers: evidenced.Ledgers | None = None
    ) -> str:
        stem = f"{number:04}-{entry.role}"
        name = stem + WRITERS[kind][0]
        file(truth, kind, self.folder / name)
        settle_dates(self.folder / name)
        if ledgers:
            evidenced.write(ledgers, self.folder / f"{stem}.ledgers")
        beside = f"{stem}.ledgers" if ledgers else None
        self.entries.append(replace(entry, file=name, ledgers=beside))
        return name


def sound(truth: Truth) -> bool:
    """Whether no row is counted by its target and judged in words by its result: a reviewer would ask there."""
    return not any(row.sort == "words" and any(one.isdigit() for one in row.words) for row in truth.rows)


def settle_dates(path: Path) -> None:
    """Writes a packed file anew with one date for all its parts, so that it does not tell when it was made."""
    if path.suffix not in (".docx", ".xlsx"):
        return
    with ZipFile(path) as packed:
        parts = [(part.filename, packed.read(part)) for part in packed.infolist()]
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for name, content in parts:
            info = ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            if name == "docProps/core.xml":
                content = CREATED.sub(rb"\g<1>2024-01-01T00:00:00Z", content)
            packed.writestr(info, content)
