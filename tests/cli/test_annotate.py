"""``steelyard annotate``, as a user calls it."""

from pathlib import Path

import pytest
from tests.annotating.judging import comments, members, notes
from tests.generator.faults import Fault
from tests.generator.filing import file_in
from tests.reading.making import archive

from steelyard.cli import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A Word file whose total of weights is wrong."""
    filed = file_in(tmp_path, "national", "docx", 3, Fault.TOTAL_WEIGHT_OFF)
    assert filed is not None
    return filed.path


def test_the_copy_is_written_and_the_verdict_told(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, out = form.read_bytes(), form.with_name("批注.docx")
    assert main(["annotate", str(form), "-o", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1] == f"批注已写入 {out}"
    assert "1 处错误" in said.err
    assert form.read_bytes() == before
    assert any("weight-total-misstated" in one.text for one in comments(out.read_bytes()))
    assert sorted(one.name for one in form.parent.iterdir()) == sorted([form.name, out.name])


def test_the_language_and_the_checks_are_chosen_as_for_check(form: Path) -> None:
    out = form.with_name("out.docx")
    assert main(["annotate", str(form), "-o", str(out), "--lang", "en", "--select", "weight-total-misstated"]) == 0
    assert {one.text.split(" · ")[0] for one in comments(out.read_bytes())} == {"error"}
    assert main(["annotate", str(form), "-o", str(out), "--ignore", "weight-total-misstated"]) == 0
    assert "weight-total-misstated" not in members(out.read_bytes()).get("word/comments.xml", b"").decode()


def test_a_workbook_gets_notes(tmp_path: Path) -> None:
    filed = file_in(tmp_path, "national", "xlsx", 3, Fault.TOTAL_WEIGHT_OFF)
    assert filed is not None
    out = tmp_path / "out.xlsx"
    assert main(["annotate", str(filed.path), "-o", str(out)]) == 0
    assert any("weight-total-misstated" in one.text for one in notes(out.read_bytes()))


@pytest.mark.parametrize("kind", ["html", "pdf", "txt", "md"])
def test_other_kinds_cannot_hold_remarks(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filed = file_in(tmp_path, "national", kind, 3, Fault.TOTAL_WEIGHT_OFF)
    assert filed is not None
    out = tmp_path / "out.docx"
    assert main(["annotate", str(filed.path), "-o", str(out)]) == 2
    said = capsys.readouterr().err
    assert "只有 .docx 和 .xlsx 文件能加批注" in said
    assert "steelyard report" in said
    assert not out.exists()


def wrong(form: Path) -> dict[str, tuple[list[str], str]]:
    (form.parent / "cut.docx").write_bytes(form.read_bytes()[:2000])
    (form.parent / "empty.docx").write_bytes(b"")
    there, out = str(form.parent), str(form.parent / "out.docx")
    return {
        "the form itself": ([str(form), "-o", str(form)], "不能用结果覆盖它"),
        "another ending": ([str(form), "-o", f"{there}/out.xlsx"], "扩展名应当是 .docx"),
        "no ending": ([str(form), "-o", f"{there}/out"], "扩展名应当是 .docx"),
        "no such folder": ([str(form), "-o", f"{there}/no/out.docx"], "文件夹不存在"),
        "no such form": ([f"{there}/no.docx", "-o", out], "没有这个文件"),
        "a folder": ([there, "-o", out], "annotate 一次写一份表"),
        "cut off": ([f"{there}/cut.docx", "-o", out], "已损坏"),
        "empty": ([f"{there}/empty.docx", "-o", out], "是空的"),
        "no output": ([str(form)], "缺少参数"),
        "no such check": ([str(form), "-o", out, "--select", "weight-total"], "weight-total-misstated"),
        "no such profile": ([str(form), "-o", out, "--profile", "x"], "表样"),
    }


def test_wrong_use_is_one_sentence_and_writes_nothing(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = form.read_bytes()
    for what, (words, sentence) in wrong(form).items():
        names = {one.name for one in form.parent.iterdir()}
        assert main(["annotate", *words]) == 2, what
        said = capsys.readouterr()
        assert sentence in said.err, what
        assert said.err.count("\n") == 1, what
        assert said.out == "", what
        assert {one.name for one in form.parent.iterdir()} == names, what
    assert form.read_bytes() == before


def test_a_form_with_macros_keeps_its_ending(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    macros = form.rename(form.with_suffix(".docm"))
    assert main(["annotate", str(macros), "-o", str(form.with_name("out.docx"))]) == 2
    assert ".docm" in capsys.readouterr().err
    assert main(["annotate", str(macros), "-o", str(form.with_name("out.docm"))]) == 0


def test_a_clean_form_is_copied_and_said_to_be_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filed = file_in(tmp_path, "national", "docx", 0)
    assert filed is not None
    out = tmp_path / "out.docx"
    assert main(["annotate", str(filed.path), "-o", str(out)]) == 0
    assert "没有要批注的内容" in capsys.readouterr().err
    assert out.read_bytes() == filed.path.read_bytes()


def test_a_signature_is_said_to_be_lost(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form.write_bytes(archive({**members(form.read_bytes()), "_xmlsignatures/origin.sigs": b""}))
    assert main(["annotate", str(form), "-o", str(form.with_name("out.docx"))]) == 0
    assert "数字签名" in capsys.readouterr().err


def test_what_ledgers_prove_is_remarked_on_too(tmp_path: Path) -> None:
    example, out = ROOT / "examples" / "anlan-water-2025.docx", tmp_path / "out.docx"
    assert main(["annotate", str(example), "-o", str(out), "--ledgers", str(ROOT / "examples" / "ledgers")]) == 0
    assert any("[result-contradicts-ledger]" in one.text for one in comments(out.read_bytes()))


def test_a_form_beside_is_read_and_not_overwritten(form: Path, tmp_path: Path) -> None:
    other, out = tmp_path / "other.docx", tmp_path / "out.docx"
    other.write_bytes(form.read_bytes())
    assert main(["annotate", str(form), "-o", str(out), "--beside", str(other)]) == 0
    assert main(["annotate", str(form), "-o", str(other), "--beside", str(other)]) == 2
