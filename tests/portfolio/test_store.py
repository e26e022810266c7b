"""A store holds what the core said, is the same however it was read, and goes on where a run was killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.generator.families import FAMILIES
from tests.generator.filing import file_in

from steelyard import audit, read, recognise, score
from steelyard.cli import main
from steelyard.model import Unknown
from steelyard.portfolio.describing import page
from steelyard.portfolio.extracting import lines
from steelyard.portfolio.schema import TABLES, names

pytest.importorskip("pyarrow", reason="the extra portfolio is not installed")
EXAMPLE = Path(__file__).parents[2] / "examples" / "anlan-water-2025.docx"
DOCS = Path(__file__).parents[2] / "docs" / "store.md"
MANY = 20


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of forms of many layouts, as Word files and workbooks."""
    folder = tmp_path_factory.mktemp("forms")
    families = list(FAMILIES)
    for seed in range(MANY):
        assert file_in(folder, families[seed % len(families)], ("docx", "xlsx")[seed % 2], seed) is not None
    return folder


@pytest.fixture(scope="module")
def store(forms: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("store") / "store"
    assert reads(place, forms, jobs=2) == 0
    return place


def reads(store: Path, *paths: Path, jobs: int = 1) -> int:
    return main(["portfolio", "read", *map(str, paths), "-o", str(store), "--jobs", str(jobs)])


def table(store: Path, name: str) -> list[dict[str, Any]]:
    from pyarrow import parquet

    parts = json.loads((store / "store.json").read_text())["parts"]
    return [line for part in parts for line in parquet.read_table(store / name / f"{part['name']}.parquet").to_pylist()]


def content(store: Path) -> dict[str, bytes]:
    """Every file of the store, by its name."""
    return {str(file.relative_to(store)): file.read_bytes() for file in sorted(store.rglob("*")) if file.is_file()}


def test_the_page_of_the_schema_is_that_of_the_code() -> None:
    assert DOCS.read_text(encoding="utf-8") == page()


def test_every_value_that_is_extracted_has_its_column() -> None:
    told = lines(audit(score(recognise(read(EXAMPLE)))), "form.docx", 1, "v")
    assert set(told) == set(TABLES)
    for name, some in told.items():
        assert some, name
        assert not {key for line in some for key in line} - set(names(name)), name


def test_the_store_holds_what_the_core_said(tmp_path: Path) -> None:
    assert reads(tmp_path / "store", EXAMPLE) == 0
    audited = audit(score(recognise(read(EXAMPLE))))
    scored, form = audited.scored, audited.scored.form
    [told] = table(tmp_path / "store", "forms")
    assert (told["rule_score"], told["rule_grade"]) == (scored.by_rule.score, scored.by_rule.grade)
    assert (told["organization"], told["year"], told["rows"]) == (form.organization, form.year, len(form.indicators))
    for line, mark in zip(table(tmp_path / "store", "marks"), scored.marks, strict=True):
        if isinstance(mark.points, Unknown):
            assert (line["points"], line["points_why"]) == (None, mark.points.why.zh)
        else:
            assert (line["points"], line["points_why"]) == (mark.points, None)
    rows = [line for line in table(tmp_path / "store", "rows") if line["row"]]
    assert [(line["name"], line["weight_text"]) for line in rows] == [
        (row.name.text, row.weight.printed.text) for row in form.indicators
    ]
    found = table(tmp_path / "store", "findings")
    assert [(line["name"], line["message"]) for line in found] == [
        (one.name, one.message.zh) for one in audited.findings
    ]
    assert [place["text"] for place in found[0]["where"]] == [place.text for place in audited.findings[0].where]
    assert len(table(tmp_path / "store", "claims")) == len(form.narrative.claims)
    assert [line["passed"] for line in table(tmp_path / "store", "tallies")] == [one.passed for one in audited.tallies]


def test_one_process_makes_the_same_bytes_as_two(forms: Path, store: Path, tmp_path: Path) -> None:
    assert reads(tmp_path / "other", forms, jobs=1) == 0
    assert content(tmp_path / "other") == content(store)


def test_what_is_known_is_not_read_again(forms: Path, store: Path, tmp_path: Path, capsys: Any) -> None:
    shutil.copytree(store, tmp_path / "store")
    assert reads(tmp_path / "store", forms) == 0
    assert f"读入0个文件，{MANY}份未变" in capsys.readouterr().err
    assert content(tmp_path / "store") == content(store)


def test_a_run_that_is_killed_goes_on_and_makes_the_same_store(forms: Path, store: Path, tmp_path: Path) -> None:
    place = tmp_path / "store"
    command = [sys.executable, "-m", "steelyard", "portfolio", "read", str(forms), "-o", str(place), "--jobs", "1"]
    run = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 120
    while not list(place.glob("forms/part-*")) and run.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    assert (place / "store.json").exists()
    assert len(list(place.glob("forms/part-*"))) < len(list(store.glob("forms/part-*")))
    (place / "rows" / f"part-{'0' * 24}.parquet").write_bytes(b"PAR1")  # what a killed writer leaves
    assert reads(place, forms) == 0
    assert content(place) == content(store)


def test_bad_files_are_entries_and_the_others_are_read(tmp_path: Path, capsys: Any) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    shutil.copy(EXAMPLE, folder / "good.docx")
    (folder / "cut.docx").write_bytes(EXAMPLE.read_bytes()[:20_000])
    (folder / "empty.docx").write_bytes(b"")
    assert reads(tmp_path / "store", folder, tmp_path / "missing.docx") == 2
    told = {Path(line["path"]).name: line for line in table(tmp_path / "store", "forms")}
    kinds = {name: line["kind_of_error"] for name, line in told.items()}
    assert kinds == {"good.docx": None, "cut.docx": "Damaged", "empty.docx": "Empty", "missing.docx": "NotFound"}
    assert "cut.docx" in told["cut.docx"]["error"]
    assert "cut.docx" in told["cut.docx"]["error_en"]
    assert "有3个文件没有读出自评表" in capsys.readouterr().err


def test_a_copy_is_read_once_and_a_changed_file_replaces_what_it_was(tmp_path: Path, capsys: Any) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    for name in ("a.docx", "b.docx"):
        shutil.copy(EXAMPLE, folder / name)
    assert reads(tmp_path / "store", folder) == 0
    assert "1份与别的文件内容相同" in capsys.readouterr().err
    [first] = table(tmp_path / "store", "forms")
    with zipfile.ZipFile(folder / "a.docx", "a") as archive:
        archive.comment = b"changed"
    (folder / "b.docx").unlink()
    assert reads(tmp_path / "store", folder) == 0
    [second] = table(tmp_path / "store", "forms")
    assert second["path"] == first["path"]
    assert second["sha256"] != first["sha256"]
    assert {line["form"] for line in table(tmp_path / "store", "rows")} == {second["form"]}
    assert len(list((tmp_path / "store").glob("forms/part-*"))) == 1


def test_what_is_replaced_goes_even_where_nothing_is_read(tmp_path: Path, capsys: Any) -> None:
    for name, more in (("a.docx", b""), ("b.docx", b"\0")):
        (tmp_path / name).write_bytes(EXAMPLE.read_bytes() + more)
    assert reads(tmp_path / "store", tmp_path / "a.docx", tmp_path / "b.docx") == 0
    shutil.copy(tmp_path / "b.docx", tmp_path / "a.docx")
    capsys.readouterr()
    assert reads(tmp_path / "store", tmp_path / "a.docx") == 0
    assert "读入0个文件" in capsys.readouterr().err
    assert [Path(line["path"]).name for line in table(tmp_path / "store", "forms")] == ["b.docx"]


def test_other_rules_read_a_file_again(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path / "a.docx")
    assert reads(tmp_path / "store", tmp_path / "a.docx") == 0
    again = ["portfolio", "read", str(tmp_path / "a.docx"), "-o", str(tmp_path / "store"), "--profile", "general"]
    [before] = table(tmp_path / "store", "forms")
    assert main(again) == 0
    [after] = table(tmp_path / "store", "forms")
    assert (before["sha256"], after["profile"]) == (after["sha256"], "general")
    assert before["version"] != after["version"]


def test_a_list_and_an_archive_name_forms(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path / "甲.docx")
    (tmp_path / "all.list").write_text("甲.docx\n\n", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "forms.zip", "w") as archive:
        archive.writestr("县/乙.docx", EXAMPLE.read_bytes() + b"\0")
        archive.writestr("readme.bin", b"no form")
    assert reads(tmp_path / "store", tmp_path / "all.list", tmp_path / "forms.zip") == 0
    names = [line["path"].removeprefix(f"{tmp_path}/") for line in table(tmp_path / "store", "forms")]
    assert sorted(names) == ["forms.zip!县/乙.docx", "甲.docx"]


def test_archives_in_a_folder_are_opened_and_an_empty_folder_is_told_of(tmp_path: Path) -> None:
    for name in ("county", "empty"):
        (tmp_path / name).mkdir()
    with zipfile.ZipFile(tmp_path / "county" / "forms.zip", "w") as archive:
        archive.writestr("a.docx", EXAMPLE.read_bytes())
    with zipfile.ZipFile(tmp_path / "county" / "bad.zip", "w") as archive:
        archive.writestr("../a.docx", EXAMPLE.read_bytes())
    assert reads(tmp_path / "store", tmp_path / "county", tmp_path / "empty") == 2
    told = {Path(line["path"]).name: line["kind_of_error"] for line in table(tmp_path / "store", "forms")}
    assert told == {"forms.zip!a.docx": None, "bad.zip": "BadArchive", "empty": "NoForm"}


def test_what_is_no_store_is_not_written_to(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "letter.txt").write_text("x")
    assert reads(tmp_path, EXAMPLE) == 2
    assert "不是汇总库" in capsys.readouterr().err
    assert main(["portfolio", "rank", str(tmp_path)]) == 2
    assert "请先用 steelyard portfolio read" in capsys.readouterr().err


def test_a_value_that_no_table_holds_costs_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from steelyard.portfolio import reading

    kept = reading.lines

    def odd(audited: Any, path: str, nth: int, version: str) -> Any:
        told = kept(audited, path, nth, version)
        if path.endswith("bad.docx"):
            told["rows"][0]["name"] = "\ud800"
        return told

    monkeypatch.setattr(reading, "lines", odd)
    for name, more in (("bad.docx", b"\0"), ("good.docx", b"")):
        (tmp_path / name).write_bytes(EXAMPLE.read_bytes() + more)
    assert reads(tmp_path / "store", tmp_path / "bad.docx", tmp_path / "good.docx") == 2
    told = {Path(line["path"]).name: line["kind_of_error"] for line in table(tmp_path / "store", "forms")}
    assert told == {"bad.docx": "Defect", "good.docx": None}


def test_a_file_that_kills_its_process_costs_that_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from steelyard.portfolio import reading

    kept = reading.read_item

    def deadly(own: str, profile: str | None, item: Any) -> Any:
        if item.name.endswith("bad.docx"):
            os._exit(9)
        return kept(own, profile, item)

    monkeypatch.setattr(reading, "read_item", deadly)
    for name, more in (("bad.docx", b"\0"), ("good.docx", b"")):
        (tmp_path / name).write_bytes(EXAMPLE.read_bytes() + more)
    assert reads(tmp_path / "store", tmp_path / "bad.docx", tmp_path / "good.docx") == 2
    told = {Path(line["path"]).name: line["kind_of_error"] for line in table(tmp_path / "store", "forms")}
    assert told == {"bad.docx": "Died", "good.docx": None}
    monkeypatch.setattr(reading, "read_item", kept)
    assert reads(tmp_path / "store", tmp_path / "bad.docx", tmp_path / "good.docx") == 0  # it is tried again
    assert {line["kind_of_error"] for line in table(tmp_path / "store", "forms")} == {None}


def test_forms_in_a_folder_that_is_named_like_a_table_stay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A department keeps its files in “forms” and asks for the store beside them."""
    form = tmp_path / "forms" / "部门.docx"
    form.parent.mkdir()
    shutil.copy(EXAMPLE, form)
    assert main(["portfolio", "read", str(form.parent), "-o", str(tmp_path)]) == 2
    assert "已有别的文件" in capsys.readouterr().err
    store = tmp_path / "store"
    assert main(["portfolio", "read", str(form), "-o", str(store)]) == 0
    shutil.copy(EXAMPLE, store / "forms" / "放错了.docx")
    assert main(["portfolio", "read", str(form), "-o", str(store)]) == 0
    assert form.exists()
    assert (store / "forms" / "放错了.docx").exists()
