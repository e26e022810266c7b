"""The HTML report: one file that reaches for nothing, shows the form as filed, links findings and places."""

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html
from lxml.html import HtmlElement
from tests.reporting.hand import ROWS, Sheet, audited, form

from steelyard import report
from steelyard.model import Audited, Cell, Document, Finding, Message, Paragraph, Place, Table
from steelyard.reporting.marking import Marking, ParagraphView, TableView, references


def page(one: Audited, lang: str = "zh") -> HtmlElement:
    return html.document_fromstring(report(one, "html", "en" if lang == "en" else "zh"))


def texts(tree: HtmlElement, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in tree.xpath(path)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_reaches_for_nothing(lang: str) -> None:
    said = report(audited(), "html", "en" if lang == "en" else "zh")
    tree = html.document_fromstring(said)
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //form | //base")
    assert not tree.xpath("//@src | //@style | //@onclick")
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert "url(" not in said
    assert "http:" not in said
    assert "https:" not in said


def test_the_page_allows_its_own_style_sheet_only() -> None:
    tree = page(audited())
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = tree.xpath("//style/text()")
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"


def test_the_same_form_gives_the_same_bytes() -> None:
    assert report(audited(), "html") == report(audited(), "html")


def test_every_link_leads_somewhere_and_every_finding_leads_back() -> None:
    tree = page(audited())
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = {link.removeprefix("#") for link in tree.xpath("//@href")}
    assert links <= set(ids)
    findings = {f"f{number}" for number in range(1, 6)}
    assert findings <= links, "a place in the form leads back to each finding"
    assert {"m1-1", "m2-1", "m2-2", "m3-1", "m4-1", "m5-1"} <= links


def test_the_form_is_shown_as_filed() -> None:
    tree = page(audited())
    for number in tree.xpath("//*[@class='paper']//a"):
        number.drop_tree()
    assert texts(tree, "//*[@class='paper']/p") == [block.text for block in Sheet().document.blocks[:-1]]  # type: ignore[union-attr]
    rows = [texts(row, "./td | ./th") for row in tree.xpath("//*[@class='paper']//table/tr")]
    assert rows[1] == ["管理", *ROWS[0][1:]]
    assert rows[2] == list(ROWS[1][1:]), "the group label spans two rows"
    assert tree.xpath("//*[@class='paper']//td[.='管理']/@rowspan") == ["2"]
    assert tree.xpath("//*[@class='paper']//tr[1]/th/@scope") == ["col"] * 7


def test_marks_stand_in_place() -> None:
    tree = page(audited())
    assert texts(tree, "//*[@class='paper']//mark[@class='note']") == ["不存在什么问题"]
    assert texts(tree, "//*[@class='paper']//td[contains(@class, 'error')]") == ["1001"]  # 100, finding 1
    assert texts(tree, "//table[@class='scores']//td[contains(@class, 'doubt')]") == [
        "93.58%2",
        "152",
        "健全3",
        "满意4",
    ]
    assert texts(tree, "//table[@class='scores']//td[contains(@class, 'off')]") == ["18.72"]


def test_what_a_form_says_cannot_act_in_the_page() -> None:
    hostile = "</td><script>alert(1)</script><img src=x onerror=alert(1)>\x00\u202e{{ 7*7 }}&amp;"
    rows = (ROWS[0], (hostile, hostile, hostile, hostile, "30", "30", hostile), *ROWS[2:])
    one = audited(Sheet(rows=rows, path="<b>.docx"))
    attacked = replace(one.scored.form, title=hostile, organization=hostile)
    tree = page(replace(one, scored=replace(one.scored, form=attacked)))
    assert not tree.xpath("//script | //img | //body//@onerror")
    assert not tree.xpath("//header//b")
    assert any("<script>alert(1)</script>" in said and "{{ 7*7 }}&amp;" in said for said in texts(tree, "//td"))
    assert "\u202e" not in tree.text_content()


def test_the_outline_skips_no_level_and_every_table_has_heads() -> None:
    tree = page(audited())
    levels = [int(node.tag[1]) for node in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert not [table for table in tree.xpath("//table") if not table.xpath(".//th[@scope]")]
    assert tree.xpath("/html/@lang") == ["zh-CN"]
    assert page(audited(), "en").xpath("/html/@lang | //*[@class='paper']/@lang") == ["en", "zh-CN"]


def test_english_has_no_chinese_but_what_the_form_says() -> None:
    tree = page(audited(), "en")
    labels = "//svg/desc | //svg/text[@text-anchor='end']"  # names of groups and budget parts, and figures by name
    for shown in tree.xpath(f"//*[@lang='zh-CN'] | //table[@class='scores']//td | //title | {labels}"):
        shown.clear()
    for quoted in tree.xpath(
        "//*[@class='where'] | //*[@class='budget']//td | //*[@class='facts'] | //*[@class='basis']"
    ):
        quoted.clear()
    left = re.sub("“[^”]*”", "", tree.xpath("//body")[0].text_content())
    assert set(re.findall("[\u4e00-\u9fff]+", left)) <= {"优", "万元"}


def test_a_clean_form_says_how_much_was_checked() -> None:
    tree = page(replace(audited(), findings=(), tallies=()))
    assert texts(tree, "//*[@class='counts']") == ["未发现错误和疑点，0 项检查全部做过"]
    assert texts(tree, "//section[@id='findings']/p") == ["没有发现错误、疑点或需要提示之处。"]


def laid(text: str, *blocks: Paragraph | Table, where: tuple[Place, ...]) -> list[ParagraphView | TableView]:
    """The views of a document with one finding at each of ``where``."""
    document = Document("x", "txt", "", text, blocks)
    found = [Finding(Message("", ""), Message("", ""), "", (place,), level="error") for place in where]
    return Marking(replace(form(Sheet()), document=document, sections=(), indicators=()), references(found)).blocks()


def test_marks_may_overlap_and_run_over_several_paragraphs() -> None:
    text = "一二三四五六\n七八"
    first, second = Paragraph(text[:6], 0, 6), Paragraph(text[7:], 7, 9)
    views = laid(text, first, second, where=(Place(1, 4, ""), Place(3, 8, "")))
    cut = [[(part.text, part.level, part.opens) for part in view.segments] for view in views]  # type: ignore[union-attr]
    assert cut == [
        [("一", None, ()), ("二三", "error", ("m1-1",)), ("四", "error", ("m2-1",)), ("五六", "error", ())],
        [("七", "error", ()), ("八", None, ())],
    ]


def test_an_empty_cell_can_be_marked_and_a_table_stands_inside_its_cell() -> None:
    text = "甲\t\t乙丙\t丁"
    inner = Table(2, ((Cell("丙", 4, 5, 0, 0),),), 4, 5)
    cells = (
        Cell("甲", 0, 1, 0, 0),
        Cell("", 2, 2, 0, 1),
        Cell("乙丙", 3, 5, 0, 2, tables=(inner,)),
        Cell("丁", 6, 7, 0, 3),
    )
    (view,) = laid(text, Table(1, (cells,), 0, 7), where=(Place(2, 2, ""), Place(4, 5, "")))
    assert isinstance(view, TableView)
    (row,) = view.rows
    assert [cell.opens for cell in row.cells] == [(), ("m1-1",), (), ()]
    own, nested = row.cells[2].content
    assert [part.text for part in own] == ["乙"]  # type: ignore[union-attr]
    assert nested.rows[0].cells[0].opens == ("m2-1",)  # type: ignore[union-attr]


def test_a_place_outside_of_the_text_is_told_without_a_link() -> None:
    one = audited()
    lost = replace(one.findings[0], where=(Place(10**6, 10**6 + 3, "100"),))
    tree = page(replace(one, findings=(lost,)))
    assert not tree.xpath("//*[@class='where']/a")
    assert texts(tree, "//*[@class='where']") == ["见 正文“100”"]


def test_the_charts_stand_in_the_page_and_say_in_words_what_they_show() -> None:
    tree = page(audited())
    titles = [node.text_content() for node in tree.xpath("//figure/svg/title")]
    assert titles == ["各类指标扣分（权重减得分）", "预算收入：年初预算（万元）"]
    assert all(node.text_content() for node in tree.xpath("//figure/svg/desc"))
    assert texts(tree, "//section[@id='budget']/p[@class='hint']")[0].startswith("没有给出台账，表上也没有分月的数")
    assert "没有一行的指标值和完成值都是可以相除的数" in tree.xpath("string(//section[@id='scoring'])")


def test_what_to_do_first_leads_to_the_finding() -> None:
    tree = page(audited())
    assert texts(tree, "//*[@class='first']//li") == ["权重合计有误：核对各行权重。1"]
    assert tree.xpath("//*[@class='first']//a/@href") == ["#f1"]
    assert not page(replace(audited(), findings=())).xpath("//*[@class='first']")
