"""Each question: what it finds, what it must not find, and the files that its answer is written to."""

import csv
from argparse import Namespace
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.building import RULES, Row, form
from tests.generator.filing import file
from tests.generator.inventing import invent
from tests.generator.noise import Noise

from steelyard import audit
from steelyard.cli import main
from steelyard.model import Form
from steelyard.portfolio.asking import Answer
from steelyard.portfolio.extracting import lines
from steelyard.portfolio.questions import names, question
from steelyard.portfolio.storing import Store, in_arrow, packed
from steelyard.scoring import score

pytest.importorskip("ibis", reason="the extra portfolio is not installed")
EXAMPLE = Path(__file__).parents[2] / "examples" / "anlan-water-2025.docx"
DEFAULTS = {"rows": False, "year": None, "by": "rule", "unit": "", "all": False, "rules": ""}


def unit(name: str, rows: Sequence[tuple[str, ...]], year: int = 2023, **more: Any) -> Form:
    from dataclasses import replace

    return replace(form([Row(*row) for row in rows], year=year, **more), organization=name)


def ask(place: Path, name: str, *made: Form, **options: Any) -> tuple[Answer, list[dict[str, Any]]]:
    """The answer over a store of these forms, and its lines by name."""
    from dataclasses import replace

    store = Store.begun(str(place / "store"))
    documents = [replace(one.document, sha256=f"{nth:024d}{0:040d}") for nth, one in enumerate(made)]
    forms = [replace(one, document=document) for one, document in zip(made, documents, strict=True)]
    told = [lines(audit(score(one, RULES)), f"{nth}.docx", 1, "v") for nth, one in enumerate(forms)]
    store.put(*packed(in_arrow(told)))
    answer = question(name).ask(store, Namespace(**DEFAULTS | options))
    keys = [heading.name for heading in answer.headings]
    return answer, [dict(zip(keys, line, strict=True)) for line in answer.lines]


def counts(*actual: str, weight: str = "20", score: str = "20", target: str = "≥100家") -> list[tuple[str, ...]]:
    return [(f"检查{'甲乙丙丁戊己庚'[nth]}类数", target, one, weight, score) for nth, one in enumerate(actual)]


def test_rank_puts_the_best_first_and_those_without_a_score_last(tmp_path: Path) -> None:
    full = unit("甲局", counts(*["100家"] * 5), total=("100", "100"))
    less = unit("乙局", counts(*["50家"] * 5), total=("100", "90"))
    none = unit("丙局", [("检查数", "≥100家", "50家", "", "")])
    answer, found = ask(tmp_path, "rank", none, less, full, full)
    assert [(one["place"], one["organization"], one["rule_score"]) for one in found] == [
        (1, "甲局", Decimal("100.00")),
        (1, "甲局", Decimal("100.00")),
        (3, "乙局", Decimal("50.00")),
        (None, "丙局", None),
    ]
    assert found[2]["gap"] == Decimal("40.00")
    assert answer.sentence.zh == "3份自评表按规则得分排名：最前100.00，最后50.00，平均83.33；另有1份没有这个数。"


def test_compare_finds_the_peers_and_the_year_before(tmp_path: Path) -> None:
    before = unit("甲局", counts(*["100家"] * 5), 2022)
    now = unit("甲局", counts(*["80家"] * 5))
    peers = [unit(name, counts(*["100家"] * 5)) for name in ("乙局", "丙局")]
    _, found = ask(tmp_path, "compare", before, now, *peers)
    [own] = [one for one in found if (one["organization"], one["year"]) == ("甲局", 2023)]
    assert (own["peers"], own["median"], own["off_median"]) == (2, Decimal("100.00"), Decimal("-20.00"))
    assert (own["last_score"], own["change"]) == (Decimal("100.00"), Decimal("-20.00"))
    assert [one["change"] for one in found if one["organization"] == "乙局"] == [None]


def test_two_forms_of_one_unit_and_year_are_no_year_before(tmp_path: Path) -> None:
    twice = [unit("甲局", counts(*["100家"] * 5), 2022)] * 2
    _, found = ask(tmp_path, "compare", *twice, unit("甲局", counts(*["80家"] * 5)))
    assert found[-1]["last_score"] is None


def test_what_if_tells_who_changes_grade(tmp_path: Path) -> None:
    short, full = (
        unit(name, [(f"{kind}完成率", "100%", actual, "20", "20") for kind in "甲乙丙丁戊"])
        for name, actual in (("甲局", "89%"), ("乙局", "100%"))
    )
    answer, found = ask(tmp_path, "what-if", short, full, rules="positive=yixing-2016/steps")
    assert [(one["organization"], one["grade"], one["other_grade"], one["move"].zh) for one in found] == [
        ("甲局", "良", "差", "降")
    ]
    assert "2份有等级的自评表中1份等级有变：升0份，降1份" in answer.sentence.zh
    _, every = ask(tmp_path, "what-if", short, full, rules="positive=yixing-2016/steps", all=True)
    assert [one["move"].zh for one in every] == ["不变", "降"] or [one["move"].zh for one in every] == ["降", "不变"]


def test_what_if_counts_rows_that_the_core_scored(tmp_path: Path) -> None:
    long = unit("甲局", counts("1234567890123456789家", *["100家"] * 4))
    answer, found = ask(tmp_path, "what-if", long, rules="general", all=True)
    assert "1行位数太多，逐行计算" in answer.sentence.zh
    assert found[0]["other_score"] == Decimal("100.00")


@pytest.mark.parametrize("rules", ["nothing", "positive=nothing", "nothing=general", "grades=mof-2020-10/proportion"])
def test_what_if_refuses_rules_that_are_not_there(rules: str, tmp_path: Path) -> None:
    from steelyard.portfolio.refusing import PortfolioError

    with pytest.raises(PortfolioError) as error:
        ask(tmp_path, "what-if", unit("甲局", counts("100家")), rules=rules)
    assert "没有“" in error.value.message.zh


def test_every_question_is_a_file_and_answers_in_every_kind(tmp_path: Path, capsys: Any) -> None:
    store = str(tmp_path / "store")
    other = tmp_path / "other.docx"
    file(invent("rugao", 3, Noise()), "docx", other)
    assert main(["portfolio", "read", str(EXAMPLE), str(other), "-o", store]) == 0
    for name in names():
        more = ["--rules", "general", "--all"] if name == "what-if" else []
        for ending in (".txt", ".csv", ".parquet", ".xlsx", ".html"):
            out = tmp_path / f"{name}{ending}"
            assert main(["portfolio", name, store, *more, "-o", str(out)]) == 0
            if ending in (".xlsx", ".html"):
                first = out.read_bytes()
                assert main(["portfolio", name, store, *more, "-o", str(out)]) == 0
                assert first == out.read_bytes(), "the same answer is the same file"
        capsys.readouterr()
        assert main(["portfolio", name, store, *more, "--lang", "en"]) == 0
        assert capsys.readouterr().out.splitlines()[0].endswith(".")
    assert main(["portfolio", "rank", store, "-o", str(tmp_path / "rank.doc")]) == 2
    assert "不能写.doc" in capsys.readouterr().err


def test_files_hold_the_values_of_the_answer(tmp_path: Path) -> None:
    from openpyxl import load_workbook
    from pyarrow import parquet

    from steelyard.portfolio.tables import rendered

    answer, found = ask(tmp_path, "rank", unit("=1+1局", counts(*["50家"] * 5)))
    for ending in (".csv", ".parquet", ".xlsx"):
        (tmp_path / f"a{ending}").write_bytes(rendered(answer, ending, "zh"))
    assert parquet.read_table(tmp_path / "a.parquet").to_pylist()[0]["rule_score"] == found[0]["rule_score"]
    [heading, line] = csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines())
    assert dict(zip(heading, line, strict=True))["单位"] == "'=1+1局", "no spreadsheet computes it"
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet["A1"].value == answer.sentence.zh
    assert (sheet["B4"].value, sheet["B4"].data_type) == ("=1+1局", "s")
    assert sheet["E4"].value == 50


@pytest.mark.parametrize("name", ["gaming", "mcda", "efficiency"])
def test_a_question_whose_packages_are_missing_says_what_to_install(
    name: str, tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from steelyard.cli import portfolio

    found = portfolio.find_spec
    monkeypatch.setattr(portfolio, "find_spec", lambda one: None if one == "scipy" else found(one))
    assert main(["portfolio", name, str(tmp_path)]) == 2
    assert "pip install 'steelyard[portfolio,analysis]'" in capsys.readouterr().err
