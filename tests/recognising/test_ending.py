"""A text that was cut off within a row is refused; one that is whole never is, however it ends."""

from collections.abc import Callable

import pytest

from steelyard.reading import read_bytes
from steelyard.recognising import recognise
from steelyard.recognising.errors import CutOff

Write = Callable[[list[str]], str]
HEAD = "一级指标 二级指标 三级指标 指标值 完成值 分值 得分 说明"
ROWS = ["产出指标 数量指标 巡查次数 ≥20次 22次 50 50 。", "。 质量指标 巡查覆盖率 ≥90% 91% 40 40 。"]
TOTAL = "总计 90 90 。"
NO_SCORES = "一级指标 二级指标 三级指标 年度指标值 实际完成值 说明"
CUT = {
    "behind a result": [HEAD, *ROWS, "。 时效指标 按期完成率 ≥90% 91%"],
    "within a weight": [HEAD, *ROWS, "。 时效指标 按期完成率 ≥90% 91% 1"],
    "behind a name": [HEAD, *ROWS, "。 。 按期完成率"],
    "in the first row": [HEAD, "产出指标 数量指标 巡查次数 ≥20次"],
    "in a new group": [HEAD, *ROWS, "效益指标 社会效益 受益人数 ≥50人 60人"],
    "before a result, in a layout without scores": [NO_SCORES, "产出 数量 巡查 ≥20次 22次 。", "。 质量 合格率 ≥90%"],
}
WHOLE = {
    "a total of few cells": [HEAD, *ROWS, TOTAL],
    "a total of few cells, by a name of its own": [HEAD, *ROWS, "总评 90 90"],
    "no total": [HEAD, *ROWS],
    "a last row without its blank cell": [HEAD, *ROWS, "。 时效指标 按期完成率 ≥90% 91% 10 10"],
    "a remark": [HEAD, *ROWS, "说明 无"],
    "signatures": [HEAD, *ROWS, "填表人：甲 联系电话：乙"],
    "no scores, no remark": [NO_SCORES, "产出 数量 巡查 ≥20次 22次 。", "。 质量 合格率 ≥90% 91%"],
}


def by_lines(rows: list[str]) -> str:
    """One cell a line, a blank line between rows, as word processors save tables."""
    return "\n\n".join("\n".join(f"\t{cell.strip('。')}" for cell in row.split()) for row in rows)


def by_tabs(rows: list[str]) -> str:
    return "\n".join("\t".join(cell.strip("。") for cell in row.split()) for row in rows)


@pytest.mark.parametrize("rows", CUT.values(), ids=list(CUT))
@pytest.mark.parametrize("write", [by_lines, by_tabs])
def test_a_text_cut_off_within_a_row_is_refused(write: Write, rows: list[str]) -> None:
    document = read_bytes(("项目绩效自评表\n" + write(rows)).encode(), "某局.txt")

    with pytest.raises(CutOff) as caught:
        recognise(document)
    assert f"写到“{rows[-1].split()[-1]}”处中断" in caught.value.message.zh


@pytest.mark.parametrize("rows", WHOLE.values(), ids=list(WHOLE))
@pytest.mark.parametrize("write", [by_lines, by_tabs])
@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
def test_a_whole_text_is_read(write: Write, rows: list[str], end: str) -> None:
    recognise(read_bytes(("项目绩效自评表\n" + write(rows) + end).encode(), "某局.txt"))


def test_a_short_row_that_was_ended_is_a_slip() -> None:
    recognise(read_bytes((by_tabs([HEAD, *ROWS, "。 。 按期完成率"]) + "\n").encode(), "某局.txt"))
    recognise(read_bytes((by_lines([HEAD, *ROWS, "。 。 按期完成率"]) + "\n\n").encode(), "某局.txt"))


def test_pipes_that_stop_before_a_score_are_refused() -> None:
    rows = ["|".join(["", *row.replace("。", " ").split(" "), ""]) for row in [HEAD, *ROWS]]
    text = "\n".join([rows[0], "|-" * 8 + "|", *rows[1:], "| | | 按期完成率 | ≥90% |"])

    with pytest.raises(CutOff):
        recognise(read_bytes(text.encode(), "某局.md"))
