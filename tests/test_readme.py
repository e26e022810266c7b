"""What the READMEs show is what the commands print, and every file that they point to is there."""

import re
from pathlib import Path

import pytest

from steelyard.cli import main

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh-CN.md")
SHOWN = re.compile(r"^```\n\$ steelyard (?P<words>.+)\n(?P<output>(?:.|\n)*?)^```$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


@pytest.mark.parametrize("name", READMES)
def test_the_output_shown_is_printed(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines may be left out where the README says so with an ellipsis; those shown come in the order printed."""
    monkeypatch.chdir(ROOT)
    shown = list(SHOWN.finditer((ROOT / name).read_text(encoding="utf-8")))
    assert shown, f"{name} shows no command"
    for command in shown:
        main(command["words"].split())
        printed = iter(line.rstrip() for line in capsys.readouterr().out.splitlines())
        wanted = [line.rstrip() for line in command["output"].splitlines() if line.strip() not in ("", "…")]
        missing = [line for line in wanted if line not in printed]
        assert not missing, f"not printed, or not in this order: {missing}"


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", "docs/decisions/README.md"])
def test_every_file_pointed_to_is_there(name: str) -> None:
    page = ROOT / name
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
