"""The benchmark as a whole: the same bytes from the same seed, run and scored by the commands, silent where it must."""

import hashlib
import json
from pathlib import Path

import pytest
from conformance.faults import VERSION
from conformance.faults.__main__ import main
from conformance.faults.making import make
from conformance.faults.real.editing import READERS
from conformance.faults.real.measuring import Tried, in_place, judged, plant, said, shared
from conformance.faults.real.planning import known, plans
from conformance.faults.real.showing import lines
from tests.shared import needs_shared

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "anlan-water-2025.docx"
KEY_OF_VERSION = {1: "e3593e1489c5"}  # the first characters of the key's SHA-256 for three forms of seed 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("faults") / "made"
    make(where, 5, 5)
    return where


def test_the_same_version_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    make(first, 3, 5)
    make(second, 3, 5)
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert len(files) == 1 + 3 * 3 + 2 * (1 + 4)
    assert [file for file in files if (first / file).read_bytes() != (second / file).read_bytes()] == []
    digest = hashlib.sha256((first / "key.json").read_bytes()).hexdigest()[:12]
    assert digest == KEY_OF_VERSION[VERSION], "forms or faults have changed: raise VERSION, and put the new key here"


def test_every_clean_form_has_its_twins_and_every_kind_its_turn(folder: Path) -> None:
    files = json.loads((folder / "key.json").read_text("utf-8"))["files"]
    roles = [entry["role"] for entry in files]
    assert (roles.count("clean"), roles.count("faulty"), roles.count("tempting")) == (6, 6, 5)
    assert all(entry["of"] in {one["file"] for one in files} for entry in files if entry["role"] != "clean")
    planted = [fault["name"] for entry in files for fault in entry.get("faults", ())]
    assert len(planted) > len({entry["file"] for entry in files if entry["role"] == "faulty"})
    assert max(map(planted.count, planted)) <= 3


def test_the_product_finds_what_is_planted_and_is_silent_on_the_rest(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", str(folder), "--wrong", "--json", str(tmp_path / "scores.json")]) == 0
    shown = capsys.readouterr().out
    scores = json.loads((tmp_path / "scores.json").read_text("utf-8"))
    assert scores["recall"]["found"] >= 0.9 * scores["recall"]["planted"], shown
    assert [one for one in scores["false"] if one["role"] != "faulty"] == []
    assert main(["score", str(folder), str(folder / "answers-steelyard.json")]) == 0
    assert capsys.readouterr().out.split("\n\n")[:4] == shown.partition("\n")[2].split("\n\n")[:4]


def test_the_baseline_sums_and_nothing_else(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(folder), "--tool", "plain-sums"]) == 0
    assert "| consistency |" in capsys.readouterr().out
    raw = json.loads((folder / "answers-plain-sums.json").read_text("utf-8"))
    assert {one["kind"] for one in raw["answers"]} <= {
        *("weight-total-misstated", "score-total-misstated", "score-above-weight")
    }
    assert {Path(name).suffix for name in raw["unread"]} <= {".txt", ".md", ".pdf"}


def test_wrong_use_is_told_in_a_sentence(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["make", "--forms", "1", "-o", str(folder)]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert main(["run", str(tmp_path)]) == 2
    assert "holds no key.json" in capsys.readouterr().err


def test_the_list_names_faults_and_temptations(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    said = capsys.readouterr().out
    assert "total-weight-off" in said
    assert "money-in-yuan" in said


def test_a_plan_changes_the_cells_that_it_names(tmp_path: Path) -> None:
    planned = plans(known(READERS[".docx"](EXAMPLE)), 1)
    assert {plan.fault for plan in planned} >= {"total-weight-off", "result-is-a-bound", "duplicated-row", "few-asked"}
    assert planned == plans(known(READERS[".docx"](EXAMPLE)), 1)
    before = [cell.text for row in READERS[".docx"](EXAMPLE).rows for cell in row]
    tried = []
    some = {plan.fault: plan for plan in planned}
    for plan in (
        some[name] for name in ("total-weight-off", "score-above-weight", "duplicated-row", "result-is-a-word")
    ):
        target = tmp_path / "changed.docx"
        assert plant(EXAMPLE, plan, target) == ""
        after = [cell.text for row in READERS[".docx"](target).rows for cell in row]
        differ = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        assert sorted(differ) == sorted((change.old, change.new) for change in plan.changes if change.old != change.new)
        tried.append(judged("changed.docx", plan, said(target), said(EXAMPLE)))
    assert all(one.placed for one in tried)
    tried.append(Tried("changed.docx", planned[0], why="no such cell"))
    shown = "".join(lines(tried, wrong=True))
    assert "| changed.docx | 4 | 4 | 100.0 % (51.0–100.0) | 1 |" in shown


@needs_shared
def test_in_every_kind_of_file_of_a_real_form_planted_faults_are_found(tmp_path: Path) -> None:
    """Every eleventh plan; ``python -m conformance.faults real`` tries all, in converted files too."""
    files = {file.name: file for file in shared()}
    planned = plans(known(READERS[".docx"](next(iter(files.values())))), 1)[::11]
    for file in files.values():
        tried = [one for one in in_place(file, planned, tmp_path) if not one.why]
        missed = [one.plan for one in tried if not one.placed]
        assert len(tried) > 3
        assert len(missed) <= 0.1 * len(tried), f"{file.name}: {missed}"
