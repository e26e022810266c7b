"""Writes the ledgers of the example form as CSV files: ``python examples/ledgers.py``. The same bytes each time.

Money, staff and assets give what the form says. The survey does not: of 500 questionnaires 451 say satisfied, 37 do
not, 12 judge nothing. The form counted those 12 as satisfied: (451 + 12) ÷ 500 is its 92.6%, 451 ÷ 488 is 92.42%.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

FOLDER = Path(__file__).parent / "ledgers"
BASIC, PROJECT, GENERAL, FUND = "基本支出", "项目支出", "一般公共预算", "政府性基金"
RECEPTION = "公务接待"
SATISFIED, NOT, SILENT = 451, 37, 12
SENT, DAYS = date(2025, 11, 3), 12
IDLE = 836000  # 元, one asset: 98.2 % of the value is in use
Row = tuple[str, ...]

# (支出类别, 资金性质, 三公经费类别, 年初, 调整, 支付), 元
MONEY = (
    (BASIC, GENERAL, "", 50638000, 1923000, 52061600),
    (BASIC, GENERAL, RECEPTION, 625000, 0, 540000),
    (PROJECT, GENERAL, "", 27662000, 420000, 22262000),
    (PROJECT, FUND, "", 7500000, 1600000, 7290000),
)


def budget_lines() -> Iterator[Row]:
    """The initial budget of January and the adjustment of September."""
    yield ("指标编号", "生效日期", "阶段", "支出类别", "资金性质", "三公经费类别", "金额")
    for at, (part, fund, three_public, initial, adjusted, _) in enumerate(MONEY, 1):
        yield (f"Y{at:02}", "2025-01-01", "年初", part, fund, three_public, f"{initial}.00")
        if adjusted:
            yield (f"T{at:02}", "2025-09-18", "调整", part, fund, three_public, f"{adjusted}.00")


def payments() -> Iterator[Row]:
    """What was paid, in twelve parts; the last month takes what the others leave."""
    yield ("支付编号", "支付日期", "会计月份", "支出类别", "资金性质", "三公经费类别", "金额")
    for at, (part, fund, three_public, *_, paid) in enumerate(MONEY, 1):
        each = paid // 13
        for month in range(1, 13):
            amount = each if month < 12 else paid - 11 * each
            yield (f"Z{at}{month:02}", f"2025-{month:02}-25", f"{month}", part, fund, three_public, f"{amount}.00")


def procurements() -> Iterator[Row]:
    """Three purchases, each contracted at its budget."""
    yield ("采购编号", "采购预算日期", "采购预算", "采购方式", "采购计划备案日期", "合同日期", "合同金额")
    for at, (amount, method, planned, signed) in enumerate(
        (
            (1860000, "公开招标", "2025-03-10", "2025-04-22"),
            (742000, "竞争性磋商", "2025-05-06", "2025-06-11"),
            (318000, "询价", "2025-08-04", "2025-08-27"),
        ),
        1,
    ):
        yield (f"C{at}", "2025-01-01", f"{amount}.00", method, planned, signed, f"{amount}.00")


def staff_counts() -> Iterator[Row]:
    """Posts and people in them at the end of the year."""
    yield ("统计编号", "统计日期", "单位", "年末数", "编制数", "在编在职人数")
    yield ("R1", "2025-12-31", "机关", "是", "40", "38")
    yield ("R2", "2025-12-31", "水利工程管理站", "是", "46", "45")
    yield ("R3", "2025-12-31", "供水管理所", "是", "34", "34")


def assets() -> Iterator[Row]:
    """Twenty fixed assets as they stood at the end of the year; one is idle."""
    yield ("资产编号", "取得日期", "原值", "使用状况", "最近盘点日期", "盘点结果")
    for at in range(1, 20):
        yield (f"G{at:02}", f"{2004 + at}-06-15", f"{2000000 + 40000 * at}.00", "在用", "2025-12-15", "相符")
    yield ("G20", "2012-06-15", f"{IDLE}.00", "闲置", "2025-12-15", "相符")


def survey_responses() -> Iterator[Row]:
    """The questionnaires in the order in which they came back, the kinds of answer spread over all of them."""
    yield ("问卷编号", "调查对象", "发放日期", "回收日期", "总体评价")
    total = SATISFIED + NOT + SILENT
    ratings = [*(5 if at % 3 else 4 for at in range(SATISFIED)), *(3 - at % 3 for at in range(NOT)), *[0] * SILENT]
    for at in range(total):
        rating = ratings[at * 7 % total]  # 7 is no divisor of 500, so that each answer is taken once
        yield (f"W{at + 1:04}", "用水户", f"{SENT}", f"{SENT + timedelta(1 + at % DAYS)}", f"{rating}")


LEDGERS = (budget_lines, payments, procurements, staff_counts, assets, survey_responses)


def text(rows: Iterable[Row]) -> str:
    """Rows as CSV."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def write() -> None:
    """Writes every ledger into the folder ``ledgers``."""
    FOLDER.mkdir(exist_ok=True)
    for ledger in LEDGERS:
        (FOLDER / f"{ledger.__name__}.csv").write_text(text(ledger()), encoding="utf-8")


if __name__ == "__main__":
    write()
