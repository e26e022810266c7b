"""The numbers of the narrative in the results: counted by state, marked in place, each leading to its other end."""

import json
from functools import cache

from lxml import html
from lxml.html import HtmlElement
from tests.shared import SHARED, needs_shared

from steelyard import audit, read, recognise, report, score
from steelyard.model import Audited
from steelyard.reading import read_bytes
from steelyard.reporting import coverage

FORM = """\
2023年部门整体支出绩效自评价表
三、主要绩效
全年办理行政处罚案件1267件，其中大案36件；完成抽检520批次；培训业务骨干42人次。

| 类别 | 绩效指标 | 年初指标值 | 实际完成值 | 权重 | 得分 | 说明 |
|---|---|---|---|---|---|---|
| 履职指标 | 办理行政处罚案件数 | 1000件 | 1276件 | 40 | 40 | |
| 履职指标 | 抽检批次完成数 | 4000批次 | 4160批次 | 40 | 40 | |
| 效益指标 | 群众满意度 | ≥85% | 90% | 20 | 20 | |
| 合计 | | | | 100 | 100 | |
"""


@cache
def audited() -> Audited:
    return audit(score(recognise(read_bytes(FORM.encode(), "form.md"))))


@cache
def page() -> HtmlElement:
    return html.document_fromstring(report(audited(), "html"))


def test_the_numbers_are_counted_by_state() -> None:
    (entry,) = json.loads(report(audited(), "json"))["forms"]
    states = {claim["text"]: claim["state"] for claim in entry["claims"]}
    assert states == {"1267件": "contradicted", "36件": "confirmed", "520批次": "unclear", "42人次": "untied"}
    assert entry["numbers"] | {"table": None} == {
        "total": 4, "confirmed": 1, "contradicted": 1, "unclear": 1, "untied": 1, "table": None
    }  # fmt: skip


def test_the_numbers_of_the_table_agree_where_their_sum_does() -> None:
    """1276 is contradicted, 4160 asked about; weights and scores add up; targets and 90% stand alone."""
    assert coverage.of_table(audited()) == coverage.Coverage(confirmed=8, contradicted=1, unclear=1, untied=4)


def test_a_sum_that_does_not_hold_confirms_none_of_its_terms() -> None:
    wrong = FORM.replace("| 合计 | | | | 100 |", "| 合计 | | | | 110 |")
    one = audit(score(recognise(read_bytes(wrong.encode(), "form.md"))))
    assert coverage.of_table(one) == coverage.Coverage(confirmed=4, contradicted=2, unclear=4, untied=4)


def test_a_tied_number_leads_to_its_entry_and_the_entry_to_the_other_end() -> None:
    (number,) = page().xpath("//*[@class='paper']//a[.='1267件']")
    assert number.get("class") == "num contradicted"
    (entry,) = page().xpath(f"//li[@id='{number.get('href')[1:]}']")
    assert "1276－1267＝9" in entry.text_content()
    (other,) = entry.xpath(".//*[@class='where']/a")
    (cell,) = page().xpath(f"//*[@id='{other.get('href')[1:]}']")
    assert cell.text_content() == "1276件"
    assert cell.getparent().getparent().tag == "td" or cell.getparent().tag == "td"


def test_an_untied_number_is_marked_and_leads_nowhere() -> None:
    (number,) = page().xpath("//*[@class='paper']//*[contains(@class, 'untied')]")
    assert (number.tag, number.text_content()) == ("span", "42人次")


def test_the_text_says_how_many_numbers_are_tied() -> None:
    assert "4个数：相符1，不符1，待说明1，无可对照1；可对照75.0%" in report(audited(), "text")
    assert "4 numbers: 1 confirmed, 1 contradicted, 1 unclear, 1 untied; 75.0% tied" in report(audited(), "text", "en")


@needs_shared
def test_every_claim_of_the_real_form_is_marked_in_the_page() -> None:
    one = audit(score(recognise(read(SHARED / "forms" / "rugao-2023.docx"))))
    tree = html.document_fromstring(report(one, "html"))
    ids = set(tree.xpath("//*[@class='paper']//@id"))
    assert {f"c{number + 1}" for number in range(len(one.scored.form.narrative.claims))} <= ids
    assert {link[1:] for link in tree.xpath("//@href")} <= set(tree.xpath("//@id"))
