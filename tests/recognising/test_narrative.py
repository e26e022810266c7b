"""Title, year, organization, sections, grade and score, as the text around the table states them."""

import pytest

from steelyard.model import Form
from steelyard.reading import read_bytes
from steelyard.recognising import recognise

TABLE = """
| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|
| 产出指标 | 检测样品 | 10个 | 10个 | 100 | 100 |
"""


def form(before: str, after: str = "") -> Form:
    return recognise(read_bytes(f"{before}\n{TABLE}\n{after}".encode(), "form.md"))


@pytest.mark.parametrize(
    ("head", "title", "year"),
    [
        ("附件2\n\n2023年度部门整体支出绩效自评表", "2023年度部门整体支出绩效自评表", 2023),
        ("项目支出绩效自评表\n\n（2022年度）", "项目支出绩效自评表", 2022),
        ("项目支出绩效自评表\n\n二〇二一年度", "项目支出绩效自评表", 2021),
        ("项目支出绩效自评表\n\n填报日期：2024年3月1日", "项目支出绩效自评表", None),
        ("项目支出绩效自评表\n\n年度：2023", "项目支出绩效自评表", 2023),
        ("项目支出绩效自评表\n\n评价年度：2023年　填报时间：2024.3.1", "项目支出绩效自评表", 2023),
        ("项目支出绩效自评表\n\n| 项目名称 | 修路 | 年度 | 2020 |\n|---|---|---|---|", "项目支出绩效自评表", 2020),
    ],
)
def test_title_and_year(head: str, title: str, year: int | None) -> None:
    read = form(head)
    assert (read.title, read.year) == (title, year)


@pytest.mark.parametrize(
    ("head", "organization"),
    [
        ("自评价单位（盖章）：青山县水利局", "青山县水利局"),
        ("填报单位：青山县水利局　　　单位：万元", "青山县水利局"),
        ("部门（单位）名称： 青山县水利局  填报日期：2024年3月", "青山县水利局"),
        ("| 主管部门 | 青山县水利局 | 实施单位 | 青山县河道管理所 |\n|---|---|---|---|", "青山县河道管理所"),
        ("| 主管部门 | 青山县水利局 | 联系人 | |\n|---|---|---|---|", "青山县水利局"),
        ("填报单位：青山县水利局 2021年度", "青山县水利局"),
        ("| 单位名称 | 编制人数 |\n|---|---|\n| 本级 | 35 |\n\n| 实施单位 | 青山县水利局 |\n|---|---|", "青山县水利局"),
        ("金额单位：万元", ""),
    ],
)
def test_organization(head: str, organization: str) -> None:
    assert form(f"2023年度绩效自评表\n\n{head}").organization == organization


@pytest.mark.parametrize(
    ("said", "grade", "score"),
    [
        ("综合得分95分，等级为“优秀”。", "优秀", "95"),
        ("自评得分为88.5分，评价等次：良", "良", "88.5"),
        ("经自评，总得分92.30分，评价结果为优。", "优", "92.30"),
        ("得分76分（中）。", "中", "76"),
        ("连续六年考核为优秀，结果优化明显，获得“优良”称号。", "", None),
        ("群众给予良好评价，得分情况见附表。", "", None),
    ],
)
def test_grade_and_score_of_the_conclusion(said: str, grade: str, score: str | None) -> None:
    read = form(f"2023年度绩效自评表\n\n二、评价情况\n\n{said}")
    assert (read.grade.text, read.stated_score.printed.text or None) == (grade, score)


HEADED = {
    "一、部门概述": "overview",
    "一、部门（单位）基本情况": "overview",
    "二、绩效自评工作开展情况": "evaluation",
    "二、评价结论": "evaluation",
    "三、主要绩效": "results",
    "三、绩效目标完成情况": "results",
    "四、存在的主要问题及原因分析": "problems",
    "第四部分：存在问题": "problems",
    "五、有关建议": "suggestions",
    "五、下一步改进措施": "suggestions",
    "六、其他需要说明的情况": "other",
}


@pytest.mark.parametrize("heading", HEADED)
def test_sections_by_their_headings(heading: str) -> None:
    assert headed(f"{heading}\n\n本年工作有序推进。") == [(heading, HEADED[heading]), ("七、附件", "other")]


@pytest.mark.parametrize("heading", ["一、部门概述", "三、主要绩效", "四、存在的主要问题及原因分析", "五、有关建议"])
@pytest.mark.parametrize("colon", ["：", ": "])
def test_a_heading_may_stand_in_one_line_with_its_text(heading: str, colon: str) -> None:
    assert headed(f"{heading}{colon}本年工作有序推进。") == [(heading, HEADED[heading]), ("七、附件", "other")]


@pytest.mark.parametrize("numbers", [("1.", "2.", "3."), ("（一）", "（二）", "（三）")])
def test_sections_may_be_numbered_as_lower_levels_are(numbers: tuple[str, ...]) -> None:
    heads = [number + head for number, head in zip(numbers, ("部门概况", "主要绩效", "存在问题"), strict=True)]
    read = form("2023年度绩效自评表\n\n" + "\n\n本年工作有序推进。\n\n".join(heads))
    assert [part.heading for part in read.sections] == heads
    under = form("2023年度绩效自评表\n\n一、部门概述\n\n" + "\n\n本年工作有序推进。\n\n".join(heads[:2]))
    assert [part.heading for part in under.sections] == ["一、部门概述"]


@pytest.mark.parametrize(
    ("said", "rate"),
    [
        ("决算支出1520万元，比上年增长8.57%，预算执行率95%。", "95%"),
        ("全年执行1.52亿元，执行率为95%。", "95%"),
        ("上年预算执行率95%。", ""),
        ("其中：项目支出800万元，预算执行率95%。", ""),
    ],
)
def test_execution_rate_of_the_whole_budget(said: str, rate: str) -> None:
    assert form(f"2023年度绩效自评表\n\n{said}").execution_rate.printed.text == rate


def headed(text: str) -> list[tuple[str, str]]:
    read = form(f"2023年度绩效自评表\n\n{text}\n\n七、附件\n\n另附。")
    first, last = read.sections
    assert first.end == last.start
    assert read.document.text[last.start : last.end].rstrip().endswith("另附。")
    return [(part.heading, part.kind) for part in read.sections]


@pytest.mark.parametrize(
    "line",
    ["一是加强管理，二是改进服务。", "一、加强管理，做到按月通报。", "（一）评价思路", "完成了一、二、三号泵站改造。"],
)
def test_running_text_is_no_heading(line: str) -> None:
    assert form(f"2023年度绩效自评表\n\n{line}").sections == ()


def test_sections_stop_before_the_table_and_go_on_behind_it() -> None:
    read = form("2023年度绩效自评表\n\n三、主要绩效\n\n按期完成。", "四、存在问题\n\n人手不足。")
    text = [read.document.text[part.start : part.end].strip() for part in read.sections]
    assert text == ["三、主要绩效\n\n按期完成。", "四、存在问题\n\n人手不足。"]


@pytest.mark.parametrize(
    ("target", "actual", "rate"),
    [
        ("100%", "95.5%", "95.5%"),
        ("9.48万元", "9.48万元 (100%)", "100%"),
        ("9.48万元", "9.01万元", ""),
        ("≥95%", "96", "96"),
    ],
)
def test_execution_rate_of_a_row(target: str, actual: str, rate: str) -> None:
    table = TABLE.replace("检测样品 | 10个 | 10个", f"预算执行率 | {target} | {actual}")
    read = recognise(read_bytes(f"2023年度绩效自评表\n{table}".encode(), "form.md"))
    assert read.execution_rate.printed.text == rate


@pytest.mark.parametrize(
    "line",
    ["." * 200_000, "- " + "　" * 100_000 + "。", "1、" * 6_000, "A1" * 6_000, "1件" * 6_000],
    ids=lambda line: line[:3],
)
def test_a_line_without_end_costs_no_more_than_its_length(line: str) -> None:
    found = form("2023年度部门整体支出绩效自评表\n\n一、部门概述", f"二、主要问题\n\n{line}")
    assert (len(found.indicators), found.year) == (1, 2023)


@pytest.mark.parametrize("line", ["二、主要问题......3", "二、主要问题  3", "二、主要问题 …… 3", "二、主要问题\t 3"])
def test_a_line_of_contents_is_no_heading(line: str) -> None:
    assert [
        section.heading for section in form(f"2023年度部门整体支出绩效自评表\n\n{line}\n\n一、部门概述").sections
    ] == ["一、部门概述"]
