"""Text for people: the verdict first, places in words, nothing cut in a pipe, nothing that drives a terminal."""

from dataclasses import replace
from typing import Any

import pytest
from tests.reporting.hand import ROWS, Sheet, audited, findings, tallies

from steelyard import report
from steelyard.model import Audited, Finding, Message, Tally
from steelyard.reporting import text, verdict
from steelyard.reporting.lines import Grid, Line, plain, width
from steelyard.reporting.words import one_line, runs, safe

ZH = """\
1 处错误，3 处疑点，1 条提示：权重合计写100，逐行相加为103
library.docx · 2023年部门整体支出绩效自评价表 · 云间市图书局 · 4 行指标
部门整体支出绩效自评 · 表样 rugao-department（自动识别）：表头有“年初指标值”

数字勾稽
  错误 · 权重合计有误 · 合计行权重“100” [weight-total-misstated]
    权重合计写100，逐行相加为103。
    → 核对各行权重。

评分
  疑点 · 得分与规则不符 · 第1行“预算执行率”得分“15” [score-off-rule]
    第1行自评15分，按规则应得18.72分。
    → 写明扣分原因。

指标与目标
  疑点 · 完成值照抄指标值 · 2 处 [echoed-target]
    第2行的完成值照抄指标值“健全”。
    第4行的完成值照抄指标值“满意”。
    → 写明做到了什么。

前后一致
  提示 · 措辞说反 · 正文“二、存在问题”部分“不存在什么问题” [reversed-wording]
    “存在问题”一节写“不存在什么问题”。
    → 改正用语。

得分核算
行  指标        指标值  完成值   权重  自评   按规则        算法
 1  预算执行率  100%    93.58%     20    15    18.72  疑点  93.58 ÷ 100 × 20
 2  制度健全性  健全    健全       30    30    24—30  疑点  达成指标：24—30分
 3  开架图书    ≥5万册  50552册    40    40       40        达到指标值
 4  读者满意    满意    满意       13    13  10.4—13  疑点  达成指标：24—30分

合计        权重    得分  等级
表内所写     100      98  —
逐行相加     103      98
按规则计算   103  101.72  优    其中 2 行规则不能判定，按自评得分计入

规则不能判定
  第2、4行：定性指标由评审人判断

未读出或未归位
  第2张表没有归入任何部分。

文件中另有（不属于表的正文）
  隐藏文字：草稿：满意度未做问卷

5 项检查做了 4 项：3 处核对无误，5 处有发现；未做：等级与得分不符（表中没有写等级）
"""


def test_the_whole_text_as_people_read_it() -> None:
    assert report(audited(), "text") == ZH


def test_english() -> None:
    said = report(audited(), "text", "en")
    assert said.startswith("1 error, 3 doubts, 1 note: The total weight says 100; the rows add up to 103\n")
    assert "row 1 “预算执行率”, score “15” [score-off-rule]" in said
    assert "rows 2" not in said
    assert "4 of 5 checks made" in said


@pytest.mark.parametrize(
    ("found", "tallied", "says"),
    [
        ((), (Tally("share-misstated", 12, 0, ()),), "未发现错误和疑点，1 项检查全部做过"),
        ((), tallies()[-2:], "未发现错误和疑点，但 2 项检查中有 1 项无法进行"),
        (("note",), (), "未发现错误和疑点，1 条提示：权重合计写100，逐行相加为103"),
        (("doubt", "doubt"), (), "2 处疑点：权重合计写100，逐行相加为103"),
        (("doubt", "error"), (), "1 处错误，1 处疑点：权重合计写100，逐行相加为103"),
    ],
)
def test_the_verdict_in_one_line(found: tuple[Any, ...], tallied: tuple[Tally, ...], says: str) -> None:
    first = findings(Sheet())[0]
    tallied = tuple(replace(tally, found=0, passed=tally.passed or tally.found) for tally in tallied)
    one = replace(audited(), findings=tuple(replace(first, level=level) for level in found), tallies=tallied)
    assert verdict.line(one, "zh") == says


def many_echoes(messages: str) -> Audited:
    """Six rows that echo their target; ``messages`` is the sentence, with the row in it."""
    sheet = Sheet(rows=(ROWS[1],) * 6)
    found = tuple(
        Finding(
            Message(messages.format(row=row), "x"),
            Message("写明做到了什么。", "y"),
            "",
            (sheet.cell(row, "actual"),),
            name="echoed-target",
        )
        for row in range(1, 7)
    )
    return replace(audited(sheet), findings=found)


def test_one_sentence_for_many_rows_is_told_once_and_the_rows_are_listed() -> None:
    said = report(many_echoes("第{row}行完成值照抄指标值“健全”。"), "text")
    assert said.count("完成值照抄指标值“健全”") == 1 + 1  # the verdict line and the first finding
    assert "同样的还有 5 处：" in said
    assert [line.strip() for line in said.splitlines()].count("第6行“制度健全性”实际完成值“健全”") == 1
    assert said.count("→ 写明做到了什么。") == 1


def test_different_sentences_are_all_told() -> None:
    one = many_echoes("第{row}行完成值照抄指标值。")
    odd = replace(one.findings[3], message=Message("第4行另有原因。", "z"))
    said = report(replace(one, findings=(*one.findings[:3], odd, *one.findings[4:])), "text")
    assert "同样的还有" not in said
    assert all(f"第{row}行完成值照抄指标值。" in said for row in (1, 2, 3, 5, 6))


def test_a_terminal_gets_colour_a_pipe_none() -> None:
    assert "\x1b[" in text.render(audited(), "zh", 100)
    assert "\x1b" not in text.render(audited(), "zh")
    assert "│" not in text.render(audited(), "zh")


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_nothing_runs_over_the_edge_of_a_terminal(columns: int) -> None:
    from rich.text import Text

    lines = [Text.from_ansi(line).plain for line in text.render(audited(), "zh", columns).splitlines()]
    assert max(map(width, lines)) <= columns


def test_what_a_form_says_cannot_drive_the_terminal() -> None:
    hostile = "名\x1b[2J\x07\u202e称"
    rows = (ROWS[0], ("管理", hostile, *ROWS[1][2:]), *ROWS[2:])
    for columns in (None, 100):
        said = text.render(audited(Sheet(rows=rows)), "zh", columns)
        assert "\x1b[2J" not in said
        assert "\u202e" not in said
        assert "\x07" not in said
        assert "名�[2J��称" in said


@pytest.mark.parametrize(
    ("given", "says"),
    [("a\x1bb", "a�b"), ("第一行\r\n第二行", "第一行\n第二行"), ("\u200ex\udce9", "�x�"), ("½—“”", "½—“”")],
)
def test_safe(given: str, says: str) -> None:
    assert safe(given) == says


@pytest.mark.parametrize(
    ("rows", "zh", "en"), [((1,), "1", "1"), ((4, 3, 5, 1), "1、3—5", "1, 3–5"), ((1, 2), "1—2", "1–2"), ((), "", "")]
)
def test_rows_in_short(rows: tuple[int, ...], zh: str, en: str) -> None:
    assert (runs(rows, "zh"), runs(rows, "en")) == (zh, en)


def test_lines_and_tables_are_aligned_by_what_a_terminal_shows() -> None:
    grid = Grid(("行", "名"), [("10", "预算\n执行率"), ("9", "a")], frozenset({0}))
    assert plain([Line("标题"), Line("x", indent=2), grid]) == "标题\n    x\n行  名\n10  预算 执行率\n 9  a\n"
    assert one_line("财务 \n 管理" * 20, 5) == "财务 管…"
