"""Old Word files: pieces, tables, what an editor changed, fields, lists; and what cannot be read."""

import struct

import pytest
from tests.reading.making import asides, first_grid, grid
from tests.reading.word97 import DELETED, HIDDEN, Para, Parts, compound, listed, p, row, word

from steelyard.reading import UnreadableDocument, dispatch, doc, libreoffice, read_bytes, worker
from steelyard.reading.errors import Damaged, Encrypted, NoTable, WrongKind

TWO, THREE = (0, 2000, 4000), (0, 1000, 2000, 4000)


def one(*cells: str) -> list[Para]:
    """A table of one row, so that there is a form to read."""
    return row(*cells, edges=tuple(range(0, 1000 * len(cells) + 1, 1000)))


def test_text_lies_in_pieces_of_either_width() -> None:
    document = read_bytes(word(p("绩效"), p("café “x”", ansi=True), p("完"), one("甲")), "form")

    assert document.text == "绩效\ncafé “x”\n完\n甲\n"


def test_edges_make_the_columns() -> None:
    rows = [
        *row("项目资金", "年度资金总额", edges=(0, 1000, 4000)),
        *row("一级", "二级", "值", edges=(0, 1010, 2000, 3990)),  # twips that differ are one line all the same
        *row("总分", "100", edges=(0, 2000, 4000)),
    ]

    assert first_grid(word(rows)) == [
        ["项目资金", "年度资金总额", "年度资金总额"],
        ["一级", "二级", "值"],
        ["总分", "总分", "100"],
    ]


def test_merges_down_and_across() -> None:
    rows = [
        *row("产出", "数量", "次数", edges=THREE, flags=(0x60, 1, 2)),
        *row("", "质量", "合格率", edges=THREE, flags=(0x20,)),
    ]

    table = read_bytes(word(rows), "form").tables[0]

    assert grid(table) == [["产出", "数量\n次数", "数量\n次数"], ["产出", "质量", "合格率"]]
    assert (table.rows[0][0].rowspan, table.rows[0][1].colspan) == (2, 2)


def test_the_first_of_a_merge_is_marked_by_either_flag() -> None:
    told = [row("甲", "", "丙", edges=THREE, flags=flags) for flags in ((1, 2), (2, 1))]

    assert [first_grid(word(rows)) for rows in told] == [[["甲", "甲", "丙"]]] * 2


def test_a_table_within_a_cell() -> None:
    inner = row("里甲", "里乙", edges=TWO, depth=2)
    rows = row("外", [p("上"), *inner, p("下")], edges=TWO)

    (table,) = read_bytes(word(rows), "form").tables

    assert table.rows[0][1].text == "上\n里甲\t里乙\n下"
    assert [grid(nested) for nested in table.rows[0][1].tables] == [[["里甲", "里乙"]]]


def test_what_an_editor_changed_stands_beside() -> None:
    document = read_bytes(
        word(
            p("预算", ("收入", DELETED), "支出", ("底稿", HIDDEN)),
            p("前一段", struck=True),
            p("接后一段"),
            row("甲", "乙", edges=TWO),
            row([p(("删", DELETED))], [p(("去", DELETED))], edges=TWO),
        ),
        "form",
    )

    assert document.text == "预算支出\n前一段接后一段\n甲\t乙\n"
    assert asides(document) == [("deleted", "收入"), ("hidden", "底稿"), ("deleted", "删\t去")]


def test_a_field_shows_its_result() -> None:
    said = "共\x13 =1+\x13 PAGE \x144\x15 \x14三\x15项\x13 TOC \x15"
    document = read_bytes(word(p(said), p("跨\x13 REF a"), p(" b \x14段"), p("落\x15外"), one("甲")), "form")

    assert document.text == "共三项\n跨\n段\n落外\n甲\n"


def test_special_characters() -> None:
    symbol = struct.pack("<HHH", 0x6A09, 0, 0xF0B3)
    name = "Symbol".encode("utf-16-le") + b"\0\0"
    fonts = struct.pack("<HHB", 1, 0, 39 + len(name)) + bytes(39) + name
    said = p("甲\x0b乙\x1e丙\x1f\x01\x02\x05\xa0丁𬺈", ("(", symbol), "85")

    document = read_bytes(word(said, one("甲"), parts=Parts(tables={15: fonts})), "form")

    assert document.text == "甲\n乙-丙 丁𬺈≥85\n甲\n"


def test_automatic_numbers_are_read() -> None:
    def level(code: int, text: str) -> bytes:
        return struct.pack("<iBB9sBII4B", 1, code, 0, b"", 2, 0, 0, 0, 0, 0, 0) + struct.pack(
            f"<H{2 * len(text)}s", len(text), text.encode("utf-16-le")
        )

    lists = struct.pack("<Hii18sBB", 1, 7, 0, b"", 0, 0)
    levels = level(37, "\0、") + level(37, "（\1）") + level(0, "\0.\2") + level(0, "") * 6
    uses = struct.pack("<IiIIBBBB", 1, 7, 0, 0, 0, 0, 0, 0) + b"\xff" * 4
    tables = {74: uses, 73: lists}
    said = [listed("概况"), listed("职能", level=1), listed("收支", level=1), listed("评价"), listed("思路", level=1)]

    document = read_bytes(word(said, one("甲"), parts=Parts(tables=tables, after=levels)), "form")

    assert document.text.split("\n")[:5] == ["一、概况", "（一）职能", "（二）收支", "二、评价", "（一）思路"]


def test_notes_and_running_heads_stand_beside() -> None:
    parts = Parts(
        notes=[p("\x02 见附件"), p("")],
        heads=[p("")] * 6 + [p("偶页眉"), p("页眉"), p("偶页脚"), p("第\x13 PAGE \x141\x15页"), p(""), p("")],
    )
    lengths = [1, 1, 1, 1, 1, 1, 4, 3, 4, 12, 1, 1]
    bounds = [sum(lengths[:number]) for number in range(len(lengths) + 1)]
    parts.tables = {11: struct.pack(f"<{len(bounds)}I", *bounds), 3: struct.pack("<3I", 0, 6, 7)}

    document = read_bytes(word(p("正文"), one("甲"), parts=parts), "form")

    assert document.text == "正文\n甲\n"
    assert asides(document) == [
        ("note", "见附件"),
        ("header", "偶页眉"),
        ("header", "页眉"),
        ("footer", "偶页脚"),
        ("footer", "第1页"),
    ]


GOOD = word(p("标题"), one("甲", "乙"))


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Reads here and not in a worker, which may be a fresh interpreter that knows nothing of a stand-in."""
    monkeypatch.setattr(worker, "read_apart", dispatch.build)
    return monkeypatch


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (word(p("标题"), one("甲"), flags=0x0100), Encrypted),
        (word(p("标题"), one("甲"), version=0x68), WrongKind),
        (word(p("标题"), one("甲"), parts=Parts(tables={33: b"\2\xff\xff\xff\xff"})), Damaged),
        (word(p("标题"), one("甲"), parts=Parts(tables={33: b""})), Damaged),
        (compound({"WordDocument": b"\xec\xa5" + bytes(100)}), UnreadableDocument),
        (GOOD[: len(GOOD) // 2], UnreadableDocument),
        (word(p("没有表格")), NoTable),
    ],
    ids=["encrypted", "word-95", "pieces", "no-pieces", "stub", "truncated", "no-table"],
)
def test_what_cannot_be_read_says_why(
    data: bytes, error: type[UnreadableDocument], in_this_process: pytest.MonkeyPatch
) -> None:
    in_this_process.setattr(doc, "as_docx", lambda data: None)  # as on a machine without LibreOffice
    with pytest.raises(error) as caught:
        read_bytes(data, "自评表.doc")
    assert "自评表.doc" in caught.value.message.zh


def test_a_second_opinion_is_told(in_this_process: pytest.MonkeyPatch) -> None:
    from tests.reading.making import docx, tbl, tr

    in_this_process.setattr(doc, "as_docx", lambda data: docx(tbl(tr("甲", "乙"))))

    document = read_bytes(word(p("标题"), version=0x68), "form")

    assert document.text == "甲\t乙\n"
    assert "LibreOffice" in document.notices[0].zh


@pytest.mark.skipif(libreoffice.shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_what_we_read() -> None:
    rows = [
        *row("产出", "数量", "次数", edges=THREE, flags=(0x60,)),
        *row("", "质量", "率", edges=THREE, flags=(0x20,)),
    ]
    data = word(p("标题"), rows, p("完"))

    converted = libreoffice.as_docx(data)

    assert converted is not None
    assert first_grid(converted) == first_grid(data) == [["产出", "数量", "次数"], ["产出", "质量", "率"]]
