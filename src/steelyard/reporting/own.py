"""Knows a report that this program wrote: it holds the form's tables, but it is no form."""

import mmap
import os
import zipfile
from pathlib import Path

from steelyard.reporting.headings import WORDS

PAGE = b'<meta name="generator" content="steelyard '
PROPERTIES = "docProps/core.xml"
MOST = 65536  # bytes of a file's properties that are looked at
# The title that every paper of a review has, in the properties of a Word file or workbook and in those of a PDF.
TITLES = tuple(f" · {words}".encode() for words in (WORDS["kind_of_page"].zh, WORDS["kind_of_page"].en))


def own_report(path: str | os.PathLike[str]) -> bool:
    """Whether ``path`` is a report of ours, by what its properties say; ``False`` for a file that cannot be read."""
    look = {".html": _page, ".htm": _page, ".docx": _package, ".xlsx": _package, ".pdf": _pdf}
    known = look.get(Path(path).suffix.lower())
    try:
        return known is not None and known(path)
    except Exception:  # whatever a damaged archive raises: reading it will say what is wrong
        return False


def _page(path: str | os.PathLike[str]) -> bool:
    with open(path, "rb") as file:
        return PAGE in file.read(1024)


def _package(path: str | os.PathLike[str]) -> bool:
    with zipfile.ZipFile(path) as package, package.open(PROPERTIES) as properties:
        said = properties.read(MOST)
    return any(title + b"</dc:title>" in said for title in TITLES)


def _pdf(path: str | os.PathLike[str]) -> bool:
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        return any(whole.find(title + b"</rdf:li>") >= 0 for title in TITLES)
