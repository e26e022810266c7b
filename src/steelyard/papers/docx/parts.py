"""The parts of a Word file around its text."""

from collections.abc import Iterable

from steelyard.papers.look import page_of
from steelyard.papers.paper import Paper
from steelyard.papers.text import escaped

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_DRAWN = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_OUTSIDE = ' TargetMode="External"'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SETTINGS = (
    f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    "<w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
    "<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat></w:settings>"
)


def content_types() -> str:
    """Which part is of which type."""
    overrides = (
        ("word/document.xml", f"{_WORD}.document.main+xml"),
        ("word/styles.xml", f"{_WORD}.styles+xml"),
        ("word/fontTable.xml", f"{_WORD}.fontTable+xml"),
        ("word/settings.xml", f"{_WORD}.settings+xml"),
        ("word/footer1.xml", f"{_WORD}.footer+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        + "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides)
        + "</Types>"
    )


def relationships(related: Iterable[tuple[str, str, str, bool]]) -> str:
    """A part's relations: id, type, target, and whether the target is outside of the file."""
    return (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="{name}" Type="{kind}" Target="{escaped(target)}"{_OUTSIDE if outside else ""}/>'
            for name, kind, target, outside in related
        )
        + "</Relationships>"
    )


def document(text: str, paper: Paper) -> str:
    """The main part around the text of the paper."""
    page = page_of(paper)
    orient = ' w:orient="landscape"' if paper.landscape else ""
    return (
        f"{HEAD}<w:document {W} {_R} {_DRAWN}><w:body>{text}<w:sectPr>"
        '<w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{orient}/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" w:bottom="{twips(page.bottom)}" '
        f'w:left="{twips(page.left)}" w:header="851" w:footer="1417" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def footer() -> str:
    """The page number between dashes, as official documents have it."""
    field = "".join(
        f"<w:r>{inner}</w:r>"
        for inner in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    return f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="footer"/></w:pPr>{field}</w:p></w:ftr>'


def core(paper: Paper) -> str:
    """Title, organization and language; no clock."""
    creator = f"<dc:creator>{escaped(paper.organization)}</dc:creator>" if paper.organization else ""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(paper.title)}</dc:title>{creator}<dc:language>{tag_of(paper)}</dc:language>"
        "</cp:coreProperties>"
    )


def tag_of(paper: Paper) -> str:
    """The language as the files name it."""
    return "zh-CN" if paper.lang == "zh" else "en-GB"


def twips(millimetres: float) -> int:
    """Word's unit, a twentieth of a point."""
    return round(millimetres * 1440 / 25.4)
