"""docx from bare XML: tracked changes, content controls, gaps before and after rows, nested tables."""

import random
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from tests.generator.paper import Cell, Grid, Para, Sheet

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
SYMBOLS = {"≥": "F0B3", "≤": "F0A3"}  # as Word's dialogue for symbols inserts them
MARK = 'w:author="审核" w:date="2024-03-01T09:00:00Z"'


def write(sheet: Sheet, path: Path, source: random.Random) -> None:
    tricks = _Tricks(source)
    body = "".join(
        tricks.paragraph(block.text) if isinstance(block, Para) else tricks.grid(block) for block in sheet.blocks
    )
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {W}><w:body>{body}<w:p/>'
            '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr></w:body></w:document>',
        )


class _Tricks:
    def __init__(self, source: random.Random) -> None:
        self.source = source
        self.number = 0

    def mark(self) -> str:
        self.number += 1
        return f'w:id="{self.number}" {MARK}'

    def paragraph(self, text: str) -> str:
        return f"<w:p>{self.runs(text)}</w:p>"

    def runs(self, text: str) -> str:
        """The text as Word may store it after some editing; it reads the same when changes are accepted."""
        if not text:
            return ""
        trick = self.source.randrange(16)
        if trick == 0:
            return f"<w:ins {self.mark()}>{_run(text)}</w:ins>"
        if trick == 1:
            gone = f'<w:del {self.mark()}><w:r><w:delText xml:space="preserve">旧值88</w:delText></w:r></w:del>'
            return f"{gone}<w:ins {self.mark()}>{_run(text)}</w:ins>"
        if trick == 2:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{_run(text)}</w:sdtContent></w:sdt>"
        if trick == 3:
            return f'<w:smartTag w:uri="urn:x" w:element="chsdate">{_run(text)}</w:smartTag>'
        if trick == 4:
            return f"{_run(text)}<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏批注</w:t></w:r>"
        if trick == 5:
            return f'<w:hyperlink w:anchor="_top">{_run(text)}</w:hyperlink>'
        half = len(text) // 2
        if trick in (8, 9) and text[0] in SYMBOLS:
            return f'<w:r><w:sym w:font="Symbol" w:char="{SYMBOLS[text[0]]}"/></w:r>{_run(text[1:])}'
        if trick == 10:
            return "".join(map(_run, text[:20])) + _run(text[20:])
        if trick == 11:
            mark = '<w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkEnd w:id="1"/>'
            return _run(text[:half]) + mark + _run(text[half:])
        if trick == 12:
            return _run(text + "\u200b") if half else _run("\u00a0" + text + "\u00a0")
        if trick in (6, 7):
            return f'{_run(text[:half])}<w:proofErr w:type="spellStart"/>{_run(text[half:])}'
        return _run(text)

    def grid(self, grid: Grid) -> str:
        covered = grid.cover()
        columns = "".join('<w:gridCol w:w="1200"/>' for _ in range(grid.columns))
        rows = [self.row(grid, covered[number], number) for number in range(len(grid.rows))]
        table = f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
        if self.source.random() < 0.1:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{table}</w:sdtContent></w:sdt>"
        return table

    def row(self, grid: Grid, places: list[tuple[int, int] | None], number: int) -> str:
        cells: list[str] = []
        properties = ""
        column = 0
        last = len(places)
        while column < last:
            place = places[column]
            assert place is not None
            cell = grid.rows[place[0]][place[1]]
            if column + cell.across == last and not cell.text and cell.down == 1 and self.source.random() < 0.3:
                properties = f'<w:trPr><w:gridAfter w:val="{cell.across}"/></w:trPr>'
                break
            cells.append(self.cell(cell, place[0] == number, grid.columns))
            column += cell.across
        text = f"<w:tr>{properties}{''.join(cells)}</w:tr>"
        trick = self.source.randrange(30)
        if trick == 0:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{text}</w:sdtContent></w:sdt>"
        if trick == 1 and not properties and number:
            ghost = "".join(
                f"<w:tc>{self.span(cell)}<w:p>{_run('作废')}</w:p></w:tc>" for cell in grid.rows[number][:1]
            )
            return f"{text}<w:tr><w:trPr><w:del {self.mark()}/></w:trPr>{ghost}</w:tr>"
        return text

    def span(self, cell: Cell) -> str:
        return f'<w:tcPr><w:gridSpan w:val="{cell.across}"/></w:tcPr>'

    def cell(self, cell: Cell, first: bool, wide: int) -> str:
        properties = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
        if cell.down > 1:
            properties += '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
        lines = (cell.text if first else "").split("\n")
        if len(lines) > 1 and self.source.random() < 0.5:
            content = "<w:p>" + "<w:r><w:br/></w:r>".join(_run(line) for line in lines) + "</w:p>"
        else:
            content = "".join(self.paragraph(line) for line in lines)
        if first and 0 < len(cell.text) < 40 and cell.across < wide and self.source.random() < 0.03:
            inner = f"<w:tc><w:tcPr/>{content}</w:tc>"
            grid = '<w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>'
            content = f"<w:tbl><w:tblPr/>{grid}<w:tr>{inner}</w:tr></w:tbl><w:p/>"
        text = f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"
        if self.source.random() < 0.03:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{text}</w:sdtContent></w:sdt>"
        return text


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
