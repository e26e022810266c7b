"""What ledgers give at each month's end: paid against granted so far, counts so far, nothing after the last record."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from steelyard import recognise
from steelyard.measuring import LedgerFolder
from steelyard.model import Evidence, Form, Unknown, Value
from steelyard.reading import read

FORM = """# 2023年部门整体支出绩效自评价表

自评价单位：云间市图书局

| 一级指标 | 绩效指标 | 指标值 | 实际完成值 | 权重 | 得分 |
|---|---|---|---|---|---|
| 产出指标 | 预算执行率 | 100% | 80% | 50 | 40 |
| 产出指标 | 举报和投诉受理数 | 4件 | 3件 | 50 | 50 |
| 合计 | | | | 100 | 90 |
"""
LINES = "id,effective_on,stage,part,amount\nB1,2023-01-01,年初,基本支出,800\nB2,2023-02-10,调整,项目支出,200\n"
PAID = "id,paid_on,month,part,amount\nP1,2023-01-31,1,基本支出,80\nP2,2023-03-01,3,项目支出,420\n"


@pytest.fixture
def form(tmp_path: Path) -> Form:
    (tmp_path / "form.md").write_text(FORM, encoding="utf-8")
    return recognise(read(tmp_path / "form.md"))


def evidence(form: Form, folder: Path, **ledgers: str) -> Evidence:
    folder = folder / "ledgers"
    folder.mkdir()
    for name, rows in ledgers.items():
        (folder / f"{name}.csv").write_text(rows, encoding="utf-8")
    ledgers = LedgerFolder(folder)
    return replace(ledgers.evidence(form), month_ends=ledgers.month_ends(form))


def rates(found: Evidence) -> list[Decimal | Unknown]:
    return [end.executed.value if isinstance(end.executed, Value) else end.executed for end in found.month_ends]


def test_paid_against_granted_by_the_same_day(form: Form, tmp_path: Path) -> None:
    found = evidence(form, tmp_path, budget_lines=LINES, payments=PAID)
    assert rates(found)[:3] == [Decimal("10.00"), Decimal("8.00"), Decimal("50.00")]
    assert [(end.month, isinstance(end.executed, Value)) for end in found.month_ends] == [
        (month, True) for month in range(1, 13)
    ]


def test_after_the_last_record_nothing_is_known(form: Form, tmp_path: Path) -> None:
    found = evidence(form, tmp_path, budget_lines=LINES, payments=PAID)
    assert {one.why.zh for one in rates(found)[3:] if isinstance(one, Unknown)} == {"台账“支付台账”最后一条记录在3月。"}
    assert len([one for one in rates(found) if isinstance(one, Unknown)]) == 9


def test_a_ledger_that_is_not_there_is_a_reason_in_every_month(form: Form, tmp_path: Path) -> None:
    found = evidence(form, tmp_path, budget_lines=LINES)
    assert len(found.month_ends) == 12
    assert all(isinstance(one, Unknown) for one in rates(found))


def test_a_form_without_a_year_has_no_months(form: Form, tmp_path: Path) -> None:
    found = evidence(replace(form, year=None), tmp_path, budget_lines=LINES, payments=PAID)
    assert found.month_ends == ()
