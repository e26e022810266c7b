"""Numbers as printed, in Arabic and in Chinese."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.quantity.chinese import chinese, financial

from steelyard.quantity.folding import compact
from steelyard.quantity.numerals import Numeral, numerals


def only(text: str) -> Numeral:
    shown = compact(text).text
    (found,) = numerals(shown)
    assert (found.start, found.end) == (0, len(shown))
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,345.67", "12345.67"),
        ("１２，３４５．６７", "12345.67"),
        ("1.2E+06", "1200000"),
        ("一千二百一十", "1210"),
        ("两千四百五", "2450"),
        ("两千四百零五", "2405"),
        ("三万五千", "35000"),
        ("一万三", "13000"),
        ("一万零三", "10003"),
        ("一万五千亿", "1500000000000"),
        ("二十万亿", "20000000000000"),
        ("4.78万亿", "4780000000000"),
        ("3万4000", "34000"),
        ("25万6千", "256000"),
        ("1,100万", "11000000"),
        ("2千零30万", "20300000"),
        ("十五", "15"),
        ("廿五", "25"),
        ("二〇二三", "2023"),
        ("一〇五", "105"),
        ("壹仟贰佰叁拾肆", "1234"),
        ("壹拾万零伍佰", "100500"),
        ("九十八点一七", "98.17"),
        ("零点五", "0.5"),
        ("三点五亿", "350000000"),
        ("万", None),
        ("百", None),
        ("三分之一", "0.3333333333333333333333333333"),
        ("3/8", "0.375"),
        ("1 3/5", "1.6"),
        ("三又四分之一", "3.25"),
        ("16102.40/17207.98", "0.9357519011528372301687937806"),
        ("百分之九十八点一七", "98.17"),
        ("百分之百", "100"),
        ("千分之三", "0.3"),
        ("万分之五", "0.05"),
        ("负三十二", "-32"),
        ("-5.5", "-5.5"),
        ("－１２", "-12"),
        ("一 千 二 百", "1200"),
    ],
)
def test_a_number_is_read_whole(text: str, value: str | None) -> None:
    found = list(numerals(compact(text).text))
    assert (found[0].value if found else None) == (Decimal(value) if value else None)


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("1.1万", "11000", "1000"),
        ("1.10万", "11000", "100"),
        ("120", "120", "1"),
        ("0.50", "0.50", "0.01"),
        ("二十万", "200000", "10000"),
    ],
)
def test_the_step_is_what_the_last_printed_digit_is_worth(text: str, value: str, step: str) -> None:
    assert (only(text).value, only(text).step) == (Decimal(value), Decimal(step))


@pytest.mark.parametrize(("text", "floor"), [("十几万", 100_000), ("三百余万", 3_000_000), ("一千多万", 10_000_000)])
def test_a_vague_number_is_a_floor(text: str, floor: int) -> None:
    assert only(text).vague
    assert only(text).value == floor


def test_a_fraction_over_zero_is_no_fraction() -> None:
    assert [found.value for found in numerals("5/0")] == [5, 0]


@given(st.integers(min_value=0, max_value=10**12))
def test_chinese_numerals_come_back(value: int) -> None:
    assert only(chinese(value)).value == value
    assert only(financial(value)).value == value


@given(st.decimals(min_value=0, max_value=10**13, places=2))
def test_arabic_digits_come_back_as_printed(value: Decimal) -> None:
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
    for text in (f"{value:f}", f"{value:,f}", f"{value:f}".translate(wide)):
        assert str(only(text).value) == f"{value:f}"
