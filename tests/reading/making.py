"""Office packages from a few lines of XML, and documents as plain lists, for tests of readers."""

import io
import zipfile

from steelyard.model import Document, Table
from steelyard.reading import read_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)


def archive(members: dict[str, str | bytes], stored: bool = False) -> bytes:
    """A zip file."""
    made = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(made, "w", method) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return made.getvalue()


def changed(package: bytes, parts: dict[str, str | bytes] | None = None, **words: str) -> bytes:
    """A package with further parts, and with words replaced in all of its own."""
    with zipfile.ZipFile(io.BytesIO(package)) as members:
        texts = {name: members.read(name).decode() for name in members.namelist()}
    for old, new in words.items():
        texts = {name: text.replace(old, new) for name, text in texts.items()}
    return archive({**texts, **(parts or {})})


def relations(*pairs: tuple[str, str], first: int = 1) -> str:
    """A relationships part: (kind, target) pairs, numbered rId1, rId2 …"""
    lines = (
        f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, first)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(lines)}</Relationships>'


def docx(body: str, **parts: str) -> bytes:
    """A Word file around a body; ``parts`` are the inner XML of styles, numbering, comments, footnotes, header …"""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*((kind, f"{kind}.xml") for kind in parts)),
    }
    for kind, inner in parts.items():
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        members[f"word/{kind}.xml"] = f"<w:{root} {_NAMES}>{inner}</w:{root}>"
    return archive(members)


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def tc(content: str, properties: str = "") -> str:
    """A cell around paragraphs, or around text."""
    inside = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    inside = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def sheet(rows: str, merges: str = "", before: str = "") -> str:
    """A worksheet part."""
    merged = "".join(f'<mergeCell ref="{reference}"/>' for reference in merges.split())
    cells = f"<sheetData>{rows}</sheetData>"
    return f'<worksheet xmlns="{S}">{before}{cells}<mergeCells>{merged}</mergeCells></worksheet>'


def xlsx(*sheets: str, states: tuple[str, ...] = (), book: str = "", **parts: str) -> bytes:
    """A workbook of worksheet parts; ``parts`` are whole parts of the workbook (styles, sharedStrings)."""
    listed = "".join(
        f'<sheet name="表{number}" r:id="rId{number}" state="{(states + ("visible",) * 9)[number - 1]}"/>'
        for number in range(1, len(sheets) + 1)
    )
    related = [*(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1))]
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}">{book}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(*related, *((kind, f"{kind}.xml") for kind in parts)),
    }
    members |= {f"xl/worksheets/sheet{number}.xml": part for number, part in enumerate(sheets, 1)}
    members |= {f"xl/{kind}.xml": part for kind, part in parts.items()}
    return archive(members)


def grid(table: Table) -> list[list[str]]:
    """The cells of a table as text, merged ones at each place."""
    return [[cell.text for cell in row] for row in table.rows]


def first_grid(data: bytes, path: str = "form") -> list[list[str]]:
    return grid(read_bytes(data, path).tables[0])


def asides(document: Document) -> list[tuple[str, str]]:
    return [(aside.kind, aside.text) for aside in document.asides]
