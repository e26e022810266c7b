"""The forms that are measured: the example, the real form where it is present, and forms grown row by row."""

import io
import os
import zipfile
from copy import deepcopy
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "anlan-water-2025.docx"
SHARED = Path(os.environ.get("STEELYARD_SHARED", ROOT.parent / "shared"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PART = "word/document.xml"


def named() -> dict[str, Path]:
    """The forms by name; the real one only where it is present."""
    real = SHARED / "forms" / "rugao-2023.docx"
    return {"example": EXAMPLE} | ({"real form": real} if real.exists() else {})


def grown(rows: int) -> bytes:
    """The example with its indicator rows repeated until there are ``rows`` of them."""
    with zipfile.ZipFile(EXAMPLE) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts[PART])
    table = root.find(f".//{W}tbl")
    assert table is not None
    all_rows = table.findall(f"{W}tr")
    indicators, total = all_rows[8:-1], all_rows[-1]
    for index in range(len(indicators), rows):
        total.addprevious(deepcopy(indicators[index % len(indicators)]))
    for row in table.findall(f"{W}tr")[8 + rows : -1]:
        table.remove(row)
    parts[PART] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
