"""Each sign of targets, scores and texts made to fit: planted it is found, in honest forms nothing is."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.building import Line, Row
from tests.portfolio.test_questions import ask, counts, unit

from steelyard.model import Form
from steelyard.portfolio.signs.heap import Near, chance, heaped, near

pytest.importorskip("ibis", reason="the extra portfolio is not installed")
pytest.importorskip("scipy", reason="the extra analysis is not installed")


def signs(place: Path, *made: Form, **options: Any) -> list[str]:
    return [one["sign"].zh for one in ask(place, "gaming", *made, **options)[1]]


HONEST = counts("137家", "100家", "96家", "155家", "120家", score="19")


def test_an_honest_form_shows_no_sign(tmp_path: Path) -> None:
    rows = [(*row[:4], score) for row, score in zip(HONEST, ("20", "20", "19.2", "20", "20"), strict=True)]
    budget = [Line("adjusted", "合计", "100", total=True), Line("final", "合计", "95", total=True)]
    before = unit("甲局", counts("101家", "115家", "99家", "124家", "90家"), 2022, budget=budget)
    assert signs(tmp_path, before, unit("甲局", rows, budget=budget), year=2023) == []


def test_each_sign_is_found(tmp_path: Path) -> None:
    budget = [Line("adjusted", "合计", "100", total=True), Line("final", "合计", "60", total=True)]
    before = unit("甲局", counts(*["200家"] * 7, score="19"), 2022)
    now = unit("甲局", counts(*["101家"] * 7), budget=budget)
    alike = unit("乙局", HONEST)
    found = ask(tmp_path, "gaming", before, now, alike)[1]
    of = {one: {line["sign"].zh for line in found if line["organization"] == one} for one in ("甲局", "乙局")}
    assert of["甲局"] >= {"目标远低于上年完成值", "全部满分", "完成值堆在目标上方", "产出快于支出"}
    assert of["乙局"] == {"扣分一律相同"}


def test_a_target_in_another_unit_is_not_held_against_last_year(tmp_path: Path) -> None:
    before = unit("甲局", counts(*["200人"] * 5, target="≥100人", score="19"), 2022)
    assert "目标远低于上年完成值" not in signs(tmp_path, before, unit("甲局", counts(*["137家"] * 5)))


@pytest.mark.parametrize(
    ("result", "aim", "way", "rate", "band"),
    [
        (102, 100, "positive", False, 1),
        (103, 100, "positive", False, 2),
        (100, 100, "positive", False, 0),
        (98, 100, "positive", False, -1),
        (97, 100, "positive", False, -2),
        (98, 100, "reverse", False, 1),
        (101, 100, "reverse", False, -1),
        (99, 100, "positive", True, None),  # no rate exceeds 100 %
        (99, 100, "exact", False, None),
        (5, 0, "positive", False, None),
    ],
)
def test_a_result_lies_in_the_band_of_its_distance(
    result: int, aim: int, way: str, rate: bool, band: int | None
) -> None:
    bands = Counter[int]()
    near([{"case": "number", "way": way, "rate": rate, "result": result * 10**6, "aim": aim * 10**6}], bands)
    assert list(bands) == ([] if band is None else [band])


def test_the_test_of_the_heap_is_exact() -> None:
    assert chance(Near(7, 0)) == "p=0.0078"  # 1/128
    assert chance(Near(9, 1)) == "p=0.0107"  # 11/1024
    assert chance(Near(20, 20)) == "p=0.5627"
    assert chance(Near(60, 1)) == "p<0.0001"
    assert set(heaped({"a": Near(7, 0), "b": Near(6, 0)})) == set()  # two tests: 0.0157 is above 1 %
    assert set(heaped({"a": Near(12, 0), "b": Near(3, 4), "c": Near()})) == {"a"}
    assert heaped({}) == {}


def test_honest_forms_near_their_targets_show_no_heap() -> None:
    from random import Random

    source = Random(7)
    counts = {str(nth): Near((up := sum(source.random() < 0.5 for _ in range(10))), 10 - up) for nth in range(5000)}
    assert not heaped(counts)


ROWS = [*counts("137家", "120家", "155家", "120家"), ("检查戊类数", "≥100家", "80家", "20", "16")]


def test_a_target_eased_in_the_year_is_a_sign_unless_it_has_a_reason(tmp_path: Path) -> None:
    eased = Row("检查数", "≥80家", "137家", "100", "100", initial_target="≥100家")
    raised = Row("检查数", "≥100家", "137家", "100", "100", initial_target="≥80家")
    explained = Row("检查数", "≥80家", "137家", "100", "100", initial_target="≥100家", note="机构改革，经批准调整")
    assert signs(tmp_path / "a", unit("甲局", [eased])) == ["年中放宽目标而未说明"]
    assert signs(tmp_path / "b", unit("甲局", [raised]), unit("乙局", [explained])) == []


def test_a_target_below_the_declared_one_is_a_sign(tmp_path: Path) -> None:
    declared = unit("甲局", [(name, "≥130家", "", weight, "") for name, _, _, weight, _ in ROWS])
    assert signs(tmp_path / "a", declared, unit("甲局", ROWS)) == ["目标低于申报的目标"]
    same = unit("乙局", [(name, target, "", weight, "") for name, target, _, weight, _ in ROWS])
    assert signs(tmp_path / "b", same, unit("乙局", ROWS)) == []
    assert signs(tmp_path / "c", declared, unit("甲局", ROWS, 2024), unit("丙局", ROWS)) == []


def losing(*points: str) -> list[tuple[str, ...]]:
    return [(*row[:4], str(20 - Decimal(lost))) for row, lost in zip(ROWS, points, strict=True)]


def test_the_same_deductions_in_three_units_are_a_sign(tmp_path: Path) -> None:
    pattern = losing("0", "0.5", "1", "0", "2")
    three = [unit(name, pattern) for name in ("甲局", "乙局", "丙局")]
    other = unit("丁局", losing("0.5", "1", "0", "0", "2"))
    found = ask(tmp_path / "a", "gaming", *three, other)[1]
    same = [line for line in found if line["sign"].zh == "多个单位扣分完全一样"]
    assert {line["organization"] for line in same} == {"甲局", "乙局", "丙局"}
    assert "3个单位的3份自评表同样3行扣同样的分（第2行0.5分；第3行1分；第5行2分）" in same[0]["what"].zh
    honest = [unit("甲局", pattern, year) for year in (2021, 2022, 2023)] + [unit("乙局", pattern), other]
    assert "多个单位扣分完全一样" not in signs(tmp_path / "b", *honest)


def test_the_chart_shows_the_heap(tmp_path: Path) -> None:
    answer, _ = ask(tmp_path, "gaming", unit("甲局", counts("101家", "102家", "100家", "97家")))
    bands = answer.charts[-1]
    labels = [label if isinstance(label, str) else label.zh for label in bands.labels]
    shown = {label: count for label, count in zip(labels, bands.values[0], strict=True) if count}
    assert shown == {"差2–4%": 1, "恰为目标": 1, "好0–2%": 2}


def test_clean_made_up_forms_show_no_sign(tmp_path: Path) -> None:
    """Of one year, since the years of made-up forms know nothing of each other."""
    from argparse import Namespace
    from dataclasses import replace

    from tests.generator.filing import file
    from tests.generator.inventing import invent
    from tests.generator.noise import Noise

    from steelyard.cli import main
    from steelyard.portfolio.questions import question
    from steelyard.portfolio.storing import Store

    (tmp_path / "forms").mkdir()
    for seed in range(300, 306):
        for family in ("rugao", "national"):
            truth = replace(invent(family, seed, Noise()), year=2023)
            file(truth, "txt", tmp_path / "forms" / f"{family}-{seed}.txt")
    assert main(["portfolio", "read", str(tmp_path / "forms"), "-o", str(tmp_path / "store"), "--jobs", "1"]) == 0
    answer = question("gaming").ask(Store.opened(str(tmp_path / "store")), Namespace(year=None))
    assert [line[3] for line in answer.lines] == []
    assert answer.sentence.zh.startswith("12份自评表中0份有迹象；")
