"""Weights, scores, amounts and shares; white space; units."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.quantity.notation import show

from steelyard.model import Unknown
from steelyard.quantity import comparable, fold, parse_number, units
from steelyard.quantity.folding import plain
from steelyard.quantity.units import UnitsError, lexicon, measure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", "3"),
        ("3分", "3"),
        ("１２，３４５．６７", "12345.67"),
        ("15,326.63万元", "15326.63"),
        ("15 326.63", "15326.63"),
        ("94.26%", "94.26"),
        ("9.20％", "9.20"),
        ("1.5亿元", "1.5"),
        ("5万", "50000"),
        ("十", "10"),
        ("-0.5", "-0.5"),
        ("(1,234.56)", "-1234.56"),
        ("（0.50）", "-0.50"),
        ("9.5（扣0.5分）", "9.5"),
        (" 95 分 ", "95"),
        ("3、", "3"),
        (".5", "0.5"),
    ],
)
def test_a_figure_is_read_whatever_its_unit(text: str, value: str) -> None:
    assert str(parse_number(text)) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "? blank"),
        (" ", "? blank"),
        ("—", "? blank"),
        ("/", "? blank"),
        ("无", "? blank"),
        ("优", "? no number"),
        ("2023年", "? no number"),
        ("2/2", "? no number"),
        ("≥5", "? bound"),
        ("5以上", "? bound"),
        ("约5", "? rough"),
        ("5-10", "? range"),
        ("1,23", "? several"),
        ("12.3.4", "? several"),
        ("(5)", "? bracketed"),
    ],
)
def test_what_is_no_figure_says_why(text: str, why: str) -> None:
    value = parse_number(text)
    assert isinstance(value, Unknown)
    assert show(value) == why


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        (" 财务  管理 ", "财务管理"),
        ("财务\n管理", "财务管理"),
        ("≥ 90 %", "≥ 90 %"),
        ("A  B", "A B"),
        ("第 3 项", "第 3 项"),
        ("指标　值", "指标值"),
        ("，\n 其中", "，其中"),
        ("零\u200b宽", "零宽"),
        ("", ""),
        ("\n\t ", ""),
    ],
)
def test_white_space_folds(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("unit_a", "unit_b", "factor"),
    [
        ("万元", "元", "10000"),
        ("元", "万元", "0.0001"),
        ("亿元", "万元", "10000"),
        ("公顷", "亩", "15"),
        ("公里", "千米", "1"),
        ("吨", "公斤", "1000"),
        ("年", "个月", "12"),
        ("小时", "分钟", "60"),
        ("元/亩", "万元/公顷", "0.0015"),
        ("批次/千人", "批次/万人", "10"),
        ("例/10万人", "例/万人", "0.1"),
        ("次/季度", "次/月", "0.3333333333333333333333333333"),
        ("次/年", "次", "1"),
        ("家", "户", "1"),
        ("件", "起", "1"),
        ("批", "批次", "1"),
        ("家", "个", "1"),
        ("台（件）", "台", "1"),
        ("台（套）", "台(套)", "1"),
        ("%", "", "1"),
        ("", "万元", "1"),
        ("标准化基地", "标准化基地", "1"),
        ("人", "人次", None),
        ("家", "人", None),
        ("个月", "天", None),
        ("天", "个工作日", None),
        ("美元", "元", None),
        ("元", "%", None),
        ("次/月", "次", None),
        ("标准化基地", "家", None),
    ],
)
def test_units_of_one_dimension_can_be_compared(unit_a: str, unit_b: str, factor: str | None) -> None:
    assert comparable(unit_a, unit_b) == (Decimal(factor) if factor else None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("㎡", "平方米"),
        ("km²", "平方公里"),
        ("mg/L", "毫克/升"),
        ("μg/m³", "微克/立方米"),
        ("％", "%"),
        ("个百分点", "%"),
        ("人/次", "人次"),
        ("人（次）", "人次"),
        ("台/套", "台（套）"),
        ("千元", "千元"),
        ("百万元", "百万元"),
        ("万美元", "万美元"),
        ("元/人·天", "元/人·天"),
        ("成员", None),
        ("次年", None),
        ("G", None),
    ],
)
def test_a_unit_has_one_normal_name(text: str, name: str | None) -> None:
    found = measure(plain(text))
    assert (found.name if found else None) == name


def test_every_unit_of_the_lexicon_is_found_by_every_spelling() -> None:
    for spelling, unit in lexicon().units.items():
        found = measure(spelling)
        assert (found is None) if unit is None else (found is not None and found.end == len(spelling)), spelling


def test_a_mistyped_key_of_the_lexicon_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {"not_units": "", "dimension": [{"name": "length", "kind": "dimension", "unit": []}]}
    monkeypatch.setattr(units, "toml", lambda _: broken)
    with pytest.raises(UnitsError, match=r"length.*unit"):
        lexicon.__wrapped__()
