"""``steelyard template`` and what ``steelyard fill`` makes of it: a workbook filled in, a Word file of one's own."""

from pathlib import Path

import openpyxl
import pytest
from tests.filling.making import PROFILES, data_of

from steelyard.cli import main
from steelyard.filling.data import converted
from steelyard.filling.workbook import workbook
from steelyard.packs.templates import layouts
from steelyard.reading import read


@pytest.fixture
def filled_in(tmp_path: Path) -> Path:
    """A workbook that somebody has filled in."""
    data = converted(data_of("national", 5), "5")
    path = tmp_path / "填报.xlsx"
    path.write_bytes(workbook(data.profile, data))
    return path


@pytest.mark.parametrize("profile", sorted(layouts()))
@pytest.mark.parametrize("kind", ["toml", "xlsx", "docx"])
def test_what_a_form_is_begun_from(profile: str, kind: str, tmp_path: Path) -> None:
    out = tmp_path / f"开始.{kind}"
    assert main(["template", profile, "-o", str(out)]) == 0
    assert out.stat().st_size > 500


def test_a_workbook_and_a_word_file_give_the_form(filled_in: Path, tmp_path: Path) -> None:
    template, form, plain = tmp_path / "模板.docx", tmp_path / "自评表.docx", tmp_path / "官方.docx"
    assert main(["template", PROFILES["national"], "-o", str(template)]) == 0
    assert main(["fill", str(filled_in), "--template", str(template), "-o", str(form)]) == 0
    assert main(["fill", str(filled_in), "-o", str(plain)]) == 0
    assert read(form).text == read(plain).text
    assert main(["check", str(form)]) == 0


def test_what_is_wrong_is_told_in_one_sentence(
    filled_in: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*words: object) -> str:
        assert main(["fill", *map(str, words)]) == 2
        said = capsys.readouterr().err.strip()
        assert len(said.splitlines()) == 1
        return said

    out = tmp_path / "out.docx"
    template = tmp_path / "模板.docx"
    main(["template", "rugao-department", "-o", str(template)])
    assert f"fill 数据 --template {template}" in capsys.readouterr().err
    assert "没有“narrative.overview”这个数据" in told(filled_in, "--template", template, "-o", out)
    assert "扩展名应为 .docx" in told(filled_in, "--template", template, "-o", tmp_path / "out.pdf")
    assert "没有这个文件" in told(filled_in, "--template", tmp_path / "无.docx", "-o", out)
    assert "没有这个文件" in told(tmp_path / "无.xlsx", "-o", out)
    assert "不是Word文件" in told(filled_in, "--template", filled_in, "-o", out)
    assert "不能用结果覆盖它" in told(filled_in, "--template", template, "-o", template)
    book = openpyxl.load_workbook(filled_in)
    book["绩效指标"]["F6"] = "若干"
    book.save(filled_in)
    assert "工作表“绩效指标”第6行“分值”写的是“若干”" in told(filled_in, "-o", out)
    filled_in.write_bytes(filled_in.read_bytes()[:2000])
    assert "已损坏" in told(filled_in, "-o", out)
    assert not out.exists()
