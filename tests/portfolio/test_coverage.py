"""Duties and money against indicators: what is spoken of, what is not, and what only a person can tell."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.building import Line, form
from tests.portfolio.test_questions import ask, unit

from steelyard.portfolio.covering import Row, cover, shared
from steelyard.recognising.duties import core, duties

pytest.importorskip("ibis", reason="the extra portfolio is not installed")
ROWS = [
    Row(1, "节假日电梯安全督查率\n履职指标"),
    Row(2, "食品抽检批次完成数\n履职指标"),
    Row(3, "城区供水水质合格率\n供水保障"),
]


@pytest.mark.parametrize(
    ("matter", "spoken", "rows"),
    [
        ("负责电梯安全监督管理", "yes", (1,)),
        ("供水保障工作", "yes", (3,)),
        ("负责食品安全", "unclear", (2,)),
        ("城乡供排水", "unclear", (3,)),
        ("知识产权", "no", ()),
        ("安全综合监督管理", "no", ()),  # only words that every duty has
        ("项目支出", "unclear", ()),
        ("电梯安全督查专项经费", "yes", (1,)),
    ],
)
def test_an_indicator_speaks_of_a_matter_by_its_words(matter: str, spoken: str, rows: tuple[int, ...]) -> None:
    found = cover(matter, ROWS)
    assert (found.spoken, found.rows) == (spoken, rows)
    assert (found.why is None) == (spoken != "unclear")


def test_the_longest_run_is_found_anywhere() -> None:
    assert shared("电梯安全", "老旧电梯安全评估") == "电梯安全"
    assert shared("甲乙丙", "丁") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲局的主要职责是负责防汛抗旱、城乡供水工作，参与河道管护。另有要事。", ["防汛抗旱", "城乡供水", "河道管护"]),
        ("主要职责：\n（一）负责古籍保护。\n（二）指导图书馆；\n（三）内设机构\n办公室。", ["古籍保护", "图书馆"]),
        ("甲县水务局主管全县水资源、节约用水，下设四个科室。", ["水资源", "节约用水"]),
        ("围绕部门职责和年度重点工作，对照目标逐项核实。", []),
        ("本单位认真履行职责，圆满完成了任务。", []),
    ],
)  # fmt: skip
def test_duties_are_read_where_an_opening_announces_them(text: str, expected: list[str]) -> None:
    made = form([], sections=[("overview", "一、部门概述", text)])
    found = duties(made)
    assert [core(place.text) for place in found] == expected
    assert all(made.document.text[place.start : place.end] == place.text for place in found)


def test_a_project_has_no_duties_of_its_own() -> None:
    assert not duties(form([], kind="project", sections=[("overview", "一、概况", "主要职责是负责防汛抗旱。")]))


BUDGET = [
    Line("adjusted", "支出合计", "3,000,000", total=True, unit="元"),
    Line("adjusted", "防汛物资经费", "1200000", unit="元"),
    Line("adjusted", "古籍修复经费", "800000", unit="元"),
    Line("adjusted", "基本支出", "1000000", unit="元"),
    Line("final", "基本支出", "999999", unit="元"),
]


def test_each_duty_and_each_piece_of_money_is_a_line(tmp_path: Path) -> None:
    told = [("overview", "一、部门概述", "主要职责是负责防汛抗旱、古籍保护。")]
    rows = [("防汛抗旱演练场次", "≥2场", "3场", "50", "50"), ("防汛物资储备率", "≥90%", "95%", "50", "50")]
    answer, found = ask(tmp_path, "coverage", unit("甲局", rows, sections=told, budget=BUDGET))
    lines = [(one["kind"].zh, one["name"], one["amount"], one["spoken"].zh, one["rows"]) for one in found]
    assert lines == [
        ("职责", "负责防汛抗旱", None, "有指标", "1"),
        ("职责", "古籍保护", None, "没有指标提到", None),
        ("资金", "防汛物资经费", Decimal("120.00"), "有指标", "2"),
        ("资金", "古籍修复经费", Decimal("80.00"), "没有指标提到", None),
        ("资金", "基本支出", Decimal("100.00"), "要由人看", None),
    ]
    assert "支出300.00万元中，有指标的120.00万元，没有指标提到的80.00万元，表上看不出的100.00万元" in answer.sentence.zh
    assert [chart.values for chart in answer.charts] == [
        ((1,), (1,), (0,)),
        ((Decimal("120.00"), Decimal("80.00"), Decimal("100.00")),),
    ]


def test_what_a_form_does_not_tell_is_said(tmp_path: Path) -> None:
    rows = [("检查数", "≥100家", "100家", "100", "100")]
    _, silent = ask(tmp_path / "a", "coverage", unit("甲局", rows))
    assert [(one["kind"].zh, one["name"], one["amount"], one["spoken"].zh) for one in silent] == [
        ("职责", None, None, "要由人看"),
        ("资金", None, None, "要由人看"),
    ]
    assert all(one["why"] is not None for one in silent)
    answer, bare = ask(tmp_path / "c", "coverage", unit("甲局", []))
    assert [one["kind"].zh for one in bare] == ["职责", "资金"], "a form of which nothing was read is told all the same"
    assert "1份有支出没有读出" in answer.sentence.zh
    odd = [Line("adjusted", "防汛经费", "若干"), Line("adjusted", "抗旱经费", "5", unit="吨")]
    _, found = ask(tmp_path / "b", "coverage", unit("甲局", rows, budget=odd))
    assert [(one["amount"], one["why"].zh) for one in found if one["kind"].zh == "资金"] == [
        (None, "金额没有读出。"),
        (None, "金额单位不是钱的单位，不能合计。"),
    ]


def test_the_money_of_a_project_is_that_of_its_indicators(tmp_path: Path) -> None:
    budget = [Line("initial", "年度资金总额", "50", total=True), Line("initial", "当年财政拨款", "50")]
    rows = [("检查数", "≥100家", "100家", "90", "90"), ("预算执行率", "100%", "100%", "10", "10")]
    _, found = ask(tmp_path, "coverage", unit("甲局", rows, kind="project", budget=budget))
    assert [(one["kind"].zh, one["amount"], one["spoken"].zh, one["rows"]) for one in found] == [
        ("资金", Decimal("50.00"), "有指标", "1")
    ]
