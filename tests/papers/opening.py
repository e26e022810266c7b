"""What a file holds, read by libraries other than ours, with the white space that each layout adds left out."""

import re
from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pypdfium2
from docx.oxml.ns import qn
from lxml import etree, html

_FOOT = re.compile(r"— \d+ —\s*$")


def words(kind: str, data: bytes) -> str:
    """All text of a file, alternative texts too, without white space."""
    found = {"docx": _docx, "xlsx": _xlsx, "pdf": _pdf, "html": _html}[kind](data)
    return squeezed("".join(found))


def squeezed(text: str) -> str:
    """``text`` without white space and without the places where a long word may be broken."""
    return "".join(text.split()).replace("\u200b", "")


def part(data: bytes, name: str) -> etree._Element:
    with ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def _docx(data: bytes) -> list[str]:
    body = docx.Document(BytesIO(data)).element.body
    told = [one.get("descr") for one in body.iter(qn("wp:docPr"))]
    return [one.text or "" for one in body.iter(qn("w:t"))] + told


def _xlsx(data: bytes) -> list[str]:
    book = openpyxl.load_workbook(BytesIO(data), rich_text=True)
    cells = [str(one.value) for sheet in book for row in sheet.iter_rows() for one in row if one.value is not None]
    with ZipFile(BytesIO(data)) as archive:
        drawings = [etree.fromstring(archive.read(name)) for name in archive.namelist() if "drawings/drawing" in name]
    return cells + [str(one.get("descr", "")) for drawing in drawings for one in drawing.iter("{*}cNvPr")]


def _pdf(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    found = [_FOOT.sub("", page.get_textpage().get_text_range()) for page in document]
    document.close()
    return found


def _html(data: bytes) -> list[str]:
    page = html.document_fromstring(data.decode())
    return [page.find("body").text_content(), *(str(one) for one in page.xpath("//@alt"))]
