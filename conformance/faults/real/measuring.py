"""Plants each planned fault in each file of a real form, and sees whether the product says something new of it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from conformance.faults.real.editing import READERS, Editable, plain
from conformance.faults.real.planning import Change, Plan, known, plans
from conformance.faults.scoring import LOUD
from conformance.faults.taxonomy import kinds
from steelyard.auditing import audit
from steelyard.model import Finding
from steelyard.reading import read
from steelyard.recognising import recognise
from steelyard.scoring import score

CONVERTED = {"doc": ".docx", "pdf": ".docx", "xls": ".xlsx"}  # kinds that LibreOffice writes from another


@dataclass(frozen=True)
class Tried:
    """One fault in one file: whether it was named, and at its row; ``why`` where it could not be planted."""

    file: str
    plan: Plan
    named: bool = False
    placed: bool = False
    why: str = ""


def measure(files: Sequence[Path], seed: int) -> Iterator[Tried]:
    """Every plan in every file, then in the kinds that are converted. The plans are made from the first file."""
    planned = plans(known(READERS[files[0].suffix](files[0])), seed)
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            yield from in_place(file, planned, Path(folder))
        for kind, suffix in CONVERTED.items():
            source = next((file for file in files if file.suffix == suffix), None)
            if source and shutil.which("soffice"):
                yield from _converted(source, kind, planned, Path(folder) / kind)


def shared() -> list[Path]:
    """The files of the real form in ``../shared`` (or ``$STEELYARD_SHARED``) that can be changed in place."""
    root = Path(os.environ.get("STEELYARD_SHARED", Path(__file__).resolve().parents[3] / ".." / "shared"))
    files = [*root.glob("forms/*"), *root.glob("seed/*.txt")]
    order = list(READERS)
    return sorted((one for one in files if one.suffix in order), key=lambda one: (order.index(one.suffix), one.name))


def in_place(file: Path, planned: Sequence[Plan], folder: Path) -> Iterator[Tried]:
    """Every plan in a file that can be changed itself; the changed ones are written into ``folder``."""
    before = said(file)
    for plan in planned:
        target = folder / f"changed{file.suffix}"
        why = plant(file, plan, target)
        yield Tried(file.name, plan, why=why) if why else judged(file.name, plan, said(target), before)


def _converted(file: Path, kind: str, planned: Sequence[Plan], folder: Path) -> Iterator[Tried]:
    """The changed files, all converted in one go."""
    folder.mkdir()
    shutil.copy(file, folder / f"clean{file.suffix}")
    stems = {f"{nth:03}": plan for nth, plan in enumerate(planned)}
    made = {stem: plan for stem, plan in stems.items() if not plant(file, plan, folder / f"{stem}{file.suffix}")}
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind]
    sources = sorted(map(str, folder.glob(f"*{file.suffix}")))
    subprocess.run([*command, "--outdir", str(folder), *sources], check=True, capture_output=True)
    before = said(folder / f"clean.{kind}")
    for stem, plan in made.items():
        yield judged(f"{kind} (from {file.name})", plan, said(folder / f"{stem}.{kind}"), before)


def said(path: Path) -> tuple[Finding, ...]:
    """What the product finds in a file."""
    return audit(score(recognise(read(path)))).findings


def judged(file: str, plan: Plan, after: Sequence[Finding], before: Sequence[Finding]) -> Tried:
    """Whether a finding of the fault's kind is there that was not, and at its row where it has one."""
    kind = kinds()[plan.fault]
    old = {_gist(one) for one in before}
    loud = [one for one in after if one.level in LOUD or kind.level == "note"]
    new = [one for one in loud if one.name in kind.checks and _gist(one) not in old]
    placed = [one for one in new if plan.row is None or any(place.row == plan.row for place in one.where)]
    return Tried(file, plan, bool(new), bool(placed))


def _gist(one: Finding) -> tuple[str, str, str | None, str | None]:
    return one.name, one.about, one.stated, one.computed


def plant(file: Path, plan: Plan, target: Path) -> str:
    """Writes the file with the plan's changes; why it cannot be, or nothing."""
    form = READERS[file.suffix](file)
    for change in plan.changes:
        if not (_in_cell(form, change) if change.row else _in_text(form, change)):
            return f"{file.name} has no {change.row or change.old!r}"
    form.save(target)
    return ""


def _in_cell(form: Editable, change: Change) -> bool:
    for row in form.rows:
        texts = [plain(cell.text) for cell in row]
        if change.row in texts and len(row) >= -change.column and texts[change.column] == plain(change.old):
            row[change.column].put(change.new)
            return True
    return False


def _in_text(form: Editable, change: Change) -> bool:
    for one in form.paragraphs:
        if change.old in one.text:
            one.put(one.text.replace(change.old, change.new, 1))
            return True
    return False
