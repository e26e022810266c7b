"""What stands against a data file, in one sentence; what a text may name; what the data need not say."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.filling import FillError, fill, read_data
from steelyard.filling.data import converted
from steelyard.filling.fields import bound, typed
from steelyard.filling.templates import start
from steelyard.model import LedgerRead, Message, Period, Unknown, Value
from steelyard.packs.templates import layouts

ROOT = Path(__file__).resolve().parents[2]
DAYS = Period(date(2025, 1, 1), date(2025, 12, 31))


def rows(*changed: dict[str, Any]) -> list[dict[str, Any]]:
    first = {
        "id": "cases",
        "name": "办结案件数",
        "groups": ["产出", "数量"],
        "target": "100件",
        "actual": "90件",
        "weight": 60,
    }
    second = {
        "name": "服务环境",
        "groups": ["效益", "社会"],
        "target": "改善",
        "actual": "达成预期指标",
        "weight": 40,
        "score": 40,
    }
    return [base | change for base, change in zip((first, second), (*changed, {}, {}), strict=False)]


def data(**changes: Any) -> dict[str, Any]:
    base = {"profile": "rugao-department", "organization": "安澜市水务局", "year": 2025, "indicators": rows()}
    return base | changes


def refused(**changes: Any) -> str:
    with pytest.raises(FillError) as error:
        fill(converted(data(**changes), "表.toml"))
    assert error.value.message.en.endswith((".", "?"))
    return error.value.message.zh


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"grade": "优"}, "“表.toml”：Object contains unknown field `grade`。"),
        ({"indicators": []}, "“表.toml”：Expected `array` of length >= 1 - at `$.indicators`。"),
        ({"profile": "general"}, "“general”没有可填写的版式，可用："),
        ({"indicators": rows({"weight": 50})}, "各项指标的分值合计90，应为100，请调整 weight。"),
        ({"indicators": rows({"score": 60})}, "第1项指标“办结案件数”写得分60，按规则是54（90 ÷ 100 × 60）"),
        ({"indicators": rows({}, {"score": None})}, "第2项指标“服务环境”要由人评分，请写 score（32到40之间）"),
        ({"indicators": rows({}, {"score": 41})}, "第2项指标“服务环境”写得分41，按规则只能在32到40之间。"),
        ({"indicators": rows({}, {"id": "cases"})}, "“表.toml”indicators[2].id：名称“cases”已经用过，请另取一个。"),
        ({"values": {"cases": "1件"}}, "“表.toml”indicators[1].id：名称“cases”已经用过，请另取一个。"),
        ({"indicators": rows({"id": "total"})}, "“表.toml”indicators[1].id：“total”是表本身的名称，请另取一个。"),
        ({"values": {"budget": "1万元"}}, "“表.toml”values.budget：“budget”是表本身的名称，请另取一个。"),
        ({"indicators": rows({}, {"score": "NaN"})}, "“表.toml”indicators[2].score不是数：NaN。"),
        ({"indicators": rows({"weight": -1})}, "“表.toml”indicators[1].weight是-1，分值不能小于0。"),
        ({"budget": [{"name": "基本支出", "final": "Infinity"}]}, "“表.toml”budget[1].final不是数：Infinity。"),
        ({"narrative": {"results": "{case.value}。"}}, "narrative.results：没有“case.value”这个数据，是否指"),
        ({"narrative": {"results": "办结{cases.value。"}}, "narrative.results：第3个字“{”没有配对"),
        ({"narrative": {"other": "说明"}}, "这种表没有“narrative.other”一节，请删去。"),
        ({"indicators": rows({"actual": {"measure": "a/b"}})}, "第1项指标“办结案件数”要由台账“a/b”算出，请"),
        (
            {"budget": [{"name": "基本支出", "initial": 1}, {"name": "项目支出", "initial": 1, "final": 2}]},
            "预算“基本支出”没有写全年决算（final）数，其他各项写了；没有就写0。",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_filled_in_is_told_in_one_sentence(changes: dict[str, Any], said: str) -> None:
    assert refused(**changes).startswith(said)


def test_a_number_is_written_once() -> None:
    told = {
        "results": "办结案件{cases.value}，完成{cases.target}的指标，得{cases.score}分，共{total.score}分，{grade}。"
    }
    filled = fill(converted(data(narrative=told), "表.toml"))
    assert filled.sheet.sections["results"] == "办结案件90件，完成100件的指标，得54分，共94分，优。"
    changed = fill(converted(data(narrative=told, indicators=rows({"actual": "80件"})), "表.toml"))
    assert changed.sheet.sections["results"] == "办结案件80件，完成100件的指标，得48分，共88分，良。"


def test_shares_and_the_rate_are_reckoned() -> None:
    budget = [
        {"name": "基本支出", "initial": "30", "adjusted": "30", "final": "20.05"},
        {"name": "项目支出", "initial": "70", "adjusted": "90", "final": "79.95"},
    ]
    filled = fill(converted(data(budget=budget, narrative={"overview": "{budget.text}"}), "表.toml"))
    assert filled.fields["budget.final.expenditure.基本支出.share"] == "20.05%"
    assert filled.fields["budget.execution_rate"] == "83.33%"
    assert "调整后预算支出120万元，其中：基本支出30万元，占比25.00%" in filled.sheet.sections["overview"]


def test_a_result_comes_from_ledgers() -> None:
    def computed(name: str) -> Value:
        read = (LedgerRead("complaints", "台账", "complaints.csv", "0" * 64, 90),)
        value = Decimal(90) if name == "complaints/received" else Unknown(Message("台账是空的。", "It is empty."))
        return Value(name, Message("件数", "cases"), DAYS, value, "件", ledgers=read)

    made = rows({"actual": {"measure": "complaints/received"}})
    assert fill(converted(data(indicators=made), "表.toml"), computed).sheet.rows[0].actual.text == "90件"
    with pytest.raises(FillError, match="cannot be computed"):
        fill(converted(data(indicators=rows({"actual": {"measure": "complaints/lost"}})), "表.toml"), computed)


def test_numbers_that_the_text_writes_itself_are_told() -> None:
    told = {"results": "2025年第3季度办结{cases.value}，走访企业320家，满意率96.5%。"}
    [note] = fill(converted(data(narrative=told), "表.toml")).notes
    assert note.zh.startswith("narrative.results里有2个数是直接写的（320家、96.5%）")
    assert list(typed("1、年初；2、调整；12月31日；第5名")) == []


@given(st.text(max_size=40))
def test_braces_stand_for_themselves_when_doubled(text: str) -> None:
    assert bound(text.replace("{", "{{").replace("}", "}}"), {}, "t") == text


@pytest.mark.parametrize("profile", layouts())
def test_what_a_form_is_begun_from_fills_in_as_it_is(profile: str, tmp_path: Path) -> None:
    path = tmp_path / "表.toml"
    path.write_bytes(start(profile, "toml"))
    filled = fill(read_data(path))
    assert filled.sheet.total == 100
    assert filled.notes == ()


def test_the_example_fills_in() -> None:
    filled = fill(read_data(ROOT / "examples" / "anlan-water-2026.toml"))
    assert (filled.sheet.total, filled.fields["grade"], filled.notes) == (Decimal("98.73"), "优", ())


@pytest.mark.parametrize("content", [b"\xff\xfe", b"year = ", b"year = nan\n", b"[[indicators]]\nweight = inf\n"])
def test_a_file_that_is_no_data_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "表.toml"
    path.write_bytes(content)
    with pytest.raises(FillError, match=r"表\.toml"):
        read_data(path)
