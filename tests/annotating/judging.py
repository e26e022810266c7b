"""What must hold of every annotated file: the remarks are where they belong, and nothing else changed."""

import io
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from steelyard.model import Document
from steelyard.reading import read_bytes
from steelyard.reading.ooxml import Package, S, W
from steelyard.reading.tracing import trace
from steelyard.reporting.annotating.marking import leaves
from steelyard.reporting.annotating.remarks import Remark

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
STARTS, ENDS, REFERENCE = f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"


class Said(NamedTuple):
    """A comment of a Word file or a note of a workbook: the words or the cell it belongs to, and its text."""

    at: str
    text: str
    author: str


def remark(document: Document, words: str, line: str = "说明", nth: int = 0) -> Remark:
    """A remark on the n-th place of some words."""
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    return Remark(start, start + len(words), "error", ("错误 · 标题", line))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def changed(before: bytes, after: bytes) -> tuple[set[str], set[str]]:
    """The parts that are not as they were, and those that are new. None is gone, and their order is kept."""
    old, new = members(before), members(after)
    assert list(new)[: len(old)] == list(old)
    return {name for name in old if old[name] != new[name]}, set(new) - set(old)


def comments(data: bytes, path: str = "form.docx", marked: bool = True) -> list[Said]:
    """The comments of a Word file in the order of their numbers, with the words that they mark if so wished."""
    package = Package(data, path)
    part = next(one.target for one in package.related("word/document.xml").values() if one.kind == "comments")
    found = []
    words = _marked(data, path) if marked else {}
    for comment in package.xml(part).iter(f"{W}comment"):
        lines = ("".join(line.itertext(f"{W}t")) for line in comment.iter(f"{W}p"))
        text = "\n".join(line for line in lines if line)
        found.append(Said(words.get(comment.get(f"{W}id", ""), ""), text, comment.get(f"{W}author", "")))
    return found


def _marked(data: bytes, path: str) -> dict[str, str]:
    """The text as it reads between the marks of each comment; each is begun, ended and referred to once."""
    document, origins = trace(data, path)
    found = [leaf for leaf in leaves(origins) if leaf.element is not None]
    root = leaves(origins)[0].paragraph.getroottree().getroot()
    at = {element: number for number, element in enumerate(root.iter())}
    marks = {tag: {one.get(f"{W}id", ""): at[one] for one in root.iter(tag)} for tag in (STARTS, ENDS, REFERENCE)}
    assert len({len(list(root.iter(tag))) for tag in marks} | {len(numbers) for numbers in marks.values()}) == 1
    for reference in root.iter(REFERENCE):
        identity = reference.get(f"{W}id", "")
        assert marks[STARTS][identity] < marks[ENDS][identity]
        paragraph = next(reference.iterancestors(f"{W}p"))
        own = [at[leaf.element] for leaf in found if leaf.element is not None and leaf.paragraph is paragraph]
        assert at[reference] > marks[ENDS][identity] or at[reference] < min(own)
    return {
        identity: "".join(
            document.text[leaf.start : leaf.end]
            for leaf in found
            if leaf.element is not None and start < at[leaf.element] < marks[ENDS][identity]
        )
        for identity, start in marks[STARTS].items()
    }


def without_marks(data: bytes, numbers: range, part: str = "word/document.xml") -> bytes:
    """The main part in canonical XML without the marks of some comments, and with runs joined that read as one."""
    root = etree.fromstring(members(data)[part])
    own = {str(number) for number in numbers}
    for mark in list(root.iter(STARTS, ENDS, REFERENCE)):
        if mark.get(f"{W}id") in own:
            gone = mark.getparent() if mark.tag == REFERENCE else mark
            assert gone is not None
            parent = gone.getparent()
            assert parent is not None
            parent.remove(gone)
    for run in list(root.iter(f"{W}r")):
        _join(run)
    for run in root.iter(f"{W}r"):
        _join_texts(run)
    for text in root.iter(f"{W}t"):
        text.attrib.pop(SPACE, None)
    return etree.tostring(root, method="c14n")


def _join(run: etree._Element) -> None:
    """Join a run to the one right before it, if it is formatted alike."""
    before = run.getprevious()
    if before is None or before.tag != run.tag or _formatting(before) != _formatting(run) or before.tail or run.tail:
        return
    for child in [one for one in run if one.tag != f"{W}rPr"]:
        before.append(child)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)


def _join_texts(run: etree._Element) -> None:
    """Join the texts that are neighbours within a run."""
    for child in list(run):
        last = child.getprevious()
        if child.tag == f"{W}t" and last is not None and last.tag == child.tag:
            last.text = (last.text or "") + (child.text or "")
            run.remove(child)


def _formatting(run: etree._Element) -> tuple[dict[str, str], bytes]:
    properties = run.find(f"{W}rPr")
    said = b"" if properties is None else etree.tostring(properties, method="c14n", with_tail=False)
    return {str(key): str(value) for key, value in run.attrib.items()}, said


def notes(data: bytes, part: str = "xl/worksheets/sheet1.xml", path: str = "form.xlsx") -> list[Said]:
    """The notes of a worksheet, each with a box of its own on the same cell."""
    package = Package(data, path)
    related = package.related(part)
    (texts,) = [one.target for one in related.values() if one.kind == "comments"]
    root = package.xml(texts)
    authors = [author.text or "" for author in root.iterfind(f"{S}authors/{S}author")]
    found = []
    for comment in root.iter(f"{S}comment"):
        text = "".join(str(piece) for piece in comment.itertext(f"{S}t"))
        found.append(Said(comment.get("ref", ""), text, authors[int(comment.get("authorId", ""))]))
    return found


def boxes(data: bytes, part: str = "xl/worksheets/sheet1.xml", path: str = "form.xlsx") -> list[str]:
    """The cells on which a worksheet has boxes for notes."""
    package = Package(data, path)
    named = package.xml(part).find(f"{S}legacyDrawing")
    assert named is not None
    target = package.related(part)[str(named.values()[0])].target
    drawing = package.xml(target)
    identities = [shape.get("id") for shape in drawing.iter("{urn:schemas-microsoft-com:vml}shape")]
    assert len(set(identities)) == len(identities)
    return list(_cells(drawing))


def _cells(drawing: etree._Element) -> Iterator[str]:
    names = "{urn:schemas-microsoft-com:office:excel}"
    for data in drawing.iter(f"{names}ClientData"):
        row, column = data.findtext(f"{names}Row"), data.findtext(f"{names}Column")
        yield f"{chr(ord('A') + int(column or 0))}{int(row or 0) + 1}"


def same_text(before: bytes, after: bytes, path: str = "form") -> bool:
    return read_bytes(before, path).text == read_bytes(after, path).text
