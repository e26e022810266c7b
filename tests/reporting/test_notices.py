"""What the reader could not read or had to assume stands at the head of every report."""

import json
from dataclasses import replace

import pytest
from lxml import html
from lxml.html import HtmlElement
from tests.reporting.hand import audited

from steelyard import report
from steelyard.model import Audited, Lang, Message

NOTICE = Message("网页没有结尾标记<。", "The page has no end tag<.")


@pytest.fixture
def noticed() -> Audited:
    one = audited()
    form = one.scored.form
    noticed = replace(form, document=replace(form.document, notices=(NOTICE,)))
    return replace(one, scored=replace(one.scored, form=noticed))


@pytest.mark.parametrize(("lang", "label"), [("zh", "注意："), ("en", "Note: ")])
def test_a_notice_stands_at_the_head(lang: Lang, label: str, noticed: Audited) -> None:
    said = label + NOTICE.say(lang)
    assert report(noticed, "text", lang).splitlines()[3] == said
    assert _in_page(noticed, lang) == [said]
    assert json.loads(report(noticed, "json", lang))["forms"][0]["form"]["notices"] == [NOTICE.say(lang)]


def test_without_notices_nothing_is_said() -> None:
    assert "注意：" not in report(audited(), "text")
    assert _in_page(audited(), "zh") == []


def _in_page(one: Audited, lang: Lang) -> list[str]:
    page: HtmlElement = html.document_fromstring(report(one, "html", lang))
    return [
        " ".join(p.text_content().split())
        for p in page.xpath("//section[contains(@class, 'verdict')]/p[@class='notice']")
    ]
