"""What is checked before a parser sees a byte: sizes, archives, document types.

Every refusal is one sentence of the ``UnreadableDocument`` family. Sizes that a file declares are checked
first, because that is cheap, and the bytes that really come out are counted as well, because sizes lie.
"""

import io
import re
import struct
import zipfile
import zlib

from lxml import etree

from steelyard.model import Message
from steelyard.reading import limits
from steelyard.reading.errors import Damaged, Encrypted, Forbidden, TooLarge

_END = b"PK\x05\x06"
_END_SIZE = 22
_DIRECTORY_BYTES = limits.MEMBERS * 512  # of the central directory
_UNPACKED = (".xml", ".rels")  # pictures and the like are never unpacked
_RESOURCE_LIMIT = 114  # XML_ERR_RESOURCE_LIMIT of libxml2: depth above 256, text above 10 MB
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")


def megabytes(count: int) -> str:
    """12345678 → ``12.3``: bytes as people read them."""
    return f"{count / 1_000_000:.1f}"


def check_size(count: int, path: str) -> None:
    """Refuse a file above ``limits.FILE_BYTES``. Raises ``TooLarge``."""
    if count > limits.FILE_BYTES:
        raise TooLarge(path, _beyond("文件", "a file", count, limits.FILE_BYTES))


def check_length(data: bytes, path: str) -> None:
    """Refuse a page or a text above ``limits.PART_BYTES``. Raises ``TooLarge``."""
    if len(data) > limits.PART_BYTES:
        raise TooLarge(path, _beyond("文字", "a text", len(data), limits.PART_BYTES))


def _beyond(zh: str, en: str, count: int, limit: int) -> Message:
    return Message(
        f"{zh}{megabytes(count)} MB，上限{megabytes(limit)} MB",
        f"{en} of {megabytes(count)} MB, where the limit is {megabytes(limit)} MB",
    )


class Archive:
    """A zip file whose directory has passed the guards; parts are unpacked on demand, under a cap.

    Raises ``Damaged``, ``Encrypted``, ``Forbidden`` or ``TooLarge``.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self._check_directory(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
            raise _truncated(path) from error
        self._members = self._admit(self._zip.infolist())
        self._unpacked = 0

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    @property
    def signed(self) -> bool:
        """Whether an Office file bears a digital signature, which no changed copy of it keeps."""
        return any(name.lower().startswith("_xmlsignatures/") for name in self.names)

    @property
    def names(self) -> list[str]:
        return [member.filename for member in self._members.values()]

    def read(self, name: str) -> bytes:
        """Unpack a part; names ignore case. Raises ``Damaged`` where there is none or it does not unpack."""
        member = self._members.get(name.lower())
        if member is None:
            raise Damaged(self.path, Message(f"缺少部件{name}", f"its part {name} is missing"))
        try:
            with self._zip.open(member) as stream:
                data = stream.read(limits.PART_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise Damaged(self.path, Message(f"部件{name}无法解压", f"its part {name} does not unpack")) from error
        except RuntimeError as error:  # what zipfile raises for a member with a password
            raise Encrypted(self.path) from error
        self._unpacked += len(data)
        if len(data) > limits.PART_BYTES:
            raise TooLarge(self.path, _beyond(f"部件{name}超过", f"part {name}", len(data), limits.PART_BYTES))
        if self._unpacked > limits.TOTAL_BYTES:
            raise TooLarge(self.path, _beyond("解压后", "unpacked, a file", self._unpacked, limits.TOTAL_BYTES))
        return data

    def xml(self, name: str) -> etree._Element:
        """Unpack and parse a part."""
        return parse_xml(self.read(name), self.path, name)

    def _check_directory(self, data: bytes) -> None:
        """The end record, before zipfile walks a directory of any length."""
        end = data.rfind(_END, max(0, len(data) - _END_SIZE - 65_535))
        if end < 0 or end + _END_SIZE > len(data):
            raise _truncated(self.path)
        members, size = struct.unpack_from("<HI", data, end + 10)
        if members > limits.MEMBERS or size > _DIRECTORY_BYTES:
            raise TooLarge(
                self.path,
                Message(f"压缩包内部件超过{limits.MEMBERS}个", f"an archive of more than {limits.MEMBERS:,} parts"),
            )

    def _admit(self, infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        members: dict[str, zipfile.ZipInfo] = {}
        total = 0
        for info in infos:
            name = info.filename.lower()
            if name in members:
                raise Forbidden(self.path, Message("压缩包内部件重名", "two parts of one name in the archive"))
            members[name] = info
            if name.endswith(_UNPACKED):
                self._check_part(info)
                total += info.file_size
        if total > limits.TOTAL_BYTES:
            raise TooLarge(self.path, _beyond("解压后", "unpacked, a file", total, limits.TOTAL_BYTES))
        return members

    def _check_part(self, info: zipfile.ZipInfo) -> None:
        size, name = info.file_size, info.filename
        if size > limits.PART_BYTES:
            raise TooLarge(self.path, _beyond(f"部件{name}", f"part {name}", size, limits.PART_BYTES))
        if size > limits.RATIO_FROM and size > limits.RATIO * max(info.compress_size, 1):
            zh = f"部件{name}的压缩比超过{limits.RATIO}倍，疑为压缩炸弹"
            en = f"part {name} unpacks to more than {limits.RATIO} times its size, as a bomb does"
            raise TooLarge(self.path, Message(zh, en))


def _truncated(path: str) -> Damaged:
    return Damaged(
        path, Message("压缩包目录缺失，文件可能没有传完", "its archive has no directory, as in a cut-off copy")
    )


def parse_xml(data: bytes, path: str, part: str) -> etree._Element:
    """Parse XML without entities, document types, network or huge trees.

    Raises ``Forbidden`` for a document type, ``TooLarge`` for excessive depth, ``Damaged`` otherwise.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]:
        data = _to_utf8(data, path, part)
    check_tags(data, path, part)
    if b"!" in data and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):  # one character is found fastest
        raise Forbidden(path, Message(f"{part}含DOCTYPE声明", f"a document type in {part}"))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == _RESOURCE_LIMIT:
            detail = Message(f"{part}嵌套过深或文本过长", f"{part} is nested too deep or holds too long a text")
            raise TooLarge(path, detail) from error
        raise Damaged(path, Message(f"{part}不是完整的XML", f"{part} is not well-formed XML")) from error
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that hid it from the search above
        raise Forbidden(path, Message(f"{part}含DOCTYPE声明", f"a document type in {part}"))
    return root


def check_tags(data: bytes, path: str, part: str) -> None:
    """Refuse what would make a tree far larger than its file. Raises ``TooLarge``."""
    if len(data) > limits.TAGS and data.count(b"<") > limits.TAGS:
        detail = Message(f"{part}超过{limits.TAGS}个标签", f"{part} of more than {limits.TAGS:,} tags")
        raise TooLarge(path, detail)


def _to_utf8(data: bytes, path: str, part: str) -> bytes:
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = data.decode("utf-16")
        else:
            text = data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    except UnicodeDecodeError as error:
        raise Damaged(path, Message(f"{part}的字符编码有误", f"{part} is not in the encoding it declares")) from error
    return _DECLARATION.sub(b"", text.encode("utf-8"))
