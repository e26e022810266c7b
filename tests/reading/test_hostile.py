"""Files made to harm: each is refused in one sentence, within little memory and time.

Every one is read in a process that has 400 MB and ten seconds; a bound that fails shows as another error.
"""

import re
import struct
from collections.abc import Callable

import pytest
from tests.reading.making import archive, changed, docx, p, relations, sheet, tbl, tc, tr, xlsx

from steelyard.model import Document
from steelyard.reading import UnreadableDocument, dispatch, limits, read_bytes
from steelyard.reading.errors import Damaged, Encrypted, Forbidden, NoTable, TooLarge

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ROW = tr("1", "2", "3")
NESTED = "<w:tbl><w:tr><w:tc>"


def word(document: str | bytes, **more: str | bytes) -> bytes:
    """A Word file around a main part of any bytes."""
    return archive({"word/document.xml": document, "_rels/.rels": relations(), **more})


def typed(prologue: str, encoding: str = "utf-8") -> bytes:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{prologue}<w:document xmlns:w="x">&a;</w:document>'
    return word(text.encode(encoding))


def lying() -> bytes:
    """A part of 30 MB whose directory entry and header say 1 kB."""
    size = 30_000_000
    packed = bytearray(word(b"<" + b" " * (size - 1)))
    for place in [match.start() for match in re.finditer(re.escape(struct.pack("<I", size)), packed)]:
        packed[place : place + 4] = struct.pack("<I", 1000)
    return bytes(packed)


def locked() -> bytes:
    """An archive whose entries are marked as encrypted."""
    packed = bytearray(docx(tbl(ROW)))
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for match in re.finditer(re.escape(magic), bytes(packed)):
            packed[match.start() + place] |= 1
    return bytes(packed)


def spoilt(data: bytes, place: int) -> bytes:
    """Twenty bytes overwritten."""
    return data[:place] + b"\xff" * 20 + data[place + 20 :]


def crowd(count: int) -> bytes:
    return word("<x/>", **{f"word/{number}.xml": "" for number in range(count)})


def cells(*references: str) -> str:
    return "".join(f'<row><c r="{one}" t="inlineStr"><is><t>x</t></is></c></row>' for one in references)


BIG = {
    "a part of 24 MB": lambda: word(b"<w:p/>" * 4_000_000),
    "a part that unpacks a thousandfold": lambda: word(b" " * 2_000_000),
    "a part of many tags, not packed": lambda: archive({"word/document.xml": b"<a/>" * 2_100_000}, stored=True),
    "two thousand parts": lambda: crowd(2_001),
    "ten thousand parts": lambda: crowd(10_000),
    "a table of 100,000 rows": lambda: docx(tbl(ROW * 100_000)),
    "a table of 30,000 rows, each of 7 wide cells": lambda: docx(
        tbl(*[tr(*[tc("", '<w:gridSpan w:val="9"/>')] * 7)] * 30_000)
    ),
    "a text of 11 MB in one node": lambda: archive({"word/document.xml": b"<a>" + b"ab" * 5_500_000}, stored=True),
    "9 tables in tables": lambda: docx(NESTED * 9 + p("x") + "</w:tc></w:tr></w:tbl>" * 9),
    "50 tables in tables": lambda: docx(NESTED * 50 + p("x") + "</w:tc></w:tr></w:tbl>" * 50),
    "5,000 tables in tables": lambda: docx(NESTED * 5_000 + p("x") + "</w:tc></w:tr></w:tbl>" * 5_000),
    "a sheet of two far corners": lambda: xlsx(sheet(cells("A1", "XFD1048576"))),
    "a sheet of 100,000 rows": lambda: xlsx(sheet(cells(*(f"C{row}" for row in range(1, 100_001))))),
    "a sheet of many merges": lambda: xlsx(sheet(cells("A1", "C1000"), "A1:C1000 B1:C1000 C1:C1000 " * 90)),
    "a page of 20,000 tables in tables": lambda: b"<html>" + b"<table><tr><td>" * 20_000 + b"x",
    "a page of 9 tables in tables": lambda: b"<html>" + b"<table><tr><td>" * 9 + b"x",
    "a page of 400 boxes in boxes": lambda: b"<html><table><tr><td>1</table>" + b"<div>" * 400 + b"x",
    "a page of many tags": lambda: b"<html>" + b"<p>" * 2_100_000,
    "a page of wide cells": lambda: b"<html><table>" + b"<tr><td colspan=1024>1" * 300,
    "a text of 500,000 lines": lambda: b"a\tb\n" * 500_000,
    "a text of 21 MB": lambda: b"a" * 21_000_000,
    "a file of 101 MB": lambda: b"a" * 101_000_000,
}
DANGEROUS = {
    "entities that multiply": lambda: typed(LAUGHS),
    "entities that multiply, in UTF-16": lambda: typed(LAUGHS, "utf-16"),
    "entities that multiply, in UTF-7": lambda: typed(LAUGHS, "utf-7"),
    "an entity from outside": lambda: typed(OUTSIDE),
    "two parts of one name": lambda: archive({"word/document.xml": "<a/>", "word/Document.xml": "<b/>"}),
}
BROKEN = {
    "cut off": lambda: docx(tbl(ROW * 50))[:-400],
    "cut off behind its first bytes": lambda: docx(tbl(ROW))[:60],
    "sizes that lie": lying,
    "a part that does not unpack": lambda: spoilt(docx(tbl(ROW)), 400),
    "no archive behind its first bytes": lambda: b"PK\x03\x04" + b"x" * 900,
    "XML that stops": lambda: word("<w:document><w:body>"),
    "no XML": lambda: word("0123"),
    "another kind of XML": lambda: word("<x/>"),
    "no main part": lambda: archive({"[Content_Types].xml": "<Types/>"}),
    "a shared string that is not there": lambda: xlsx(sheet('<row><c r="A1" t="s"><v>7</v></c></row>')),
    "a cell beyond the last": lambda: xlsx(sheet(cells("XFE1"))),
    "half a compound file": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
}


@pytest.fixture(autouse=True)
def little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MEMORY", 400_000_000)
    monkeypatch.setattr(limits, "SECONDS", 10.0)
    monkeypatch.setattr(dispatch, "APART", frozenset(("docx", "xlsx", "html", "txt", "xls")))


def refusal(data: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes(data, "某局.docx")
    message = caught.value.message
    assert message.zh.count("。") == 1
    assert "“某局.docx”" in message.zh
    assert "“某局.docx”" in message.en
    return caught.value


@pytest.mark.parametrize("make", BIG.values(), ids=list(BIG))
def test_too_large(make: Callable[[], bytes]) -> None:
    assert type(refusal(make())) is TooLarge


@pytest.mark.parametrize("make", DANGEROUS.values(), ids=list(DANGEROUS))
def test_dangerous(make: Callable[[], bytes]) -> None:
    assert type(refusal(make())) is Forbidden


@pytest.mark.parametrize("make", BROKEN.values(), ids=list(BROKEN))
def test_broken(make: Callable[[], bytes]) -> None:
    assert type(refusal(make())) is Damaged


def test_locked() -> None:
    assert type(refusal(locked())) is Encrypted


CLAMPED = {
    "a span of 100,000,000 columns": lambda: docx(tbl(tr(tc("a", '<w:gridSpan w:val="100000000"/>')))),
    "a gap of 100,000,000 columns": lambda: docx(tbl(tr("a", properties='<w:gridAfter w:val="100000000"/>'))),
    "a merge of the whole sheet": lambda: xlsx(sheet(cells("A1", "B9"), "A1:XFD1048576")),
    "a cell of a million rows and columns": lambda: (
        b"<table><tr><td rowspan=1000000 colspan=1000000>a<tr><td>b</table>"
    ),
    "pictures of any size": lambda: changed(docx(tbl(ROW)), {"word/media/1.bmp": b" " * 25_000_000}),
    "8 tables in tables": lambda: docx(NESTED * 8 + p("x") + "</w:tc></w:tr></w:tbl>" * 8),
}


@pytest.mark.parametrize("make", CLAMPED.values(), ids=list(CLAMPED))
def test_what_can_be_cut_to_size_is_read(make: Callable[[], bytes]) -> None:
    document = read_bytes(make(), "x")

    assert max(len(row) for row in document.tables[0].rows) <= limits.SPAN + 1


# Shapes on which a careless search runs for as long as the square of their length.
SLOW = {
    "quotes that open fields": b'"a\t' * 60_000,
    "quotes that never close": b'"a\tb\n' * 40_000,
    "rules of a box that is none": b"+--+\n|a|b|c|\n|a|\n" * 10_000,
    "gaps without columns": b"a  b   c    d\nab  c      d\nabc    d     e\n" * 6_000,
    "one line of fields": b"a  " * 1_000_000,
    "brackets in a cell": b"|" + b"[a" * 1_000_000 + b"|\n|-|\n",
    "stars in cells": b"|-|-|\n" + b"|**a*|\n" * 20_000,
    "tabs and blank lines": b"\ta\n\nb\n" * 15_000,
    "lines without tabs": b"\ta\n" + b"\nb" * 45_000,
    "tags never closed": b"<table><tr><td>" + b"<b><i>" * 100_000,
    "attributes": b"<table><tr><td " + b"a=1 " * 200_000 + b">x</table>",
    "styles": b'<table><tr><td style="' + b"display:" * 200_000 + b'">x</table>',
}


@pytest.mark.parametrize("data", SLOW.values(), ids=list(SLOW))
def test_cost_is_linear(data: bytes) -> None:
    assert type(outcome(data)) in (Document, TooLarge, NoTable)


def outcome(data: bytes) -> Document | UnreadableDocument:
    try:
        return read_bytes(data, "x")
    except UnreadableDocument as error:
        return error
