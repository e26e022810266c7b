"""Outside suites, read by our scanner: the rates do not drop, and what we answer otherwise on purpose is still so.

Suites that are not here are skipped: see ``python -m conformance`` for where each is looked for.
"""

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conformance.__main__ import main
from conformance.running import Part, run, values
from conformance.spoken import spelled, spelled_date, written, written_date
from conformance.suite import Difference, notes, suites
from tests.shared import SHARED

SUITES = suites()
DATA = Path(os.environ.get("STEELYARD_SUITES", SHARED / "suites"))
PURPOSES = [(name, one) for name in SUITES for one in notes(name).differences]


@cache
def parts(name: str) -> dict[str, Part]:
    folder = SUITES[name].folder(DATA)
    if folder is None:
        pytest.skip(f"the suite {name} is not in {DATA.name}")
    return run(SUITES[name], folder, notes(name))


@pytest.mark.parametrize("name", SUITES)
def test_the_rates_do_not_drop(name: str, record_property: Any) -> None:
    for part in parts(name).values():
        record_property("conformance", f"{name} {part.name}: {part.says()}")
        failed = [case.input for case, _ in part.failed]
        assert part.passed >= notes(name).passing[part.name], f"{part.name}: {part.says()}: {failed}"
    assert parts(name).keys() == notes(name).passing.keys()


@pytest.mark.parametrize(("name", "one"), PURPOSES, ids=lambda one: getattr(one, "input", one) or one.like)
def test_where_we_differ_on_purpose_our_answer_is_ours(name: str, one: Difference) -> None:
    met = [(case, ours) for case, ours, meant in parts(name)[one.part].purposely if meant == one]
    assert met, "no longer different"
    if one.input:
        assert {values(ours) for _, ours in met} == {one.ours}, one.why


def test_the_harness_prints_what_is_there_and_says_what_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "NeMo-text-processing/tests/nemo_text_processing/zh/data_inverse_text_normalization"
    folder.mkdir(parents=True)
    for part in ("decimal", "fraction", "ordinal", "money", "date"):
        (folder / f"test_cases_{part}.txt").write_text("", encoding="utf-8")
    (folder / "test_cases_cardinal.txt").write_text("三百零五~305\n七十~71\n十億~10億\n", encoding="utf-8")
    assert main(["nemo_zh", "duckling_zh", "--data", str(tmp_path), "--failed"]) == 0
    said = capsys.readouterr().out
    assert "cardinal: 1 of 3 (33.3 %), 1 otherwise on purpose" in said
    assert "七十: 70, the suite has 71" in said
    assert "duckling_zh: not here; put https://github.com/facebook/duckling at" in said
    assert main(["duckling_zh", "--data", str(tmp_path)]) == 2


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("1亿2300人", "100002300"), ("3又1/5", "3.2"), ("-7/12", "-0.583333333333"), ("¥1.5万，30~41%", "15000; 30; 41")],
)
def test_numbers_written_in_digits(text: str, numbers: str) -> None:
    assert values(written(text)) == numbers


def test_spelled_numbers_and_dates_are_in_the_notation_of_the_written_ones() -> None:
    assert values(tuple(spelled("投入一亿两千三百元，增长三又五分之一倍"))) == "100002300; 3.2"
    assert values(tuple(spelled_date("二零零八年八月八日"))) == values(written_date("2008/08/08")) == "2008-8-8"
    assert values(tuple(spelled_date("八月"))) == values(written_date("8月")) == "-8-"
