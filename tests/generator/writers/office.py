"""Kinds of file that only an office program writes: .doc, and PDF as it prints a Word file. Needs LibreOffice."""

import random
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.generator.paper import Sheet
from tests.generator.writers import docx_plain

PROGRAM = shutil.which("soffice")


def write_doc(sheet: Sheet, path: Path, source: random.Random) -> None:
    _convert(sheet, path, source, "doc")


def write_pdf(sheet: Sheet, path: Path, source: random.Random) -> None:
    _convert(sheet, path, source, "pdf")


def _convert(sheet: Sheet, path: Path, source: random.Random, kind: str) -> None:
    """:raises RuntimeError: LibreOffice is not installed, or wrote nothing."""
    if PROGRAM is None:
        raise RuntimeError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / "form.docx"
        docx_plain.write(sheet, word, source)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [PROGRAM, profile, "--headless", "--convert-to", kind, "--outdir", folder, str(word)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        shutil.copyfile(word.with_suffix(f".{kind}"), path)
