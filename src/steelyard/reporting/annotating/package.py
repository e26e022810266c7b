"""An Office file with some parts changed or added; every other part is copied as it lies in the archive."""

import io
import posixpath
import zipfile
from xml.sax.saxutils import quoteattr

from steelyard.reading.ooxml import Package
from steelyard.reporting.annotating.splicing import Source

_TYPES = "[Content_Types].xml"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT_KINDS = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the archive knows no earlier one: no clock goes into the file
_ZIP64 = 1  # the number of the extra field that holds long sizes


class Rewriting:
    """Collects the parts that change; ``data`` writes the file."""

    def __init__(self, data: bytes, path: str) -> None:
        self._data = data
        self.package = Package(data, path)
        self._names = {name.lower(): name for name in self.package.archive.names}
        self._parts: dict[str, bytes] = {}

    def read(self, part: str) -> bytes:
        """The bytes of a part as it is by now."""
        changed = self._parts.get(self._name(part))
        return self.package.archive.read(part) if changed is None else changed

    def put(self, part: str, content: bytes) -> None:
        """Change a part, or add one that is not there."""
        self._parts[self._name(part)] = content

    def new(self, part: str, content: str) -> None:
        """Add a part of XML."""
        self.put(part, _DECLARATION + content.encode())

    def free(self, pattern: str) -> str:
        """A name for a new part: ``pattern`` with the first number that no part bears."""
        numbers = (pattern.format(number) for number in range(1, len(self._names) + len(self._parts) + 2))
        taken = {*self._names, *(name.lower() for name in self._parts)}
        return next(name for name in numbers if name.lower() not in taken)

    def _name(self, part: str) -> str:
        return self._names.get(part.lower(), part)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship from ``part`` to the part ``target`` and return its id."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        known = self._known(relations)
        if not known:
            self.new(relations, f'<Relationships xmlns="{_RELATIONS_NAMESPACE}"></Relationships>')
        old = self.read(relations)
        taken = {element.get("Id") for element in self.package.parsed(relations, old)}
        identity = next(name for n in range(1, len(taken) + 2) if (name := f"rId{n}") not in taken)
        kinds = _STRICT_KINDS if _STRICT_KINDS.encode() in self.package.archive.read("_rels/.rels") else _KINDS
        source = Source(old)
        source.append(
            0,
            f'<Relationship xmlns="{_RELATIONS_NAMESPACE}" Id="{identity}" Type="{kinds}{kind}" '
            f"Target={quoteattr(posixpath.relpath(target, folder))}/>".encode(),
        )
        self.put(relations, source.data())
        return identity

    def _known(self, part: str) -> bool:
        return part in self.package.archive or self._name(part) in self._parts

    def declare(self, part: str, content_type: str) -> None:
        """Say of what type a new part is."""
        source = Source(self.read(_TYPES))
        source.append(
            0, f'<Override xmlns="{_TYPES_NAMESPACE}" PartName="/{part}" ContentType="{content_type}"/>'.encode()
        )
        self.put(_TYPES, source.data())

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Say of what type all parts of an ending are, unless the file says it already."""
        old = self.read(_TYPES)
        if any(element.get("Extension", "").lower() == ending for element in self.package.parsed(_TYPES, old)):
            return
        source = Source(old)
        source.append(
            0, f'<Default xmlns="{_TYPES_NAMESPACE}" Extension="{ending}" ContentType="{content_type}"/>'.encode()
        )
        self.put(_TYPES, source.data())

    def data(self) -> bytes:
        """The whole file. Parts keep their order, new ones stand at the end."""
        written = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
            new.comment = old.comment
            for member in old.infolist():
                content = self._parts.pop(member.filename, None)
                if content is None:
                    _copy(member, self._data, new)
                else:
                    new.writestr(_fresh(member.filename, member.date_time), content)
            for name, content in self._parts.items():
                new.writestr(_fresh(name, _FIRST_DAY), content)
        return written.getvalue()


def _fresh(name: str, date: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, date)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 0  # whatever system this runs on
    return member


def _copy(member: zipfile.ZipInfo, data: bytes, into: zipfile.ZipFile) -> None:
    """Copy a member as it is compressed. The module for archives offers no call for this, only its parts."""
    head = data[member.header_offset : member.header_offset + 30]
    begin = member.header_offset + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    member.flag_bits &= ~0x08  # the sizes stand before the content, not behind it
    member.extra = _without_long_sizes(member.extra)
    assert into.fp is not None
    member.header_offset = into.fp.tell()
    into.fp.write(member.FileHeader(zip64=False))
    into.fp.write(data[begin : begin + member.compress_size])
    into.filelist.append(member)
    into.NameToInfo[member.filename] = member
    into.start_dir = into.fp.tell()


def _without_long_sizes(extra: bytes) -> bytes:
    kept, at = b"", 0
    while at + 4 <= len(extra):
        size = 4 + int.from_bytes(extra[at + 2 : at + 4], "little")
        if int.from_bytes(extra[at : at + 2], "little") != _ZIP64:
            kept += extra[at : at + size]
        at += size
    return kept
