"""The main job on the real form, as a user does it: the same verdict, figures and report from every kind of file."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import html
from tests.shared import SHARED, needs_shared

from steelyard.cli import main

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs/schema/result.schema.json").read_text("utf-8"))
KINDS = ["docx", "xlsx", "xls", "html", "pdf", "doc"]


def checked(path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    assert main(["check", str(path), "--format", "json"]) == 1
    result = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(result)
    return result["forms"][0]


@needs_shared
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_gives_the_same_result(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = checked(SHARED / "forms" / f"rugao-2023.{kind}", capsys)
    seed = checked(SHARED / "seed" / "rugao-2023.txt", capsys)
    assert told["form"]["indicators"] == seed["form"]["indicators"]
    assert told["form"]["budget"] == seed["form"]["budget"]
    assert told["score"] == seed["score"]
    assert [(one["name"], one["message"]) for one in told["findings"]] == [
        (one["name"], one["message"]) for one in seed["findings"]
    ]


@needs_shared
def test_the_figures_of_the_real_form(capsys: pytest.CaptureFixture[str]) -> None:
    told = checked(SHARED / "forms" / "rugao-2023.docx", capsys)
    assert len(told["form"]["indicators"]) == 39
    assert told["form"]["total"] == {"weight": "100", "score": "95"}
    assert told["score"]["summed"] == {"weight": "103", "score": "98"}
    points = {mark["row"]: mark["points"] for mark in told["score"]["marks"]}
    assert (points[2], points[31]) == ("1.87", "1.95")
    assert told["form"]["execution_rate"] == "93.58"


@needs_shared
def test_places_are_offsets_into_the_text_file(capsys: pytest.CaptureFixture[str]) -> None:
    path = SHARED / "seed" / "rugao-2023.txt"
    text = path.read_text("utf-8")
    for finding in checked(path, capsys)["findings"]:
        for where in finding["where"]:
            assert text[where["start"] : where["end"]].split() == where["text"].split()


@needs_shared
def test_the_verdict_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(SHARED / "forms" / "rugao-2023.docx")])
    first = capsys.readouterr().out.splitlines()[0]
    assert first.endswith("：权重合计写100，逐行相加为103")


@needs_shared
@pytest.mark.parametrize("name", ["rugao-2023.docx", "rugao-2023-tricky.docx", "rugao-2023.xlsx", "rugao-2023.pdf"])
def test_the_report_marks_every_place_of_every_finding(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.html"
    assert main(["report", str(SHARED / "forms" / name), "-o", str(out)]) == 0
    findings = checked(SHARED / "forms" / name, capsys)["findings"]
    tree = html.parse(out).getroot()
    marked = {name for name in tree.xpath("//*[@class='paper']//@id") if name.startswith("m")}
    assert len(marked) == sum(len(finding["where"]) for finding in findings)
    assert len(tree.xpath("//table[@class='scores']/tbody/tr")) == 39
