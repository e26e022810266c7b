"""``steelyard publish`` and ``steelyard export``: what they write, what they say, and their exit status."""

import json
import shutil
from pathlib import Path

import pytest

from steelyard.cli import main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "anlan-water-2025.docx"
SMALL = ROOT / "docs" / "schema" / "examples" / "form.md"


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    folder.mkdir()
    shutil.copy(EXAMPLE, folder)
    shutil.copy(SMALL, folder)
    return folder


def bytes_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_site(forms: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", str(forms), "-o", str(tmp_path / "site")]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"2 份自评表已写入 {tmp_path / 'site'}\n"
    assert (tmp_path / "site" / "forms" / "安澜市水务局-2025.html").is_file()


def test_the_same_bytes_in_one_process_and_in_two_and_a_second_time(forms: Path, tmp_path: Path) -> None:
    site, again = tmp_path / "site", tmp_path / "again"
    options = ["--with-findings", "--with-narrative", "--licence", "CC0-1.0", "--date", "2026-05-01"]
    assert main(["publish", str(forms), "-o", str(site), *options]) == 0
    assert main(["publish", str(forms), "-o", str(again), "--jobs", "2", *options]) == 0
    assert main(["publish", str(forms), "-o", str(again), *options]) == 0
    assert bytes_of(site) == bytes_of(again)
    assert b"2026-05-01" in (site / "index.html").read_bytes()


def test_a_form_given_twice_is_said(forms: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(EXAMPLE, forms / "copy.docx")
    assert main(["publish", str(forms), "-o", str(tmp_path / "site")]) == 0
    assert "2 份自评表已写入" in (err := capsys.readouterr().err)
    assert "另有 1 份重复" in err


def test_one_that_cannot_be_read_does_not_stop_the_others(
    forms: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (forms / "bad.docx").write_bytes(b"PK\x03\x04")
    assert main(["publish", str(forms), "-o", str(tmp_path / "site")]) == 2
    err = capsys.readouterr().err
    assert "bad.docx" in err
    assert "2 份自评表已写入" in err
    assert (tmp_path / "site" / "index.html").is_file()


def test_pages_of_a_site_are_no_forms(forms: Path) -> None:
    assert main(["publish", str(forms), "-o", str(forms / "site")]) == 0
    before = bytes_of(forms / "site")
    assert main(["publish", str(forms), "-o", str(forms / "site")]) == 0
    assert bytes_of(forms / "site") == before


def test_nothing_is_written_where_no_form_could_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", str(tmp_path / "none.docx"), "-o", str(tmp_path / "site")]) == 2
    assert "没有一份表可以公开" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_the_folder_of_the_forms_is_not_overwritten(forms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = bytes_of(forms)
    assert main(["publish", str(forms), "-o", str(forms)]) == 2
    assert "请换一个文件夹" in capsys.readouterr().err
    assert bytes_of(forms) == before


def test_personal_data_stop_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = SMALL.read_text(encoding="utf-8").replace("场馆修缮两个月", "联系人：王五，13912345678")
    (tmp_path / "form.md").write_text(told, encoding="utf-8")
    command = ["publish", str(tmp_path / "form.md"), "-o", str(tmp_path / "site")]
    assert main(command) == 2
    err = capsys.readouterr().err
    assert "form.md" in err
    assert "--accept-personal-data" in err
    assert not (tmp_path / "site").exists()
    assert main([*command, "--accept-personal-data"]) == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--date", "May"], "--date 不能是“May”"),
        (["--jobs", "0"], "--jobs 至少为 1"),
    ],
)
def test_used_wrongly(options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", str(SMALL), "-o", str(tmp_path / "site"), *options]) == 2
    assert said in capsys.readouterr().err


def test_export_and_check_again(forms: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "forms.json"
    assert main(["export", str(forms), "-o", str(out)]) == 0
    assert "2 份自评表已写入" in capsys.readouterr().err
    assert [*json.loads(out.read_text(encoding="utf-8"))] == ["standard", "forms"]
    assert main(["check", str(out), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [one["form"]["organization"] for one in told["forms"]] == ["安澜市水务局", "云溪县图书馆"]
    assert main(["check", str(EXAMPLE), "--format", "json"]) == 1
    (direct,) = json.loads(capsys.readouterr().out)["forms"]
    assert told["forms"][0]["score"] == direct["score"]


@pytest.mark.parametrize("name", ["forms.csv", "forms"])
def test_export_writes_json_only(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(SMALL), "-o", str(tmp_path / name)]) == 2
    assert ".json" in capsys.readouterr().err


def test_export_leaves_out_what_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(SMALL), str(tmp_path / "none.docx"), "-o", str(tmp_path / "out.json")]) == 2
    assert "none.docx" in capsys.readouterr().err
    assert len(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["forms"]) == 1
    assert main(["export", str(tmp_path / "none.docx"), "-o", str(tmp_path / "no.json")]) == 2
    assert not (tmp_path / "no.json").exists()
