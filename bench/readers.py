"""Reading alone: ours beside python-docx, docx2python, markitdown and, where installed, docling."""

import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from bench.timing import seconds, table


def lxml_floor(path: Path) -> None:
    """Parsing the same XML and nothing more: what a reader over lxml cannot beat."""
    with zipfile.ZipFile(path) as archive:
        etree.fromstring(archive.read("word/document.xml"))


def ours(path: Path) -> None:
    from steelyard.reading import read

    read(path)


def python_docx_cells(path: Path) -> None:
    """Every cell of every row, as a caller of python-docx gets at them."""
    import docx

    for grid in docx.Document(str(path)).tables:
        for row in grid.rows:
            [cell.text for cell in row.cells]


def docx2python(path: Path) -> None:
    from docx2python import docx2python as convert

    with convert(str(path)) as result:
        _ = result.body


def markitdown(path: Path) -> None:
    from markitdown import MarkItDown

    MarkItDown().convert(str(path))


def docling(path: Path) -> None:
    from docling.document_converter import DocumentConverter

    DocumentConverter().convert(str(path))


PEERS: dict[str, Callable[[Path], None]] = {
    "docx": python_docx_cells,
    "docx2python": docx2python,
    "markitdown": markitdown,
    "docling": docling,
}


def run(forms: dict[str, Path]) -> None:
    """Milliseconds for one form, and how many times as long as ours."""
    for name, path in forms.items():
        floor, mine = seconds(lxml_floor, path), seconds(ours, path)
        rows = [line("lxml, parsing alone", floor, mine), line("steelyard, read", mine, mine)]
        for peer, work in PEERS.items():
            label = "python-docx, row.cells" if peer == "docx" else peer
            if find_spec(peer) is None:
                rows.append((label, "not installed", ""))
            else:
                rows.append(line(label, seconds(work, path, runs=5), mine))
        print(f"Reading one .docx ({name}, {path.stat().st_size:,} bytes)")
        table(("reader", "ms", "× ours"), rows)


def line(label: str, taken: float, mine: float) -> tuple[str, str, str]:
    return label, f"{taken * 1000:.2f}", f"{taken / mine:.2f}"
