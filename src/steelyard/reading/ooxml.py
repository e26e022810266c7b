"""What Word and Excel packages share: relationships between parts, and the strict dialect of ISO/IEC 29500."""

import posixpath
from typing import NamedTuple

from lxml import etree

from steelyard.reading.guards import Archive, parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

_STRICT = b"http://purl.oclc.org/ooxml/"
_DIALECTS = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.strip("{}").encode()),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", S.strip("{}").encode()),
)


class Related(NamedTuple):
    """``kind`` is the last word of the relationship's type; ``target`` a part, or an address if ``external``."""

    kind: str
    target: str
    external: bool


class Package:
    """An Office file as a graph of parts. Raises as ``Archive`` does."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self.archive = Archive(data, path)

    def xml(self, part: str) -> etree._Element:
        """Parse a part; the strict dialect comes out as the transitional one, which readers know."""
        return self.parsed(part, self.archive.read(part))

    def parsed(self, part: str, data: bytes) -> etree._Element:
        """Parse the bytes of a part, as ``xml`` does."""
        if _STRICT in data[:4096]:
            for strict, transitional in _DIALECTS:
                data = data.replace(strict, transitional)
        return parse_xml(data, self.path, part)

    def related(self, part: str = "") -> dict[str, Related]:
        """The relationships of a part (of the package itself where ``part`` is empty), by their id."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self.archive:
            return {}
        found = {}
        for element in self.archive.xml(rels).iter(_RELATIONSHIP):
            target, external = element.get("Target", ""), element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[element.get("Id", "")] = Related(element.get("Type", "").rpartition("/")[2], target, external)
        return found

    def main(self, fallback: str) -> str:
        """The part that is the document, whatever its name."""
        for related in self.related().values():
            if related.kind == "officeDocument" and related.target in self.archive:
                return related.target
        return fallback
