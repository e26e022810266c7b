"""Plain text in its layouts: cells come out, and every span counts characters of the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.making import asides, grid

from steelyard.model import Document, Paragraph
from steelyard.reading import read_bytes
from steelyard.reading.errors import Damaged


def read(text: str) -> Document:
    return read_bytes(text.encode(), "表.txt")


LAYOUTS = {
    "a cell a line": ("\t指标\n\t权重\n\n\t合规\n\t3\n\n", [["指标", "权重"], ["合规", "3"]]),
    "empty cells": ("\t\n\t合规\n\t\n\n\t\n\t健全\n\t3\n", [["", "合规", ""], ["", "健全", "3"]]),
    "a cell of lines": ("\t内部\n管理\n\t3\n\n\t合规\n\t\n履职\n", [["内部\n管理", "3"], ["合规", "履职"]]),
    "a cell with a blank line": ("\t甲\n\n乙\n\t3\n\n\t丙\n", [["甲\n\n乙", "3"], ["丙"]]),
    "several blank lines": ("\t甲\n\n\n\n\t乙\n", [["甲"], ["乙"]]),
    "tabs between": ("指标\t权重\n合规\t3\n\t4\n", [["指标", "权重"], ["合规", "3"], ["", "4"]]),
    "tabs between, quoted": ('指标\t"多\n行""引""号"\t3\n', [["指标", '多\n行"引"号', "3"]]),
    "tabs between, a quoted cell of lines first": (
        '指标\t权重\n"共性\n指标"\t3\n\t4\n',
        [["指标", "权重"], ["共性\n指标", "3"], ["", "4"]],
    ),
    "tabs between, a quote alone": ('"三公\t3\n', [['"三公', "3"]]),
    "ends of Windows": ("\t甲\r\n乙\r\n\t3\r\n\r\n\t丙\r\n", [["甲\n乙", "3"], ["丙"]]),
    "pipes": ("| 指标 | 权重 |\n|---|:-:|\n| 合规 | 3 |\n", [["指标", "权重"], ["合规", "3"]]),
    "pipes without fence": ("指标 | 权重\n--- | ---\n合规 | 3\n", [["指标", "权重"], ["合规", "3"]]),
    "pipes without rule": ("|指标|权重|\n|合规||\n", [["指标", "权重"], ["合规", ""]]),
    "pipes, one fence forgotten": (
        "|指标|权重|\n|合规|3|\n|健全|2\n",
        [["指标", "权重"], ["合规", "3"], ["健全", "2"]],
    ),
    "pipes without fence at the end": ("指标|权重\n-|-\n合规|3", [["指标", "权重"], ["合规", "3"]]),
    "pipes with marks": (
        "|a|\n|-|\n|**产出** `3`|\n|\\>=85% \\| x|\n|支<br>出|\n|_甲_ &ge; 5\\*3|\n|a_b_c 5*3|\n|[链](x)|\n",
        [["a"], ["产出 3"], [">=85% | x"], ["支\n出"], ["甲 ≥ 5*3"], ["a_b_c 5*3"], ["链"]],
    ),
    "a box, a row a line": (
        "┌──┬──┐\n│指标│权重│\n├──┼──┤\n│合规│3│\n│健全│2│\n└──┴──┘\n",
        [["指标", "权重"], ["合规", "3"], ["健全", "2"]],
    ),
    "a box, rows of lines": (
        "+----+---+\n| a  | b |\n+====+===+\n| 支 | 3 |\n| 出 |   |\n+----+---+\n| c  | 4 |\n+----+---+\n",
        [["a", "b"], ["支\n出", "3"], ["c", "4"]],
    ),
    "columns": (
        "指标名称        目标值    权重\n预算 执行率     100%      10\n合  计                    100\n",
        [["指标名称", "目标值", "权重"], ["预算 执行率", "100%", "10"], ["合  计", "", "100"]],
    ),
}


@pytest.mark.parametrize(("text", "cells"), LAYOUTS.values(), ids=list(LAYOUTS))
def test_a_table_in_each_layout(text: str, cells: list[list[str]]) -> None:
    document = read(text)

    assert grid(document.tables[0]) == cells
    assert len(document.tables) == 1
    assert document.text == text


@pytest.mark.parametrize("text", [case[0] for case in LAYOUTS.values()], ids=list(LAYOUTS))
def test_spans_count_characters_of_the_file(text: str) -> None:
    document = read(text)

    for cell in (cell for row in document.tables[0].rows for cell in row):
        found = document.text[cell.start : cell.end]
        if not any(mark in found for mark in '*`\\<_&["') and "\n" not in cell.text:
            assert found == cell.text
        assert found.strip() == found


def test_paragraphs_and_tables_take_turns() -> None:
    document = read("附件\n\n标题\n\t甲\n\t乙\n\n\t丙\n\n说明\n\n\t丁\n")

    shape = [block.text if isinstance(block, Paragraph) else grid(block) for block in document.blocks]
    assert shape == ["附件", "标题", [["甲", "乙"], ["丙"]], "说明", [["丁"]]]


def test_narrative_between_a_row_of_one_cell_and_the_table_is_no_cell() -> None:
    document = read("\t标题\n\n单位：甲\n一、概述\n正文。\n\t指标\n\t权重\n\n\t合规\n\t3\n")

    shape = [block.text if isinstance(block, Paragraph) else grid(block) for block in document.blocks]
    assert shape == [[["标题"]], "单位：甲", "一、概述", "正文。", [["指标", "权重"], ["合规", "3"]]]


def test_headings_lose_their_marks_and_struck_text_stands_aside() -> None:
    document = read("# 一、概述\n\n正文 **重点** ~~旧~~\n\n---\n\n|a|\n|-|\n|~~91%~~ 93%|\n")

    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["一、概述", "正文 重点"]
    assert document.text[2:6] == "一、概述"
    assert grid(document.tables[0]) == [["a"], ["93%"]]
    assert asides(document) == [("deleted", "旧"), ("deleted", "91%")]


def test_marks_mean_nothing_where_the_text_is_not_marked() -> None:
    document = read("**注** 5*3*2\n\t甲\n\t*乙*\n")

    assert document.blocks[0] == Paragraph("**注** 5*3*2", 0, 11)
    assert grid(document.tables[0]) == [["甲", "*乙*"]]


def test_a_box_of_merged_cells_is_left_alone() -> None:
    document = read("+--+--+\n|a |b |\n+--+--+\n|merged|\n+--+--+\n\n\t表\n")

    assert [grid(table) for table in document.tables] == [[["表"]]]


def test_markdown_with_its_table_as_html() -> None:
    table = "<table>\n<tr><td rowspan=2>a<td>b\n<tr><td># c\n</table>\n"
    document = read(f"# 自评表\n\n单位：**甲局** ~~乙局~~\n---\n{table}\n## 一、概述\n占比<5%。\n<p>正文</p>\n")

    shape = [block.text if isinstance(block, Paragraph) else grid(block) for block in document.blocks]
    assert shape == ["自评表", "单位：甲局", [["a", "b"], ["a", "# c"]], "一、概述", "占比<5%。", "正文"]
    assert asides(document) == [("deleted", "乙局")]


def test_markdown_that_stops_within_its_html_is_damaged() -> None:
    with pytest.raises(Damaged):
        read("# 题\n\n<table><tr><td>a<td>b<tr><td>c")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_byte_order_mark_is_not_counted(encoding: str) -> None:
    document = read_bytes("\t乌鳢\n\t3\n".encode(encoding), "表.txt")

    assert document.text == "\t乌鳢\n\t3\n"
    assert document.tables[0].rows[0][0].start == 1


def test_a_broken_character_is_said_and_many_are_refused() -> None:
    text = "\t" + "青榆" * 150 + "\n\t3\n"
    cut = text.encode().replace("榆".encode(), b"\xe7\x9a", 1)

    document = read_bytes(cut, "表.txt")

    assert document.text == text.replace("榆", "\ufffd", 1)
    assert "1处字符损坏" in document.notices[0].zh
    with pytest.raises(Damaged):
        read_bytes(text.encode().replace("榆".encode(), b"\xff"), "表.txt")


CUT = {
    "a character, in UTF-8": ("\t指标\n\t权重\n" + "\t合规\n\t3\n\n" * 3 + "\t健").encode()[:-1],
    "a character, in GB18030": ("\t指标\n\t权重\n" + "\t合规\n\t3\n\n" * 3 + "\t健").encode("gb18030")[:-1],
    "a row of pipes": "|指标|权重|\n|-|-|\n|合规|3|\n|健全|2".encode(),
    "a row of pipes at its first": "|指标|权重|\n|合规|3|\n|".encode(),
}


@pytest.mark.parametrize("data", CUT.values(), ids=list(CUT))
def test_a_text_that_was_cut_off_within_it_is_damaged(data: bytes) -> None:
    with pytest.raises(Damaged) as caught:
        read_bytes(data, "表.txt")

    assert "中间中断" in caught.value.message.zh


CELLS = st.text(st.sampled_from("甲乙3%"), max_size=4)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_a_table_written_a_cell_a_line_reads_back(rows: list[list[str]]) -> None:
    text = "说明\n" + "\n".join("".join(f"\t{cell}\n" for cell in row) for row in rows)

    document = read(text)

    assert grid(document.tables[0]) == rows
    assert all(text[cell.start : cell.end] == cell.text for row in document.tables[0].rows for cell in row)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=6))
def test_a_table_written_in_pipes_reads_back(rows: list[list[str]]) -> None:
    text = "|a|b|\n|-|-|\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)

    assert grid(read(text).tables[0]) == [["a", "b"], *rows]
