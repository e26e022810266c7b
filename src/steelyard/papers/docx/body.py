"""The text of a Word file: paragraphs, links, tables, drawings, in the order of elements that Word asks for."""

from functools import cache
from itertools import zip_longest

from steelyard.papers.docx.parts import twips
from steelyard.papers.docx.styles import NO_INDENT, STYLE_IDS, cell_style, first_line, justification
from steelyard.papers.grid import Slot, grid
from steelyard.papers.keeping import heights, leads, whole
from steelyard.papers.look import HEADER_WASH, INKS, LOOKS, WASHES, cell_size, page_of, shares
from steelyard.papers.paper import Align, Block, Drawing, Paper, Paragraph, Part, Run, Table, Tone
from steelyard.papers.text import address, anchors, escaped

_GAP = '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'
_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_STRONG = ("title", "subtitle", "heading", "subheading", "verdict")
_EMU = 36000  # a millimetre


class Body:
    """One paper's text; ``pictures`` (PNG) and ``links`` (address → number) are those it refers to."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._page = page_of(paper)
        self._width = self._page.text_width
        self._anchors = anchors(paper)
        self.pictures: list[bytes] = []
        self.links: dict[str, int] = {}

    def text(self) -> str:
        """The blocks of the paper; the last is a paragraph, since Word and LibreOffice want none other."""
        out: list[str] = []
        breaks = False
        before: Block | None = None
        blocks = self._paper.blocks
        for block, following in zip_longest(blocks, blocks[1:]):
            if isinstance(block, Part):
                breaks = breaks or (block.page and bool(out))
                continue
            kept = "<w:keepNext/>" if leads(before, block) else ""
            out.append(self._block(block, following, kept + ("<w:pageBreakBefore/>" if breaks else "")))
            before, breaks = block, False
        return "".join(out)

    def _block(self, block: Block, following: Block | None, broken: str) -> str:
        if isinstance(block, Paragraph):
            return self._paragraph(block, broken)
        if isinstance(block, Drawing):
            keep = isinstance(following, Paragraph) and following.style == "caption"
            return self._drawing(block, ("<w:keepNext/>" if keep else "") + broken)
        if isinstance(block, Table):
            return self._table(block, broken) + ("" if isinstance(following, Paragraph) else _GAP)
        return ""

    def _paragraph(self, paragraph: Paragraph, flags: str = "") -> str:
        align = justification(paragraph.align) if paragraph.align else ""
        if paragraph.align in ("center", "right") and LOOKS[paragraph.style].indent:
            align = NO_INDENT + align
        properties = f'<w:pPr><w:pStyle w:val="{STYLE_IDS[paragraph.style]}"/>{flags}{align}</w:pPr>'
        return f"<w:p>{properties}{self._runs(paragraph)}</w:p>"

    def _runs(self, paragraph: Paragraph) -> str:
        text = "".join([self._run(run) for run in paragraph.runs])
        if not paragraph.anchor:
            return text
        number = self._anchors[paragraph.anchor]
        return f'<w:bookmarkStart w:id="{number}" w:name="a{number}"/>{text}<w:bookmarkEnd w:id="{number}"/>'

    def _run(self, run: Run) -> str:
        text = f"<w:r>{_look(run.bold, run.tone, bool(run.link))}{_text(run.text)}</w:r>"
        if not run.link:
            return text
        if run.link.startswith("#"):
            return f'<w:hyperlink w:anchor="a{self._anchors[run.link[1:]]}">{text}</w:hyperlink>'
        number = self.links.setdefault(address(run.link), len(self.links) + 1)
        return f'<w:hyperlink r:id="link{number}">{text}</w:hyperlink>'

    def _table(self, table: Table, broken: str) -> str:
        caption = ""
        if table.caption:
            caption = self._paragraph(Paragraph((Run(table.caption),), "caption"), f"<w:keepNext/>{broken}")
        elif broken:
            caption = f'<w:p><w:pPr><w:pStyle w:val="Gap"/>{broken}</w:pPr></w:p>'
        widths = [twips(float(share) * self._width) for share in shares(table)]
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = []
        slotted = grid(table)
        last = len(slotted) - 1 if whole(sum(heights(table, slotted, self._page)), self._page) else 0
        for number, slots in enumerate(slotted):
            heads = number < table.header_rows
            flags = "<w:cantSplit/><w:tblHeader/>" if heads else "<w:cantSplit/>"
            cells = "".join([self._cell(table, slot, widths, heads, heads or number < last) for slot in slots])
            rows.append(f"<w:tr><w:trPr>{flags}</w:trPr>{cells}</w:tr>")
        return (
            f'{caption}<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{_EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def _cell(self, table: Table, slot: Slot, widths: list[int], heads: bool, keep: bool) -> str:
        cell = slot.cell
        width = sum(widths[slot.column : slot.column + cell.columns])
        span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
        merge = ""
        if cell.rows > 1:
            merge = '<w:vMerge w:val="restart"/>' if slot.begins else "<w:vMerge/>"
        wash = WASHES[cell.tone] or (HEADER_WASH if heads and cell.header else "")
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{wash}"/>' if wash else ""
        size = cell_size(table, slot)
        text = f"<w:p>{_in_cell(size, False, keep, '', '')}</w:p>"
        if slot.begins and cell.paragraphs:
            text = "".join([self._in_cell(one, cell.align, size, cell.header, keep) for one in cell.paragraphs])
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shade}<w:vAlign w:val="center"/></w:tcPr>'
            f"{text}</w:tc>"
        )

    def _in_cell(self, paragraph: Paragraph, align: Align, size: float, header: bool, keep: bool) -> str:
        align = paragraph.align or ("center" if paragraph.style in ("title", "subtitle") else align)
        if paragraph.style in ("title", "subtitle"):
            properties = f'<w:pPr><w:pStyle w:val="{STYLE_IDS[paragraph.style]}"/>{justification(align)}</w:pPr>'
        else:
            justified = align == "justify" and paragraph.style == "body" and self._paper.lang == "zh"
            indent = first_line(size) if justified else ""
            strong = header or paragraph.style in _STRONG
            properties = _in_cell(size, strong, keep, indent, "" if align == "center" else justification(align))
        return f"<w:p>{properties}{self._runs(paragraph)}</w:p>"

    def _drawing(self, drawing: Drawing, flags: str) -> str:
        from steelyard.papers.pictures import png, ratio

        self.pictures.append(png(drawing.svg))
        number = len(self.pictures)
        width = round(float(drawing.width) * self._width * _EMU)
        size = f'cx="{width}" cy="{round(width * ratio(drawing.svg))}"'
        told = escaped(drawing.told).replace("\n", "&#10;")
        return (
            f'<w:p><w:pPr>{flags}<w:jc w:val="center"/></w:pPr><w:r><w:drawing>'
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr id="{number}" name="picture{number}" descr="{told}"/>'
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr id="{number}" name="picture{number}.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f'<a:blip r:embed="picture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
            f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )


@cache
def _in_cell(size: float, strong: bool, keep: bool, indent: str, align: str) -> str:
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:pPr><w:pStyle w:val="{cell_style(size, strong)}"/>{kept}{indent}{align}</w:pPr>'


@cache
def _look(bold: bool, tone: Tone, linked: bool) -> str:
    properties = '<w:rStyle w:val="Link"/>' if linked else ""
    if bold:
        properties += "<w:b/><w:bCs/>"
    if tone != "plain":
        properties += f'<w:color w:val="{INKS[tone]}"/>'
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def _text(text: str) -> str:
    text = escaped(text)
    if "\n" in text or "\t" in text:
        text = text.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        text = text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:t xml:space="preserve">{text}</w:t>'
