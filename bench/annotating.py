"""The annotated copy: milliseconds for a form that is checked already, and the growth as rows double."""

from pathlib import Path
from tempfile import TemporaryDirectory

from bench.forms import grown
from bench.timing import seconds, table
from steelyard import audit, read, recognise, score
from steelyard.reporting.annotating import annotate
from steelyard.reporting.annotating.remarks import remarks

SIZES = (50, 100, 200, 400, 800, 1600, 3200)
KINDS = (".docx", ".xlsx")


def run(forms: dict[str, Path]) -> None:
    """Each form of a kind that can be annotated, then one that grows."""
    rows = [(name, *_row(path)) for name, path in forms.items() if path.suffix in KINDS]
    print("The annotated copy of a checked form, warm")
    table(("form", "remarks", "ms"), rows)
    rows = []
    with TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"{size}.docx"
            path.write_bytes(grown(size))
            rows.append((f"{size:,}", *_row(path)))
    print("The annotated copy as rows double")
    table(("rows", "remarks", "ms"), rows)


def _row(path: Path) -> tuple[str, str]:
    audits, data = [audit(score(recognise(read(path))))], path.read_bytes()
    taken = seconds(annotate, audits, data, runs=7)
    return str(len(remarks(audits, "zh"))), f"{taken * 1000:.1f}"
