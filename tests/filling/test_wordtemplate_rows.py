"""Rows of a Word template that are repeated for each indicator."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.reading.making import docx, first_grid, p, r, tbl, tc, tr

from steelyard.filling import FillError
from steelyard.filling.wordtemplate import Repeat, filled

HEAD = tr("类别", "职能", "指标", "得分")
ROW = tr("{row.group1}", "{row.group2}", "{row.name}", "{row.score}")
TOTAL = tr("合计", "", "", "{total.score}")
GROUPS = ("group1", "group2")
LINES = [{"name": "基本支出"}, {"name": "项目支出"}]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def row(group1: str, group2: str, name: str, score: str = "1") -> dict[str, str]:
    return {"group1": group1, "group2": group2, "name": name, "score": score}


ROWS = [
    row("共性", "财务", "制度健全性"),
    row("共性", "财务", "预算执行率"),
    row("共性", "人事", "培训人次"),
    row("个性", "人事", "巡查次数"),
    row("个性", "案件", "办结率"),
]


def made(*table: str, rows: list[dict[str, str]] = ROWS, groups: tuple[str, ...] = GROUPS) -> bytes:
    repeats = {"row": Repeat(rows, groups, needed=True), "line": Repeat(LINES)}
    return filled(docx(tbl(*table)), {"total.score": "5"}, repeats, path="我的.docx")


def xml(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def merges(data: bytes) -> list[str]:
    """Of each row, the merge of each cell: ``r`` begins, ``c`` continues, ``.`` is none."""
    letters = {None: ".", "restart": "r", "": "c"}
    return ["".join(letters[_merge(cell)] for cell in line.iter(f"{W}tc")) for line in xml(data).iter(f"{W}tr")]


def _merge(cell: etree._Element) -> str | None:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return None if merge is None else merge.get(f"{W}val", "")


def test_a_row_is_repeated_and_equal_groups_are_merged() -> None:
    data = made(HEAD, ROW, TOTAL)
    assert first_grid(data) == [
        ["类别", "职能", "指标", "得分"],
        *([one["group1"], one["group2"], one["name"], one["score"]] for one in ROWS),
        ["合计", "", "", "5"],
    ]
    # 人事 of 个性 is not the 人事 of 共性, and a group of one row is not merged.
    assert merges(data) == ["....", "rr..", "cc..", "c...", "r...", "c...", "...."]


@given(
    st.lists(
        st.builds(row, *(st.sampled_from(("甲", "乙", "")),) * 2, st.text("丙丁{}", min_size=1)),
        min_size=1,
        max_size=12,
    )
)
def test_what_is_merged_reads_as_what_was_said(rows: list[dict[str, str]]) -> None:
    grid = first_grid(made(HEAD, ROW, TOTAL, rows=rows))
    assert [line[:3] for line in grid[1:-1]] == [[one["group1"], one["group2"], one["name"]] for one in rows]


def test_a_single_indicator_takes_the_row_itself() -> None:
    data = made(HEAD, ROW, TOTAL, rows=ROWS[:1])
    assert first_grid(data)[1] == ["共性", "财务", "制度健全性", "1"]
    assert set("".join(merges(data))) == {"."}


def test_cells_that_say_more_than_a_group_are_not_merged() -> None:
    assert merges(made(tr("{row.group1}：{row.name}", "{row.group1}（{total.score}分）"))) == [
        ".r",
        ".c",
        ".c",
        ".r",
        ".c",
    ]


def test_a_cell_of_several_groups_goes_by_the_innermost() -> None:
    assert merges(made(tr("{row.group1}—{row.group2}", "{row.name}")))[:3] == ["r.", "c.", ".."]


def test_without_groups_nothing_is_merged() -> None:
    assert set("".join(merges(made(HEAD, ROW, TOTAL, groups=())))) == {"."}


def test_a_merge_of_the_template_goes_over_all_copies() -> None:
    begun, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    down = made(
        tr(tc("绩效指标", begun), "指标"), tr(tc("", goes_on), "{row.name}"), tr(tc("", goes_on), "{total.score}")
    )
    assert [line[0] for line in first_grid(down)] == ["绩效指标"] * 7
    begins_here = made(tr(tc("绩效指标", begun), "{row.name}"), tr(tc("", goes_on), "{total.score}"))
    assert [line[0] for line in first_grid(begins_here)] == ["绩效指标"] * 6
    assert merges(begins_here) == ["r.", *["c."] * 5]


def test_a_merged_cell_keeps_its_look_and_the_order_of_its_properties() -> None:
    look = '<w:tcW w:w="900" w:type="dxa"/><w:gridSpan w:val="1"/><w:shd w:fill="EEEEEE"/><w:vAlign w:val="center"/>'
    centred = '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{row.group1}</w:t></w:r></w:p>'
    data = made(tr(tc(centred, look), "{row.name}"))
    for cell in [line[1] for line in xml(data).iter(f"{W}tr")]:
        assert [etree.QName(one).localname for one in cell[0]] == ["tcW", "gridSpan", "vMerge", "shd", "vAlign"]
        assert [etree.QName(one).localname for one in cell] == ["tcPr", "p"]
        assert cell.find(f"{W}p/{W}pPr/{W}jc") is not None


def test_names_and_ids_are_not_repeated() -> None:
    word14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    run = r("{row.name}")
    marked = (
        f'<w:p xmlns:w14="{word14}" w14:paraId="1A" w14:textId="1B"><w:bookmarkStart w:id="7" w:name="行"/>'
        f'<w:sdt><w:sdtPr><w:id w:val="9"/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>'
        '<w:bookmarkEnd w:id="7"/></w:p>'
    )
    data = made(tr(tc(marked), "{row.score}"))
    text = etree.tostring(xml(data), encoding="unicode")
    assert [text.count(word) for word in ("paraId=", "textId=", "bookmarkStart", "bookmarkEnd", "<w:id ")] == [1] * 5
    assert [line[0] for line in first_grid(data)] == [one["name"] for one in ROWS]


def test_rows_within_content_controls() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{ROW}</w:sdtContent></w:sdt>"
    assert [line[2] for line in first_grid(made(HEAD, control, TOTAL))][1:-1] == [one["name"] for one in ROWS]
    cell = f"<w:sdt><w:sdtPr/><w:sdtContent>{tc('{row.group1}')}</w:sdtContent></w:sdt>"
    assert merges(made(HEAD, tr(cell, "{row.name}")))[1:] == ["r.", "c.", "c.", "r.", "c."]


def test_a_table_within_the_row_is_repeated_with_it() -> None:
    inner = tbl(tr("{row.score}")) + p("")
    data = made(tr("{row.name}", tc(inner)))
    assert [line[0] for line in first_grid(data)] == [one["name"] for one in ROWS]
    assert len(list(xml(data).iter(f"{W}tbl"))) == 1 + len(ROWS)


def test_two_tables_may_repeat_the_indicators() -> None:
    data = filled(docx(tbl(HEAD, ROW) + p("另表") + tbl(tr("{row.name}"))), {}, {"row": Repeat(ROWS, GROUPS)})
    assert len(list(xml(data).iter(f"{W}tr"))) == 1 + 2 * len(ROWS)


def test_kinds_of_rows_may_follow_each_other() -> None:
    grid = first_grid(made(tr("资金", ""), tr("{line.name}", ""), tr("{row.name}", "{row.score}"), TOTAL))
    assert [line[0] for line in grid] == ["资金", "基本支出", "项目支出", *(one["name"] for one in ROWS), "合计"]


def test_a_row_of_which_there_are_none_is_taken_out() -> None:
    def without(content: str) -> bytes:
        return filled(docx(content), {}, {"row": Repeat(ROWS), "line": Repeat([])})

    assert first_grid(without(tbl(tr("资金"), tr("{line.name}"), tr("合计")))) == [["资金"], ["合计"]]
    within = xml(without(tbl(tr("头"), tr(tc(tbl(tr("{line.name}")))))))
    assert (
        len(list(within.iter(f"{W}tbl"))) == 1
    )  # Word opens neither a table without rows nor a cell without paragraph
    assert [cell[-1].tag for cell in within.iter(f"{W}tc")] == [f"{W}p"] * 2


def test_fields_of_the_form_are_known_in_a_row_and_lines_break_in_a_cell() -> None:
    data = made(tr("{row.name}", "{total.score}"), rows=[row("", "", "甲\n乙")])
    assert first_grid(data) == [["甲\n乙", "5"]]


@pytest.mark.parametrize(
    ("table", "rows", "zh"),
    [
        ((HEAD, ROW, tr("{row.name}")), ROWS, "相邻两行"),
        ((HEAD, TOTAL), ROWS, "没有指标行"),
        ((HEAD, tr("{row.name}", "{line.name}")), ROWS, "“{line.name}”处的字段“line.name”只能写在表格的一行中"),
        ((HEAD, tr("{row.nam}")), ROWS, "“{row.nam}”：没有“row.nam”这个数据，是否指“row.name”？"),
        ((HEAD, tr("{row.name}", "{total.scor}")), ROWS, "是否指“total.score”？"),
    ],
)
def test_what_cannot_be_repeated_says_why(table: tuple[str, ...], rows: list[dict[str, str]], zh: str) -> None:
    with pytest.raises(FillError) as caught:
        made(*table, rows=rows)
    assert zh in caught.value.message.zh
    assert "我的.docx" in caught.value.message.en
