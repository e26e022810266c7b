"""Pages: nothing acts and nothing is fetched, headers are headers, a style sheet is the one that is allowed."""

import base64
import hashlib
import re

from lxml import etree, html
from tests.papers.samples import line, of_every_kind

from steelyard.papers import Paper, write


def page(paper: Paper) -> tuple[str, etree._Element]:
    text = write(paper, "html").decode()
    return text, html.document_fromstring(text)


def test_only_its_own_style_sheet_is_allowed() -> None:
    text, root = page(of_every_kind())
    digest = base64.b64encode(hashlib.sha256(root.findtext(".//style").encode()).digest()).decode()
    policy = root.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;")
    assert not root.xpath("//script | //*[@style] | //@*[starts-with(name(), 'on')] | //link | //iframe | //object")
    assert re.findall(r"https?://[^\"<]*", text) == ["https://example.org/?a=1&amp;b=2"]


def test_headers_say_what_they_head() -> None:
    _, root = page(of_every_kind())
    assert [one.get("scope") for one in root.xpath("//thead//th")] == ["col"] * 4
    assert [one.get("scope") for one in root.xpath("//tbody//th")] == ["rowgroup"]
    assert root.xpath("string(//table/caption)") == "表一 指标完成情况"


def test_headings_language_and_pictures_are_told() -> None:
    _, root = page(of_every_kind())
    assert root.get("lang") == "zh-CN"
    assert [(one.tag, one.text_content()) for one in root.xpath("//h1 | //h2 | //h3")][:3] == [
        ("h1", "总标题"), ("h2", "一级标题"), ("h3", "二级标题"),
    ]  # fmt: skip
    assert root.xpath("//img/@alt") == ["图示一说年初预算三百万元", "图示二说决算二百二十万元"]
    assert root.findtext(".//title") == "文件名称"


def test_it_prints_on_its_page() -> None:
    assert "@page { size: 210mm 297mm; margin: 37mm 26mm 35mm 28mm; }" in page(of_every_kind())[0]
    assert "@page { size: 297mm 210mm;" in page(of_every_kind(landscape=True))[0]


def test_a_link_leads_to_its_place() -> None:
    _, root = page(of_every_kind())
    (target,) = (one for one in root.xpath("//a/@href") if one.startswith("#"))
    assert root.xpath(f"string(//*[@id='{target[1:]}'])") == "靠右句"


def test_a_page_in_english_says_so() -> None:
    assert page(Paper("Report", (line("Report", "title"),), "en"))[1].get("lang") == "en-GB"
