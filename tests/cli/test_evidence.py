"""``--ledgers``: claimed beside computed, from the form and the folder to what is printed."""

import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from steelyard.cli import main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "anlan-water-2025.docx"
SCHEMA = json.loads((ROOT / "docs/schema/result.schema.json").read_text(encoding="utf-8"))
EVIDENCE = ("unevidenced-result", "result-contradicts-ledger", "ledger-incomplete")
FORM = """2023年部门整体支出绩效自评价表

| 类别 | 绩效指标 | 年初指标值 | 实际完成值 | 权重 | 得分 | 说明 |
|---|---|---|---|---|---|---|
| 履职指标 | 消费投诉受理率 | ≥60% | 66.7% | 30 | 30 | |
| 履职指标 | 挽回经济损失 | ≥0.1万元 | 0.20万元 | 30 | 30 | |
| 履职指标 | 演出场次 | 30场 | 31场 | 20 | 20 | |
| 效益指标 | 投诉举报受理数 | ≥1件 | 4件 | 20 | 20 | |
"""
LEDGER = """登记编号,来源渠道,类别,收到日期,受理决定,受理决定日期,终结日期,终结方式,挽回损失
T1,12315,投诉,2023-01-03,受理,2023-01-12,2023-03-01,达成协议,1234.50
T2,12345,投诉,2023-02-06,受理,2023-02-14,2023-04-03,达成协议,800
T3,12315,投诉,2023-03-06,不予受理,2023-03-09,,,
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with ``form.md`` and the folder of its ledgers, ``ledgers``."""
    (tmp_path / "form.md").write_text(FORM, encoding="utf-8")
    (tmp_path / "ledgers").mkdir()
    (tmp_path / "ledgers" / "complaints.csv").write_text(LEDGER, encoding="utf-8")
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[dict[str, Any]], str]:
    """The exit status, the forms of the JSON, which keep to the schema, and what was said besides."""
    status = main(["check", *words, "--format", "json"])
    out, err = capsys.readouterr()
    result = json.loads(out)
    Draft202012Validator(SCHEMA).validate(result)
    return status, result["forms"], err


def of_place(capsys: pytest.CaptureFixture[str], place: Path, *words: str) -> tuple[int, dict[str, Any], str]:
    status, (form,), err = checked(capsys, str(place / "form.md"), "--ledgers", str(place / "ledgers"), *words)
    return status, form, err


def test_each_result_stands_beside_what_its_ledger_gives(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, form, _ = of_place(capsys, place)
    results = form["evidence"]["results"]
    assert [(one["row"], one["claimed"], one["value"], one["verdict"]) for one in results] == [
        (1, "66.7%", "66.67", "same"),
        (2, "0.20万元", "0.20", "same"),
        (4, "4件", "3", "different"),
    ]
    assert [(one["numerator"], one["denominator"]) for one in results[:1]] == [("2", "3")]
    assert results[2]["records"]["count"] == 3
    assert [record[1] for record in results[1]["records"]["first"]] == ["T1", "T2"]
    assert form["evidence"]["ledgers"][0]["records"] == 3
    assert [one["row"] for one in form["evidence"]["unproven"]] == [3]
    (finding,) = [one for one in form["findings"] if one["name"] in EVIDENCE]
    assert (status, finding["name"], finding["level"]) == (1, "result-contradicts-ledger", "error")
    assert "台账算出3件" in finding["message"]


def test_a_changed_record_changes_exactly_its_descendants(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, before, _ = of_place(capsys, place)
    changed = LEDGER.replace("达成协议,800", "达成协议,900")
    (place / "ledgers" / "complaints.csv").write_text(changed, encoding="utf-8")
    _, after, _ = of_place(capsys, place)
    old, new = before["evidence"]["results"], after["evidence"]["results"]
    assert [one["row"] for one, other in zip(old, new, strict=True) if one != other] == [2]
    assert (old[1]["value"], new[1]["value"], new[1]["verdict"]) == ("0.20", "0.21", "different")
    told = [one for one in after["findings"] if one not in before["findings"]]
    assert [(one["name"], one["about"]) for one in told] == [("result-contradicts-ledger", "indicator:2.actual")]
    assert len(after["findings"]) == len(before["findings"]) + 1
    assert before["evidence"]["ledgers"][0]["sha256"] != after["evidence"]["ledgers"][0]["sha256"]


def test_a_record_of_another_year_changes_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, before, _ = of_place(capsys, place)
    other = LEDGER + "T9,12315,投诉,2022-03-06,受理,2022-03-09,2022-04-01,达成协议,5000\n"
    (place / "ledgers" / "complaints.csv").write_text(other, encoding="utf-8")
    _, after, _ = of_place(capsys, place)
    assert before["evidence"]["results"] == after["evidence"]["results"]
    assert before["findings"] == after["findings"]


def test_the_text_has_a_table(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(place / "form.md"), "--ledgers", str(place / "ledgers")])
    out = capsys.readouterr().out
    table = out[out.index("佐证核对") :].splitlines()
    assert "投诉举报登记台账：3条记录（complaints.csv，SHA-256 " in table[1]
    assert table[3].split() == [
        "1",
        "消费投诉受理率",
        "66.7%",
        "66.67%",
        "相符",
        "2",
        "÷",
        "3",
        "·",
        "3条记录",
        *["投诉举报登记台账"],
    ]
    assert "第3行：没有台账资料能证明这个指标" in out


def test_the_report_has_a_section(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = place / "report.html"
    words = ["report", str(place / "form.md"), "--ledgers", str(place / "ledgers"), "-o", str(out)]
    assert main(words) == 0
    assert main([*words[:-1], str(place / "again.html")]) == 0
    page = out.read_text(encoding="utf-8")
    capsys.readouterr()
    section = page[page.index('<section id="evidence"') : page.index('<section id="form"')]
    digest = checked(capsys, *words[1:4])[1][0]["evidence"]["ledgers"][0]["sha256"]
    for text in ("T1、T2、T3", "2 ÷ 3", "complaints.csv", digest, "不符"):
        assert text in section
    assert page == (place / "again.html").read_text(encoding="utf-8")


def test_the_section_in_english_has_no_chinese_but_the_forms_and_the_files(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = place / "report.html"
    main(["report", str(place / "form.md"), "--ledgers", str(place / "ledgers"), "--lang", "en", "-o", str(out)])
    capsys.readouterr()
    page = out.read_text(encoding="utf-8")
    section = page[page.index('<section id="evidence"') : page.index('<section id="form"')]
    own = re.sub(r'<td[^>]* lang="zh-CN">.*?</td>', "", section)
    assert "Register of complaints and reports" in own
    assert not re.search("[一-鿿]", own)


def test_the_example_with_its_ledgers(capsys: pytest.CaptureFixture[str]) -> None:
    ledgers = ROOT / "examples" / "ledgers"
    _, (form,), _ = checked(capsys, str(EXAMPLE), "--ledgers", str(ledgers))
    told = [(one["row"], one["claimed"], one["value"], one["verdict"]) for one in form["evidence"]["results"]]
    assert told == [
        (2, "90.91%", "90.91", "same"),
        (3, "86.4%", "86.40", "same"),
        (4, "100%", "100.00", "same"),
        (5, "97.5%", "97.50", "same"),
        (6, "98.2%", "98.20", "same"),
        (24, "92.6%", "92.42", "different"),
    ]
    assert [one["name"] for one in form["findings"] if one["name"] in EVIDENCE] == ["result-contradicts-ledger"]


def test_the_ledgers_of_the_example_are_those_that_its_script_writes() -> None:
    script = runpy.run_path(str(ROOT / "examples" / "ledgers.py"))
    written = {f"{one.__name__}.csv": script["text"](one()) for one in script["LEDGERS"]}
    lying = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "examples" / "ledgers").iterdir()}
    assert written == lying


def test_without_ledgers_a_form_is_told_nothing_new(capsys: pytest.CaptureFixture[str]) -> None:
    _, (form,), _ = checked(capsys, str(EXAMPLE))
    assert form["evidence"] is None
    assert not [one for one in form["findings"] if one["name"] in EVIDENCE]
    tallies = {one["check"]: one for one in form["tallies"]}
    assert [(tallies[name]["passed"], len(tallies[name]["skipped"])) for name in EVIDENCE] == [(0, 1)] * 3


def test_bad_rows_give_no_value_unless_they_are_left_out(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = LEDGER + "T4,12315,投诉,2023-04-31,受理,,,,\n"
    (place / "ledgers" / "complaints.csv").write_text(bad, encoding="utf-8")
    _, form, _ = of_place(capsys, place)
    assert {one["value"] for one in form["evidence"]["results"]} == {None}
    levels = [(one["name"], one["level"]) for one in form["findings"] if one["name"] in EVIDENCE]
    assert levels == [("ledger-incomplete", "error"), *[("unevidenced-result", "doubt")] * 3]
    _, form, _ = of_place(capsys, place, "--accept-bad-rows")
    assert form["evidence"]["results"][0]["value"] == "66.67"
    levels = [(one["name"], one["level"]) for one in form["findings"] if one["name"] in EVIDENCE]
    assert levels == [("result-contradicts-ledger", "error"), ("ledger-incomplete", "doubt")]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_many_forms_share_the_ledgers(jobs: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "other.md").write_text(FORM.replace("2023", "2022"), encoding="utf-8")
    words = [str(place), "--ledgers", str(place / "ledgers"), "--jobs", jobs]
    _, forms, _ = checked(capsys, *words)
    values = [[one["value"] for one in form["evidence"]["results"]] for form in forms]
    assert values == [["66.67", "0.20", "3"], [None, None, None]]


UNREAD = [
    ("登记编号,来源渠道\nT1,12315\n", "表头缺少必填列：类别、收到日期"),
    (LEDGER.replace("挽回损失", "备注"), "有不认识的列：“备注”"),
    ("", "连表头都没有"),
]


@pytest.mark.parametrize(("text", "said"), UNREAD, ids=["a column is missing", "a column is not known", "empty"])
def test_a_ledger_that_cannot_be_read_costs_its_own_rows_and_no_others(
    text: str, said: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    posts = "平台编号,发布日期,标题,内容编号,类别\nP1,2023-03-01,提示,N1,原创\n"
    (place / "ledgers" / "posts.csv").write_text(posts, encoding="utf-8")
    form = FORM.replace("演出场次 | 30场 | 31场", "政务微信公众号内容发布数 | 1条 | 1条")
    (place / "form.md").write_text(form, encoding="utf-8")
    (place / "ledgers" / "complaints.csv").write_text(text, encoding="utf-8")
    status, found, _ = of_place(capsys, place)
    assert status == 1
    assert {one["row"]: one["verdict"] for one in found["evidence"]["results"]} == {
        1: "unknown",
        2: "unknown",
        3: "same",
        4: "unknown",
    }
    (finding,) = [one for one in found["findings"] if one["name"] == "ledger-incomplete"]
    assert (finding["level"], finding["about"]) == ("error", "ledger:complaints")
    assert said in finding["message"]
    told = [one["about"] for one in found["findings"] if one["name"] == "unevidenced-result"]
    assert told == ["indicator:1.actual", "indicator:2.actual", "indicator:4.actual"]
    (ledger,) = [one for one in found["evidence"]["ledgers"] if one["error"]]
    assert (ledger["file"], ledger["sha256"]) == ("complaints.csv", None)
    assert said in ledger["error"]
    main(["check", str(place / "form.md"), "--ledgers", str(place / "ledgers")])
    assert capsys.readouterr().out.count(said) == 3  # the verdict, the ledger, its finding
    main(["report", str(place / "form.md"), "--ledgers", str(place / "ledgers"), "-o", str(place / "report.html")])
    assert said in (place / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--ledgers", "nowhere"], "“nowhere”不是文件夹，请给出台账所在的文件夹。"),
        (["--accept-bad-rows"], "--accept-bad-rows 要与 --ledgers 一起用"),
    ],
)
def test_wrong_use_is_told(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(EXAMPLE), *words]) == 2
    assert said in capsys.readouterr().err


def test_a_ledger_is_never_overwritten(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = place / "ledgers" / "complaints.csv"
    words = ["check", str(place / "form.md"), "--ledgers", str(ledger.parent), "-o", str(ledger)]
    assert main(words) == 2
    assert "不能用结果覆盖它" in capsys.readouterr().err
    assert ledger.read_text(encoding="utf-8") == LEDGER
