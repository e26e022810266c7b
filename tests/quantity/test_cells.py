"""Targets and results: by pattern, by department, and as published forms have them."""

import csv
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.quantity.notation import show
from tests.shared import SHARED, needs_shared

from steelyard.model import Amount, Deadline
from steelyard.quantity import cells, named_unit, parse_result, parse_target

HERE = Path(__file__).parent
Case = tuple[str, str, str]


def table(name: str) -> list[object]:
    groups: dict[str, list[Case]] = tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))
    return [pytest.param(*case, id=f"{group}: {case[0]}") for group, cases in groups.items() for case in cases]


@pytest.mark.parametrize(("text", "target", "result"), [*table("patterns"), *table("departments")])
def test_a_cell_is_read_as_it_is_meant(text: str, target: str, result: str) -> None:
    assert show(parse_target(text, year=2023)) == target
    expected = target.removeprefix("= ").removeprefix(">= ").removeprefix("> ") if result == "=" else result
    actual = show(parse_result(text, year=2023))
    assert actual == ("words" if expected == "open" else expected)


@needs_shared
def test_every_published_row_is_read_as_labelled_by_hand() -> None:
    with (SHARED / "domain" / "rows.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    labels = tomllib.loads((HERE / "rows.toml").read_text("utf-8"))["labels"]
    readings = [f"{show(parse_target(row['target']))} | {show(parse_result(row['actual']))}" for row in rows]
    assert readings == labels


@pytest.mark.parametrize(
    ("text", "operator", "unit", "reading"),
    [
        ("95", "≥", "%", ">= 95 %"),
        ("≥95", "≥", "%", ">= 95 %"),
        ("≥95%", "≥", "%", ">= 95 %"),
        ("95%以上", "≥", "%", ">= 95 %"),
        ("735", "≧", "人次", ">= 735 人次"),
        ("90", "≤", "万元", "<= 90 万元"),
        ("90万", "≤", "万元", "<= 90 万元"),
        ("90万元", "≤", "万元", "<= 90 万元"),
        ("90万", "≤", "元", "<= 900000 元"),
        ("1.2", "=", "万人次", "= 12000 人次"),
        ("1.2万", "=", "万人次", "= 12000 人次"),
        ("1346.0088", "", "万平方米", "13460088 平方米"),
        ("3", "≥", "‰", ">= 0.3 %"),
        ("98", "≥", "百分比", ">= 98 %"),
        ("100", "＝", "人/次", "= 100 人次"),
        ("5", "≥", "台/套", ">= 5 台（套）"),
        ("12", "≤", "月", "<= 12 个月"),
        ("12月", "≤", "月", "<= 12 个月"),
        ("3", "正向指标", "项", ">= 3 项"),
        ("3", "反向", "项", "<= 3 项"),
        ("3", "定量", "项", "3 项"),
        ("优良", "定性", "", "rank 优良"),
        ("12月31日", "≤", "", "by 2023-12-31 no-year"),
        ("不超过5%", "≥", "%", "? conflict"),
        ("6475/6475", "=", "%", "= 100 %"),
        ("2023.12", "≥", "万元", ">= 2023.12 万元"),
        ("5", "", "/", "5"),
        ("5", "≥", "标准化基地", ">= 5 标准化基地"),
        ("培训3场，120人次", "≥", "人次", ">= 120 人次"),
    ],
)
def test_operator_and_unit_may_stand_in_columns(text: str, operator: str, unit: str, reading: str) -> None:
    assert show(parse_target(text, operator=operator, unit=unit, year=2023)) == reading


def test_a_result_takes_the_unit_of_its_column() -> None:
    assert parse_result("1.2", unit="万人次") == Amount(None, Decimal(12000), "人次")
    assert parse_result("95%", unit="%") == Amount(None, Decimal(95), "%")


@pytest.mark.parametrize(
    ("target", "text", "reading"),
    [
        ("0起", "无", "0 起"),
        ("零事故", "无", "0 个"),
        ("无", "无", "0 个"),
        ("0次", "零", "0 次"),
        ("0起", "未发生安全事故", "0 起"),
        ("≤3起", "未发生", "0 起"),
        ("0起", "1起", "1 起"),
        ("≥3家", "无", "? blank"),  # nothing filled in
        ("健全", "无", "? blank"),
        ("0起", "", "? blank"),
    ],
)
def test_nothing_is_zero_beside_a_target_of_zero(target: str, text: str, reading: str) -> None:
    assert show(parse_result(text, target=parse_target(target))) == reading


@pytest.mark.parametrize(
    ("target", "text", "reading"),
    [
        ("≥2000人次", "全年共开展培训2136人次，完成年度任务的106.8%", "2136 人次"),
        ("≥85%", "取证1880人，取证率88.01%", "88.01 %"),
        ("≥90%", "问卷调查120人，满意112人，满意度93.33%", "93.33 %"),
        ("≥5000亩", "完成造林5200亩，抚育1200亩", "? several"),  # two in the unit of the target
        ("100%", "完成20场，较上年增长5%", "? several"),  # a change, and no result
        ("≥98%", "抽检1000批次，不合格率2%", "? several"),  # the opposite of what is asked for
        ("≥98%", "检查120家，占计划的80%", "? several"),
        ("健全", "取证1880人，取证率88.01%", "? several"),  # the target has no unit
    ],
)
def test_of_several_numbers_the_one_in_the_unit_of_the_target_counts(target: str, text: str, reading: str) -> None:
    assert show(parse_result(text, target=parse_target(target))) == reading


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("养护里程（公里）", "公里"),
        ("受益面积(万亩)", "万亩"),
        ("合格率（%）", "%"),
        ("单位成本（元/亩）", "元/亩"),
        ("新建停车位（15分）", ""),  # points
        ("处置率（及时）", ""),
        ("水质监测（含海水）", ""),
        ("（一）满意度", ""),
        ("里程", ""),
    ],
)
def test_a_name_may_close_with_the_unit(name: str, unit: str) -> None:
    assert named_unit(name) == unit


def test_without_a_year_the_deadline_says_so() -> None:
    deadline = parse_target("12月底前")
    assert isinstance(deadline, Deadline)
    assert (deadline.date.year, deadline.date.month, deadline.date.day) == (1, 12, 31)
    assert not deadline.year_given
    assert not deadline.day_given


def test_digits_stay_as_printed() -> None:
    values = [parse_result(text) for text in ("9.20%", "1.50亿元", "1.5亿元", "5万批次")]
    assert [str(value.value) for value in values if isinstance(value, Amount)] == ["9.20", "1.50", "1.5", "50000"]


BEFORE = st.sampled_from(
    ["", "≥", "≤", "=", "不少于", "不超过", "达到", "完成率", "培训", "约", "第", "前", "每月", "每年", "控制在", "x"]
)
COUNTED = ["%", "％以上", "家", "万批次以上", "万元", "元/亩", "个百分点", "余家", "多人", "人次左右", "名", "基地"]
NAMED = [
    "月",
    "年",
    "日",
    "岁",
    "折",
    "成",
    "级",
    "分之一",
    "热线",
    "天然气",
    "小时内办结",
    "（含）以上",
    "%（1/2）",
    "点五",
]
AFTER = st.sampled_from(["", *COUNTED, *NAMED])
NUMBERS = st.one_of(st.integers(0, 10**9).map(str), st.decimals(0, 10**6, places=2).map(lambda value: f"{value:f}"))


@given(BEFORE, NUMBERS, AFTER, st.sampled_from(["", "%", "万元", "家"]))
def test_the_short_way_reads_as_the_long_way(before: str, number: str, after: str, unit: str) -> None:
    text = before + number + after
    assert repr(cells.read(text, unit, 2023)) == repr(cells._read(text, unit, 2023))


STYLES = [
    "{}",
    "≥{}",
    "{}以上",
    "不低于{}",
    "达到{}",
    "控制在{}以内",
    "不超过{}",
    "（{}）",
    "完成{}",
    "{}。",
    " {} ",
    "共{}（含）以上",
]
UNITS = ["%", "家", "批次", "人次", "件", "万元", "元", "亩", "公里", "元/亩", "次/月"]


@given(st.decimals(0, 10**8, places=2), st.sampled_from(UNITS), st.sampled_from(STYLES), st.booleans(), st.booleans())
def test_a_quantity_comes_back_from_every_style(
    value: Decimal, unit: str, style: str, wide: bool, grouped: bool
) -> None:
    text = style.format((f"{value:,f}" if grouped else f"{value:f}") + unit)
    if wide:
        text = text.translate({ord("0") + i: 0xFF10 + i for i in range(10)} | {ord("%"): "％", ord(","): "，"})
    reading = parse_target(text)
    assert isinstance(reading, Amount)
    assert (str(reading.value), reading.unit) == (f"{value:f}", unit)


STRANGE = (
    "0123456789.,，%％≥≤<>=~-—/()（） \n万亿十百千一二两零〇点分之至到以上下内不低于超过约余多第前每"
    "家次人元年月日季度底半"
)


@given(st.text(alphabet=STRANGE, max_size=40))
def test_no_cell_is_too_strange_to_be_answered(text: str) -> None:
    for reading in (parse_target(text, year=2023), parse_result(text, unit="%")):
        assert show(reading)


def test_a_giant_cell_is_answered_in_a_short_sentence() -> None:
    reading = show(parse_target("检查3次，整改5家；" * 50_000))
    assert reading == "? several"
    assert show(parse_target("很" * 1_000_000)) == "words"
