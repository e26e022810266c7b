"""What evidence takes of a measure: its value before rounding, the records behind it, and their spread over months."""

from pathlib import Path
from typing import Any

import pytest
from tests.ledgers import SHAPES, on, shown

from steelyard.auditing import audit
from steelyard.measuring import LedgerError, LedgerFolder
from steelyard.measuring.behind import behind
from steelyard.measuring.evaluating import evaluate
from steelyard.measuring.monthly import spread
from steelyard.measuring.periods import period
from steelyard.model import Evidence, LedgerRead, Unknown
from steelyard.packs.ledgers import Example, Pack, packs, read_pack
from steelyard.packs.proving import Proof
from steelyard.quantity import half_up
from steelyard.reading import read_bytes
from steelyard.recognising import recognise
from steelyard.scoring import score

EXAMPLES = pytest.mark.parametrize(
    ("pack", "example"),
    [
        pytest.param(pack, example, id=f"{name}-{nth}")
        for name, pack in shown().items()
        for nth, example in enumerate(pack.examples, 1)
    ],
)
COMPLAINTS = packs()["complaints-and-reports"]
TABLE = """2023年部门整体支出绩效自评价表

| 类别 | 绩效指标 | 年初指标值 | 实际完成值 | 权重 | 得分 | 说明 |
|---|---|---|---|---|---|---|
| 履职指标 | 演出场次 | 30场 | 31场 | 100 | 100 | |
"""


@EXAMPLES
def test_a_value_is_its_unrounded_one_rounded(duckdb: Any, pack: Pack, example: Example) -> None:
    for one in evaluate(pack, on(duckdb, pack, example.rows), period(example.period)):
        if isinstance(one.value, Unknown):
            assert one.unrounded is None
        else:
            assert one.unrounded is not None
            assert half_up(one.unrounded, pack.measure(one.measure).places) == one.value


@EXAMPLES
def test_the_first_records_are_those_of_all(duckdb: Any, pack: Pack, example: Example) -> None:
    ledgers, year = on(duckdb, pack, example.rows), period(example.period)
    for measure in pack.measures:
        values = list(evaluate(pack, ledgers, year, records=True, only=[measure]))
        if measure.shape.name == "change" or any(isinstance(one.value, Unknown) for one in values):
            continue
        keys = {(record.ledger, record.key) for one in values for record in one.records or ()}
        many, first = behind(pack, measure, ledgers, year, 2)
        assert (many, [(one.ledger, one.key) for one in first]) == (len(keys), sorted(keys)[:2]), measure.name


def test_behind_a_change_are_the_records_of_both_years(duckdb: Any) -> None:
    example = COMPLAINTS.examples[0]
    ledgers = on(duckdb, COMPLAINTS, example.rows)
    change = COMPLAINTS.measure("received-against-last-year")
    many, first = behind(COMPLAINTS, change, ledgers, period("2023"), 20)
    assert (many, first[-1].key) == (6, "T0")


def test_months_are_counted_by_the_counting_date(duckdb: Any) -> None:
    ledgers = on(duckdb, COMPLAINTS, COMPLAINTS.examples[0].rows)
    (months,) = spread(COMPLAINTS, COMPLAINTS.measure("complaints-received"), ledgers, period("2023"))
    assert (months.column, months.total, len(months.counts)) == ("收到日期", 5, 12)
    assert dict(months.counts) == {f"2023-{m:02}": {1: 2, 9: 2, 12: 1}.get(m, 0) for m in range(1, 13)}


def test_a_row_that_cannot_be_computed_says_why_and_what_to_use_instead(tmp_path: Path) -> None:
    table = TABLE.replace("演出场次", "资金使用合规性").replace("31场", "合规")
    (one,) = LedgerFolder(tmp_path).evidence(recognise(read_bytes(table.encode(), "form.md"))).unprovable
    assert one.row == 1
    assert one.why.zh.endswith("可以改用“审计发现问题数”、“审计问题按期整改率”。")


def test_no_measure_that_is_told_apart_by_groups_proves_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grouped = COMPLAINTS.measure("complaints-by-channel")
    monkeypatch.setattr("steelyard.packs.proving.proofs", lambda name: (Proof("complaints-and-reports", grouped),))
    assert LedgerFolder(tmp_path).evidence(recognise(read_bytes(TABLE.encode(), "form.md"))).proofs == ()


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    form = recognise(read_bytes(TABLE.encode(), "form.md"))
    with pytest.raises(LedgerError, match="no folder of ledgers"):
        LedgerFolder(tmp_path / "nowhere").evidence(form)


def test_keys_are_not_looked_up_in_a_ledger_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = read_pack(SHAPES)
    pointing = next(one for one in pack.ledgers if one.foreign_keys)
    monkeypatch.setattr("steelyard.packs.ledgers.packs", lambda: {"shapes": pack})
    read = LedgerRead(pointing.name, pointing.title, "x.csv", "0" * 64, 3)
    evidence = Evidence("ledgers", period("2023"), (("shapes", read),))
    form = recognise(read_bytes(TABLE.encode(), "form.md"))
    (tally,) = audit(score(form), select=["ledger-incomplete"], evidence=evidence).tallies
    assert (tally.passed, [why.zh.endswith("无从核对。") for why, _ in tally.skipped]) == (1, [True])
