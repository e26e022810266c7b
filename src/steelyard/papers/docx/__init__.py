"""Word files, of our own strings: five times as fast as a library's objects, and every byte of them known."""

from steelyard.papers.docx.body import Body
from steelyard.papers.docx.parts import SETTINGS, content_types, core, document, footer, relationships
from steelyard.papers.docx.styles import font_table, styles
from steelyard.papers.packing import packed
from steelyard.papers.paper import Paper

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT = (
    ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml", False),
    ("rId2", f"{_PACKAGE}/metadata/core-properties", "docProps/core.xml", False),
)
_OWN = (
    ("styles", f"{_OFFICE}/styles", "styles.xml", False),
    ("fonts", f"{_OFFICE}/fontTable", "fontTable.xml", False),
    ("settings", f"{_OFFICE}/settings", "settings.xml", False),
    ("footer", f"{_OFFICE}/footer", "footer1.xml", False),
)


def render(paper: Paper) -> bytes:
    """The paper as a Word file."""
    body = Body(paper)
    text = body.text()
    pictures = [(f"media/picture{number}.png", png) for number, png in enumerate(body.pictures, 1)]
    related = [
        *_OWN,
        *((f"picture{number}", f"{_OFFICE}/image", name, False) for number, (name, _) in enumerate(pictures, 1)),
        *((f"link{number}", f"{_OFFICE}/hyperlink", link, True) for link, number in body.links.items()),
    ]
    return packed(
        (
            ("[Content_Types].xml", content_types()),
            ("_rels/.rels", relationships(_ROOT)),
            ("word/document.xml", document(text, paper)),
            ("word/_rels/document.xml.rels", relationships(related)),
            ("word/styles.xml", styles(paper)),
            ("word/fontTable.xml", font_table()),
            ("word/settings.xml", SETTINGS),
            ("word/footer1.xml", footer()),
            ("docProps/core.xml", core(paper)),
            *((f"word/{name}", png) for name, png in pictures),
        )
    )
