"""A file is what is in it, whatever its name says; what is not read is named, with what to do."""

import io
from pathlib import Path

import pytest
import xlwt
from tests.reading.making import archive, changed, docx, sheet, tbl, tr, xlsx

from steelyard.reading import UnreadableDocument, read, read_bytes
from steelyard.reading.errors import Damaged, Empty, Encrypted, ImageOnly, NoTable, NotFound, WrongKind
from steelyard.reading.sniffing import kind_of

PAGE = "<html><table><tr><td>表</td></tr></table></html>"
CELL = '<row><c r="A1" t="inlineStr"><is><t>表</t></is></c></row>'
WORD = docx(tbl(tr("表")))
MHT = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=gb2312\n"
    "Content-Transfer-Encoding: base64\n\n{}\n--x--\n"
)


def old_workbook(stream: str = "Workbook") -> bytes:
    """An .xls file, its one stream under another name if wanted."""
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, "表")
    made = io.BytesIO()
    book.save(made)
    old, new = ("Workbook" + "\0").encode("utf-16-le"), (stream + "\0").encode("utf-16-le")
    entry = made.getvalue().index(old)
    renamed = new.ljust(64, b"\0") + len(new).to_bytes(2, "little")
    return made.getvalue()[:entry] + renamed + made.getvalue()[entry + 66 :]


KINDS = {
    "docx": WORD,
    "xlsx": xlsx(sheet(CELL)),
    "xls": old_workbook(),
    "doc": old_workbook("WordDocument"),
    "pdf": b"junk %PDF-1.7\n",
    "html": PAGE.encode(),
    "txt": b"a\tb\n",
}
PAGES = {
    "with a declaration of XML": f'<?xml version="1.0" encoding="utf-8"?>\n{PAGE}'.encode(),
    "from Excel, with its namespaces": PAGE.replace(
        "<html", '<html xmlns:x="urn:schemas-microsoft-com:office:excel"'
    ).encode(),
    "of a table alone": b"\r\n <TABLE border=1><tr><td>1</table>",
    "in UTF-16": PAGE.encode("utf-16"),
    "in a single file": MHT.encode(),
}


@pytest.mark.parametrize(("kind", "data"), KINDS.items())
def test_the_kind_is_told_by_content(kind: str, data: bytes) -> None:
    assert kind_of(data, "任意.bin") == kind


@pytest.mark.parametrize("data", PAGES.values(), ids=list(PAGES))
def test_pages_come_in_many_shapes(data: bytes) -> None:
    assert kind_of(data, "表.xls") == "html"


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [("表.doc", WORD, "docx"), ("表.xls", PAGE.encode(), "html"), ("表.docx", KINDS["xls"], "xls")],
    ids=["docx named doc", "page named xls", "xls named docx"],
)
def test_a_wrong_ending_does_no_harm(name: str, data: bytes, format_: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    document = read(path)

    assert (document.format, document.path) == (format_, str(path))
    assert document.text.strip() == "表"
    assert [notice.zh for notice in document.notices if f"扩展名“{path.suffix}”与内容不符" in notice.zh]


FITTING = [
    ("表.docx", WORD), ("表.DOCM", WORD), ("表.wps", WORD), ("表", WORD), ("表.bin", WORD), ("表.xlsm", KINDS["xlsx"]),
    ("表.xls", KINDS["xls"]), ("表.et", KINDS["xls"]), ("表.et", KINDS["xlsx"]), ("表.html", PAGE.encode()),
    ("表.md", PAGE.encode()), ("表.md", b"a\tb\n"), ("表.txt", b"a\tb\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data"), FITTING)
def test_an_ending_that_fits_or_promises_nothing_is_passed_over(name: str, data: bytes) -> None:
    assert read_bytes(data, name).notices == ()


def test_macros_are_not_looked_at() -> None:
    assert read_bytes(changed(WORD, {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "表.docx").text == "表\n"


REFUSED = {
    "nothing": (b"", Empty, "空的"),
    "blanks": (b" \r\n\t", Empty, "空的"),
    "a page of nothing": (b"<html><body></body></html>", Empty, "空的"),
    "prose": ("我局认真开展工作。".encode(), NoTable, "没有表格"),
    "prose in Word": (docx("<w:p><w:r><w:t>我局</w:t></w:r></w:p>"), NoTable, "没有表格"),
    "a blank workbook": (xlsx(sheet("")), Empty, "空的"),
    "RTF": (rb"{\rtf1\ansi}", WrongKind, "RTF文件"),
    "OFD": (archive({"OFD.xml": "<x/>"}), WrongKind, "OFD版式文件"),
    "OpenDocument": (archive({"mimetype": "x", "content.xml": "<x/>"}), WrongKind, "OpenDocument"),
    "PowerPoint": (archive({"ppt/presentation.xml": "<x/>"}), WrongKind, "PowerPoint"),
    "a binary workbook": (archive({"xl/workbook.bin": "x"}), WrongKind, ".xlsb"),
    "a zip": (archive({"a.txt": "x"}), WrongKind, "压缩包"),
    "a RAR": (b"Rar!\x1a\x07\0", WrongKind, "RAR"),
    "Works": (old_workbook("MatOST"), WrongKind, "Works"),
    "Word 2003 XML": (
        b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
        WrongKind,
        "Word 2003",
    ),
    "XML": (b'<?xml version="1.0"?><data/>', WrongKind, "XML文件"),
    "a program": (b"\x7fELF\x02\x01\0\0", WrongKind, "二进制"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", ImageOnly, "只有图片"),
    "a picture whose bytes hold no zero": (b"\x89PNG\r\n\x1a\n\xfd\x28\x41", ImageOnly, "只有图片"),
    "a bitmap": (b"BM\x36\0\0\0", ImageOnly, "只有图片"),
    "a picture in Word": (changed(docx("<w:p/>"), {"word/media/image1.png": b"\x89PNG"}), ImageOnly, "只有图片"),
    "an encrypted Word file": (old_workbook("EncryptedPackage"), Encrypted, "已加密"),
    "a compound file of which the directory is cut off": (old_workbook("x")[:-13], Damaged, "不完整"),
    "a compound file of nothing known": (old_workbook("x"), WrongKind, "无法识别的Office复合文件"),
    "an archive cut off": (WORD[:200], Damaged, "损坏"),
}


@pytest.mark.parametrize(("data", "error", "word"), REFUSED.values(), ids=list(REFUSED))
def test_a_refusal_names_file_and_cause(data: bytes, error: type[UnreadableDocument], word: str) -> None:
    with pytest.raises(error) as caught:
        read_bytes(data, "某局.docx")

    message = caught.value.message
    assert word in message.zh
    assert "某局.docx" in message.zh
    assert (message.zh.count("。"), message.zh[-1]) == (1, "。")
    assert message.en.endswith(".")
    assert str(caught.value) == message.en


@pytest.mark.parametrize("name", ["没有.docx", ".", "a\0b"])
def test_a_file_that_is_not_there(name: str, tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        read(tmp_path / name)

    assert "打不开" in caught.value.message.zh


def test_every_error_survives_the_way_out_of_a_worker() -> None:
    import pickle

    from steelyard.model import Message
    from steelyard.reading import errors

    family = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    for kind in family:
        error = kind("{某局}.docx", Message("因", "cause"))
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), again.path, again.message) == (kind, "{某局}.docx", error.message)
