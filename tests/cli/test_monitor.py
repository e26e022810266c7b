"""``steelyard monitor``: a form's goals and its spending at a month's end, lights, JSON and drawing."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from steelyard.cli import main

FORM = """2023年部门整体支出绩效自评价表

| 类别 | 绩效指标 | 年初指标值 | 实际完成值 | 权重 | 得分 | 说明 |
|---|---|---|---|---|---|---|
| 产出数量 | 投诉举报受理数 | ≥4件 | | 40 | | |
| 产出数量 | 挽回经济损失 | ≥0.1万元 | | 20 | | |
| 产出质量 | 消费投诉受理率 | ≥60% | | 20 | | |
| 产出数量 | 内控制度健全性 | 健全 | | 10 | | |
| 产出数量 | 预算执行率 | 100% | | 10 | | |
"""
COMPLAINTS = """登记编号,来源渠道,类别,收到日期,受理决定,受理决定日期,终结日期,终结方式,挽回损失
T1,12315,投诉,2023-01-03,受理,2023-01-12,2023-03-01,达成协议,234.50
T2,12345,投诉,2023-02-06,受理,2023-02-14,2023-04-03,达成协议,500
T3,12315,投诉,2023-03-06,不予受理,2023-03-09,,,
T4,12315,投诉,2023-08-01,受理,2023-08-01,2023-08-02,达成协议,9000
"""
BUDGET = """指标编号,生效日期,阶段,支出类别,金额
B1,2023-01-01,年初,项目支出,1000
B2,2023-09-01,调整,项目支出,1000
"""
PAYMENTS = """支付编号,支付日期,会计月份,支出类别,金额
P1,2023-03-31,3,项目支出,300
P2,2023-06-30,6,项目支出,50
P3,2023-07-01,7,项目支出,400
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "form.md").write_text(FORM, encoding="utf-8")
    (tmp_path / "ledgers").mkdir()
    for name, text in (("complaints", COMPLAINTS), ("budget_lines", BUDGET), ("payments", PAYMENTS)):
        (tmp_path / "ledgers" / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def monitored(place: Path, month: int, *words: str) -> int:
    ledgers = str(place / "ledgers")
    return main(["monitor", str(place / "form.md"), "--ledgers", ledgers, "--month", str(month), *words])


def told(place: Path, month: int, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    status = monitored(place, month, "--format", "json")
    return status, json.loads(capsys.readouterr().out)


def test_each_goal_has_a_light_from_the_records_up_to_the_month(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, found = told(place, 6, capsys)
    assert [(one["row"], one["way"], one["result"], one["light"]) for one in found["goals"]] == [
        (1, "paced", "3", "blue"),  # 3 of 4, of which 2 are due by June: 150 %
        (2, "paced", "0.07", "blue"),  # 734.50 元 of 0.1 万元, half of which is due
        (3, "floor", "66.67", "green"),  # a share is no part of a year: 2 of 3 stands against the whole 60 %
        (5, "paced", "35.00", "yellow"),  # 350 of 1000, 50 % due: 70 % of it
    ]
    assert [one["row"] for one in found["unwatched"]] == [4]
    assert (found["execution"]["light"], found["executed"]["value"]) == ("yellow", "35.00")
    assert (found["alarm"]["light"], status) == ("red", 1)  # below the line of June


def test_forms_that_are_not_watched_are_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert monitored(place, 3) == 1
    assert capsys.readouterr().err == ""
    total = "| 合计 | | | | 100 | | |\n"
    both = f"{FORM}{total}\n说明\n\n{FORM.replace('部门整体支出绩效自评价表', '项目支出绩效自评表')}{total}"
    (place / "form.md").write_text(both, encoding="utf-8")
    assert monitored(place, 3) == 1
    said = capsys.readouterr().err
    assert "文件含2张自评表，这里只读第1张" in said
    assert said.count("\n") == 1


def test_what_comes_later_does_not_count_yet(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = told(place, 7, capsys)[1]
    (place / "ledgers" / "payments.csv").write_text(f"{PAYMENTS}P4,2023-08-01,8,项目支出,900\n", encoding="utf-8")
    assert told(place, 7, capsys)[1] == before
    assert before["executed"]["value"] == "75.00"  # the budget of September is not in force


def test_the_course_has_every_month_and_a_month_without_figures_says_none(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course = told(place, 4, capsys)[1]["course"]
    assert [one["month"] for one in course] == [1, 2, 3, 4]
    assert [one["executed"] for one in course] == [None, None, "30.00", "30.00"]


def test_the_progress_is_unknown_while_a_goal_that_grows_has_no_figure(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # min(3 ÷ 4), min(734.5 ÷ 1000, rounded to 0.07 ÷ 0.1) and 35 ÷ 100 by weights of 40, 20 and 10
    assert told(place, 6, capsys)[1]["progress"] == {"value": "67.86", "unit": "%", "why": None}
    (place / "form.md").write_text(FORM.replace("挽回经济损失", "演出场次"), encoding="utf-8")
    _, found = told(place, 6, capsys)
    assert found["progress"]["value"] is None
    assert "“演出场次”" in found["progress"]["why"]
    assert found["gap"]["light"] is None


def test_the_text_says_the_verdict_then_spending_then_each_goal(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert monitored(place, 6) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "指标黄灯1个、绿灯1个、蓝灯2个；支出进度黄灯；执行预警线红灯；目标与支出红灯"
    assert "2023年6月底" in out[1]
    assert out[4].strip() == "执行预警线：红灯：执行率35.00%，低于6月底预警线40%。"
    assert out[7].split()[:5] == ["1", "投诉举报受理数", "4件", "3件", "蓝灯"]
    assert out[-1].strip() == "第4行：指标值不是一个数，不按月份监控。"
    monitored(place, 6, "--lang", "en")
    assert "end of 2023-06" in capsys.readouterr().out


def test_the_drawing_is_written_besides(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = place / "progress.svg"
    monitored(place, 6, "-o", str(out))
    assert "2023年6月底" in capsys.readouterr().out
    words = "".join(ET.fromstring(out.read_text(encoding="utf-8")).itertext())
    assert "6月35.0%" in words
    assert "6月底执行预警线40%" in words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--month", "13"], "没有13月"),
        (["--scheme", "sichaun"], "是否要写“sichuan”"),
        (["--profile", "nothing-like-it"], "没有名为“nothing-like-it”的表样"),
        (["-o", "progress.png"], "扩展名要是 .svg"),
        (["--ledgers", "nowhere"], "“nowhere”不是文件夹"),
    ],
)
def test_wrong_use_is_told(words: list[str], said: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert monitored(place, 6, *words) == 2
    assert said in capsys.readouterr().err


def test_a_form_without_a_year_cannot_be_watched(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "form.md").write_text(FORM.replace("2023年", ""), encoding="utf-8")
    assert monitored(place, 6) == 2
    assert "没有写明年度" in capsys.readouterr().err


def test_a_ledger_that_cannot_be_used_puts_out_its_own_lights_only(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "ledgers" / "complaints.csv").write_text("登记编号\nT1\n", encoding="utf-8")
    found = told(place, 6, capsys)[1]
    assert [one["light"] for one in found["goals"]] == [None, None, None, "yellow"]
    assert "不能用" in found["goals"][0]["why"]
