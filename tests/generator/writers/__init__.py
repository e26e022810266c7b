"""Sheet → file: one writer per kind of file, by name."""

import random
from collections.abc import Callable
from pathlib import Path

from tests.generator.paper import Sheet
from tests.generator.writers import docx_plain, docx_raw, markup, office, pdf, text, workbook

Write = Callable[[Sheet, Path, random.Random], None]

WRITERS: dict[str, tuple[str, Write]] = {
    "docx": (".docx", docx_plain.write),
    "docx-tricky": (".docx", docx_raw.write),
    "xlsx": (".xlsx", workbook.write_xlsx),
    "xlsx-typed": (".xlsx", workbook.write_xlsx_typed),
    "xls": (".xls", workbook.write_xls),
    "xls-typed": (".xls", workbook.write_xls_typed),
    "html": (".html", markup.write_html),
    "html-word": (".htm", markup.write_word_html),
    "html-portal": (".html", markup.write_portal_html),
    "pdf": (".pdf", pdf.write),
    "txt": (".txt", text.write_txt),
    "txt-tabs": (".txt", text.write_tabs),
    "md": (".md", text.write_md),
    "doc": (".doc", office.write_doc),
    "pdf-office": (".pdf", office.write_pdf),
    "docx-office": (".docx", office.write_docx),
    "html-office": (".html", office.write_html),
    "xls-office": (".xls", office.write_xls),
    "xlsx-office": (".xlsx", office.write_xlsx),
}
OFFICE = ("doc", *(name for name in WRITERS if name.endswith("-office")))  # need LibreOffice
OWN = tuple(name for name in WRITERS if name not in OFFICE)
