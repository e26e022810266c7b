"""Several forms in one file are several; a form that goes on is one."""

import pytest

from steelyard.model import Document
from steelyard.reading import read_bytes
from steelyard.recognising import NoIndicators, recognise, recognise_all

TITLE = "附件1\n\n2023年度项目支出绩效自评表\n"
ABOUT = "| 项目名称 | {} | | | |\n|---|---|---|---|---|\n"
MONEY = "| 资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 |\n| 合计 | 20 | 20 | 19 | 95% |\n"
HEAD = "| 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
ROWS = "| 检测样品 | 10个 | 10个 | 50 | 50 |\n"
TOTAL = "| 合计 | | | 100 | 100 |\n"
BREAK = "\n说明\n\n"


def document(*parts: str) -> Document:
    return read_bytes("".join(parts).encode(), "forms.md")


@pytest.mark.parametrize(
    "between",
    [
        TOTAL + BREAK + TITLE + "\n" + ABOUT.format("乙") + MONEY,
        TOTAL + BREAK + TITLE + "\n" + ABOUT.format("乙"),
        TOTAL + BREAK + ABOUT.format("乙") + MONEY,
        TOTAL + ABOUT.format("乙").partition("\n")[0] + "\n",
        TOTAL + MONEY,
        BREAK + TITLE + "\n" + ABOUT.format("乙"),
    ],
    ids=["all", "title", "no title", "one table", "money", "no total"],
)
def test_a_form_begins_where_a_title_a_project_or_money_stands_after_the_one_before(between: str) -> None:
    both = document(TITLE, "\n", ABOUT.format("甲"), MONEY, HEAD, ROWS, between, HEAD, ROWS, ROWS, TOTAL)
    first, second = recognise_all(both)
    assert (len(first.indicators), len(second.indicators)) == (1, 2)
    assert [row.row for row in second.indicators] == [1, 2]
    assert {row.name.place and both.text[row.name.place.start : row.name.place.end] for row in second.indicators} == {
        "检测样品"
    }


@pytest.mark.parametrize(
    "between",
    [
        "",
        BREAK,
        "\n续表\n\n",
        TOTAL,
        BREAK + "2023年度项目支出绩效自评表\n\n",
        BREAK + "一、项目绩效自评表\n\n" + TOTAL,
    ],
    ids=["head again", "table", "continued", "subtotal", "title on each page", "heading"],
)
def test_a_form_that_goes_on_is_one(between: str) -> None:
    whole = document(TITLE, "\n", ABOUT.format("甲"), MONEY, HEAD, ROWS, between, HEAD, ROWS, TOTAL)
    (form,) = recognise_all(whole)
    assert len(form.indicators) == 2


def test_where_one_form_is_asked_for_the_others_are_named() -> None:
    both = document(TITLE, "\n", HEAD, ROWS, TOTAL, BREAK, TITLE.replace("2023", "2024"), "\n", HEAD, ROWS, TOTAL)
    form = recognise(both)
    assert len(form.indicators) == 1
    assert form.unplaced[0].zh == "文件含2张自评表，这里只读第1张，未读：“2024年度项目支出绩效自评表”。"


def test_headings_over_rows_that_are_no_indicators_are_refused() -> None:
    with pytest.raises(NoIndicators, match="none of the 2 row"):
        recognise(document(HEAD, "| | | | | 40 |\n", "| | | | | 60 |\n"))
    assert recognise(document(HEAD, "|---|---|---|---|---|\n")).indicators == ()


def test_forms_inside_the_layout_of_a_page_are_several() -> None:
    head = "<tr><td>三级指标<td>年度指标值<td>实际完成值<td>分值<td>得分"
    rows = "<tr><td>检测样品<td>10个<td>10个<td>100<td>100<tr><td>合计<td><td><td>100<td>100"
    form = f"<p>2023年度项目支出绩效自评表</p><table>{head}{rows}</table>"
    page = f"<table width='100%'><tr><td>{form}{form}</table>"
    assert [len(one.indicators) for one in recognise_all(read_bytes(page.encode(), "page.html"))] == [1, 1]
