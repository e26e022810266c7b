"""Kinds of file as an office program writes them: .doc, printed PDF, Word, Excel and web pages saved anew.

Needs LibreOffice.
"""

import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.generator.paper import Sheet
from tests.generator.writers import docx_plain, workbook

PROGRAM = shutil.which("soffice")
Write = Callable[[Sheet, Path, random.Random], None]


def saved_as(kind: str, write: Write, ending: str) -> Write:
    """A writer that has LibreOffice save what ``write`` wrote (a file with ``ending``) as ``kind``."""

    def convert(sheet: Sheet, path: Path, source: random.Random) -> None:
        if PROGRAM is None:
            raise RuntimeError("LibreOffice is not installed")
        with tempfile.TemporaryDirectory() as folder:
            first, out = Path(folder) / f"form{ending}", Path(folder) / "out"
            write(sheet, first, source)
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = [PROGRAM, profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(first)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            shutil.copyfile(out / f"form.{kind.partition(':')[0]}", path)

    return convert


write_doc = saved_as("doc", docx_plain.write, ".docx")
write_pdf = saved_as("pdf", docx_plain.write, ".docx")
write_docx = saved_as("docx", docx_plain.write, ".docx")
write_html = saved_as("html", docx_plain.write, ".docx")
write_xls = saved_as("xls", workbook.write_xlsx_typed, ".xlsx")
write_xlsx = saved_as("xlsx", workbook.write_xls_typed, ".xls")
