"""A Word template as parts that can be edited; what is not touched is copied as it is."""

import io
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from steelyard.filling.errors import FillError
from steelyard.model import Message
from steelyard.reading.guards import check_size, parse_xml
from steelyard.reading.ooxml import Package, W
from steelyard.reading.sniffing import kind_of

_TYPES = "[Content_Types].xml"
_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_MACROS = b"macroEnabled"
_STORIES = {
    "header": Message("页眉", "the header"),
    "footer": Message("页脚", "the footer"),
    "footnotes": Message("脚注", "a footnote"),
    "endnotes": Message("尾注", "an endnote"),
}
_TEXT = Message("正文", "the text")


class Template:
    """The parts of a template that hold text: ``stories`` gives them, ``data`` writes the file anew.

    :raises FillError: it is no Word file, one with macros or a signature, or one of the strict dialect.
    :raises steelyard.reading.UnreadableDocument: it is damaged, encrypted or beyond the limits.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        check_size(len(data), path)
        if kind_of(data, path) != "docx":
            raise refusal(path, "不是Word文件，请在Word中另存为.docx。", "is no Word file; save it as .docx in Word.")
        self._data = data
        self._package = Package(data, path)
        self._types = self._package.archive.read(_TYPES)
        if _MACROS in self._types:
            raise refusal(path, "含有宏，请在Word中另存为不含宏的.docx。", "holds macros; save it in Word as .docx.")
        if self._package.archive.signed:
            raise refusal(
                path, "有数字签名，填写后会失效，请先去掉签名。", "is signed, which filling it in breaks; unsign it."
            )

    def stories(self) -> Iterator[tuple[str, Message, etree._Element]]:
        """Each part with text: its name, what it is called, and its root, for editing."""
        main = self._package.main("word/document.xml")
        yield main, _TEXT, self._root(main)
        related = self._package.related(main).values()
        for part in sorted({one.target for one in related if one.kind in _STORIES and not one.external}):
            kind = next(one.kind for one in related if one.target == part)
            if part in self._package.archive:
                yield part, _STORIES[kind], self._root(part)

    def _root(self, part: str) -> etree._Element:
        content = self._package.archive.read(part)
        parse_xml(content, self.path, part)  # refuses what no office program writes
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, strip_cdata=False))
        if not root.tag.startswith(W):
            raise refusal(
                self.path,
                "是Strict（严格）格式，请在Word中另存为普通的“Word文档（.docx）”。",
                "is in the strict dialect; save it in Word as an ordinary “Word document (.docx)”.",
            )
        return root

    def data(self, changed: Mapping[str, etree._Element]) -> bytes:
        """The file with ``changed`` parts, as a document (never as a template that Word would open a copy of)."""
        contents = {part: _written(root) for part, root in changed.items()}
        if _TEMPLATE in self._types:
            contents[_TYPES] = self._types.replace(_TEMPLATE, _DOCUMENT)
        contents = {name.lower(): content for name, content in contents.items()}
        written = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
            for member in old.infolist():
                content = contents.get(member.filename.lower())
                copy = zipfile.ZipInfo(member.filename, member.date_time)
                copy.compress_type, copy.external_attr = member.compress_type, member.external_attr
                copy.create_system = 0  # whatever system this runs on
                new.writestr(copy, old.read(member) if content is None else content)
        return written.getvalue()


def refusal(path: str, zh: str, en: str) -> FillError:
    """A template that cannot be filled; ``zh`` and ``en`` go on after its name."""
    return FillError(f"模板“{path}”{zh}", f"The template “{path}” {en}")


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)
