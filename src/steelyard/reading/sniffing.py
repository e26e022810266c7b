"""What kind of file this is, by what is in it; the name counts for nothing."""

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Literal

from steelyard.model import Message
from steelyard.reading.errors import Damaged, Empty, Encrypted, ImageOnly, WrongKind

Kind = Literal["docx", "xlsx", "xls", "doc", "pdf", "html", "txt", "json"]

_HEAD = 4096
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"\0\0\0\x0cjP  ")
_MAYBE_IMAGES = (b"BM", b"RIFF")  # a text may begin so, too
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_BARE_XLS = (b"\x09\x08", b"\x09\x04\x06\0", b"\x09\x02\x06\0", b"\x09\0\x04\0")  # without a compound file around
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR = 512  # bytes, of which a compound file holds a whole number
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style|div)[\s>/]", re.IGNORECASE)
_MHTML = re.compile(rb"(?:^|\n)content-type:\s*(?:multipart/related|text/html)", re.IGNORECASE)
_DATA = re.compile(rb'\s*\{\s*"(?:standard|forms)"\s*:')

# The kinds that a file of an ending may be; under other endings nothing is expected.
_ENDINGS: dict[str, frozenset[Kind]] = {
    ".docx": frozenset(("docx",)), ".docm": frozenset(("docx",)), ".doc": frozenset(("doc",)),
    ".wps": frozenset(("doc", "docx")), ".xlsx": frozenset(("xlsx",)), ".xlsm": frozenset(("xlsx",)),
    ".xls": frozenset(("xls",)), ".et": frozenset(("xls", "xlsx")), ".html": frozenset(("html",)),
    ".htm": frozenset(("html",)), ".mht": frozenset(("html",)), ".mhtml": frozenset(("html",)),
    ".pdf": frozenset(("pdf",)), ".txt": frozenset(("txt",)), ".md": frozenset(("txt", "html")),
    ".json": frozenset(("json",)),
}  # fmt: skip
_NAMES: dict[Kind, Message] = {
    "docx": Message("Word文件（.docx）", "a Word file (.docx)"),
    "doc": Message("Word 97—2003文件（.doc）", "a Word 97–2003 file (.doc)"),
    "xlsx": Message("Excel工作簿（.xlsx）", "an Excel workbook (.xlsx)"),
    "xls": Message("Excel 97—2003工作簿（.xls）", "an Excel 97–2003 workbook (.xls)"),
    "html": Message("网页", "a web page"),
    "pdf": Message("PDF文件", "a PDF file"),
    "txt": Message("纯文本", "plain text"),
    "json": Message("数据文件（.json）", "a data file (.json)"),
}

# How kinds that are not read begin, and what they are called.
_OTHERS: Sequence[tuple[bytes, Message]] = (
    (b"{\\rtf", Message("RTF文件", "an RTF file")),
    (b"Rar!", Message("RAR压缩包（请先解压）", "a RAR archive (unpack it first)")),
    (b"7z\xbc\xaf\x27\x1c", Message("7z压缩包（请先解压）", "a 7z archive (unpack it first)")),
    (b"\x1f\x8b", Message("gzip压缩包（请先解压）", "a gzip archive (unpack it first)")),
    (b"\xdb\xa5", Message("Word 2.0文件", "a Word 2.0 file")),
    (b"\x31\xbe\0\0", Message("Windows书写器文件", "a Windows Write file")),
)
_MEMBERS: Sequence[tuple[str, Message]] = (
    ("ppt/presentation.xml", Message("PowerPoint演示文稿", "a PowerPoint file")),
    ("xl/workbook.bin", Message("Excel二进制工作簿（.xlsb）", "an Excel binary workbook (.xlsb)")),
    ("ofd.xml", Message("OFD版式文件", "an OFD file")),
    ("content.xml", Message("OpenDocument文件", "an OpenDocument file")),
)
_STREAMS: Sequence[tuple[str, Message]] = (
    ("PowerPoint Document", Message("PowerPoint演示文稿", "a PowerPoint file")),
    ("MatOST", Message("Microsoft Works文件", "a Microsoft Works file")),
    ("__properties_version1.0", Message("Outlook邮件", "an Outlook message")),
)
_APPLICATIONS: Sequence[tuple[bytes, Message]] = (
    (b"schemas.microsoft.com/office/word/2003/wordml", Message("Word 2003 XML文件", "a Word 2003 XML file")),
    (b"urn:schemas-microsoft-com:office:spreadsheet", Message("Excel 2003 XML表格", "an Excel 2003 XML file")),
    (b"schemas.microsoft.com/office/2006/xmlPackage", Message("Word平面XML文件", "a flat Word XML file")),
)
_ARCHIVE = Message("压缩包（请先解压）", "an archive (unpack it first)")
_BINARY = Message("无法识别的二进制文件", "a binary file of no known kind")
_XML = Message("XML文件", "an XML file")
_OLE_OTHER = Message("无法识别的Office复合文件", "an Office file of no known kind")


def misnamed(kind: Kind, path: str) -> Message | None:
    """What to say of a file whose ending promises another kind than it is."""
    ending = PurePath(path).suffix.lower()
    if kind in _ENDINGS.get(ending, (kind,)):
        return None
    name = _NAMES[kind]
    return Message(
        f"扩展名“{ending}”与内容不符：文件其实是{name.zh}，已按内容读取。",
        f"The ending “{ending}” does not fit: the file is {name.en} and was read as such.",
    )


def kind_of(data: bytes, path: str) -> Kind:
    """Tell the kind of a file. Raises ``WrongKind``, ``Encrypted``, ``Damaged``, ``Empty`` or ``ImageOnly``."""
    if not data.strip(b"\0 \t\r\n"):
        raise Empty(path)
    head = data[:_HEAD]
    if head.startswith(_ZIP):
        return _in_archive(data, path)
    if head.startswith(_OLE):
        return _in_compound(data, path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_BARE_XLS) and b"\0" in head:
        return "xls"
    for magic, name in _OTHERS:
        if head.startswith(magic):
            raise WrongKind(path, name)
    if head.startswith(_IMAGES) or (head.startswith(_MAYBE_IMAGES) and b"\0" in head):
        raise ImageOnly(path)
    return _in_text(head, path)


def _in_archive(data: bytes, path: str) -> Kind:
    from steelyard.reading.guards import Archive

    names = {name.lower() for name in Archive(data, path).names}
    # The main part of a Word file may go by another name, but its folder does not.
    if any(name.startswith("word/document") and name.endswith(".xml") for name in names):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    for member, name in _MEMBERS:
        if member in names:
            raise WrongKind(path, name)
    if "[content_types].xml" in names:
        raise Damaged(path, Message("缺少正文部件", "its main part is missing"))
    raise WrongKind(path, _ARCHIVE)


def _in_compound(data: bytes, path: str) -> Kind:
    import olefile

    try:
        with olefile.OleFileIO(data) as compound:
            streams = {"/".join(parts) for parts in compound.listdir(streams=True, storages=True)}
    except Exception as error:  # olefile raises whatever a broken directory leads to
        detail = Message("复合文档目录有误", "the directory of the compound file is broken")
        raise Damaged(path, detail) from error
    if "EncryptedPackage" in streams or "EncryptionInfo" in streams:
        raise Encrypted(path)
    if "WordDocument" in streams:
        return "doc"
    if "Workbook" in streams or "Book" in streams:
        return "xls"
    for stream, name in _STREAMS:
        if any(known.startswith(stream) for known in streams):
            raise WrongKind(path, name)
    if len(data) % _SECTOR:
        raise Damaged(path, Message("文件不完整，缺少结尾", "its end is missing"))
    raise WrongKind(path, _OLE_OTHER)


def _in_text(head: bytes, path: str) -> Kind:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        plain = head[: len(head) // 2 * 2].decode("utf-16", errors="ignore").encode()
    elif b"\0" in head:
        raise WrongKind(path, _BINARY)
    else:
        plain = head.removeprefix(b"\xef\xbb\xbf")
    for mark, name in _APPLICATIONS:
        if mark in plain and b"<html" not in plain[:1024].lower():
            raise WrongKind(path, name)
    if plain[:5].lower() == b"mime-" or _MHTML.search(plain):
        return "html"
    if _HTML.search(plain) and plain.lstrip().startswith(b"<"):
        return "html"
    if plain.lstrip().startswith(b"<?xml"):
        raise WrongKind(path, _XML)
    return "json" if _DATA.match(plain) else "txt"
