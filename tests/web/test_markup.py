"""Markup in every text of a form: each cell, heading, paragraph and property of a Word file stays text everywhere."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import docx
import pytest
from tests.web.programs import ROOT, program
from tests.web.test_safety import Tags, harmless
from tests.web.town import FORM, act, browser, now, upload

Signed = Callable[..., Any]
# Ends whatever it stands in: an element's text, an attribute in either quotes, a comment, a style, a template's field.
EVIL = "</td>-->\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}<svg/onload=alert(3)>"


def texts(document: Any) -> Iterator[Any]:
    """Every paragraph of a Word file: of the body, of the cells, of heads and feet."""
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs
    for section in document.sections:
        yield from (*section.header.paragraphs, *section.footer.paragraphs)


def evil_form(where: str) -> bytes:
    """The example with markup behind or in the place of its texts; the heads by which it is known stay."""
    document = docx.Document(str(FORM))
    rows = [[cell.text.strip() for cell in row.cells] for table in document.tables for row in table.rows]
    heads = {text for row in rows if "年初指标值" in row for text in row}
    merged = set()  # a merged cell is met once for each cell that it covers
    for paragraph in texts(document):
        if paragraph._p in merged or paragraph.text.strip() in heads:
            continue
        merged.add(paragraph._p)
        if where == "behind":
            paragraph.add_run(EVIL)
        elif not any(sign.isdigit() for sign in paragraph.text) and "年" not in paragraph.text:
            paragraph.text = f"{paragraph.text[:6]}{EVIL}"
    for name in ("title", "author", "subject", "keywords", "comments", "last_modified_by", "category"):
        setattr(document.core_properties, name, EVIL)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def shown(signed: Signed, site: Any, lang: str) -> Tags:
    """The tags of the page about the current version."""
    return Tags(signed("filler").get(f"/versions/{now(site.case).version.id}/", {"lang": lang}).content)


@pytest.mark.parametrize("where", ["behind", "within"])
def test_markup_in_every_text_of_a_word_file_stays_text(site: Any, signed: Signed, where: str) -> None:
    assert upload(signed("filler"), site.case).status_code == 302
    clean = {lang: shown(signed, site, lang).tags for lang in ("zh", "en")}
    name = "自评<svg onload=alert(4)>.docx"
    sent = upload(signed("filler"), site.case, evil_form(where), name)
    assert sent.status_code == 302, sent.content.decode()[-2000:]
    version, case = now(site.case).version, site.case.id
    for who, address in (
        ("filler", f"/cases/{case}/"),
        ("filler", "/cases/"),
        ("officer", "/board/"),
        ("top", "/log/"),
    ):
        for lang in ("zh", "en"):
            page = signed(who).get(address, {"lang": lang})
            assert page.status_code == 200, address
            harmless(page.content)
    for lang, own in clean.items():
        assert shown(signed, site, lang).tags <= own, "only the tags of a clean form's page, its drawings among them"
        assert not own & {"script", "img", "iframe", "object", "embed", "style", "base"}
        assert not shown(signed, site, lang).acting
    page = signed("filler").get(f"/versions/{version.id}/").content.decode()
    assert page.count("&lt;script&gt;alert(1)") > 50
    assert "49<svg" not in page


def test_markup_stays_text_on_the_public_pages(site: Any, signed: Signed) -> None:
    assert upload(signed("filler"), site.case, evil_form("within")).status_code == 302
    for who, name, fields in (("filler", "hand-up", {}), ("checker", "submit", {})):
        assert act(browser(who), site.case, name, **fields).status_code == 302
    for name in ("accept-despite", "lock", "publish"):
        assert act(browser("officer"), site.case, name, reason=EVIL).status_code == 302
    for lang in ("zh", "en"):
        page = signed().get(f"/public/{site.case.id}/", {"lang": lang})
        assert "&lt;script&gt;alert(1)" in page.content.decode()
        harmless(page.content)
        harmless(signed().get("/public/", {"lang": lang, "q": EVIL[:60], "year": "<svg"}).content)
    harmless(signed("officer").get(f"/cases/{site.case.id}/").content)


def test_programs_get_markup_as_data_and_never_as_a_page(site: Any, signed: Signed) -> None:
    assert upload(signed("filler"), site.case, evil_form("behind")).status_code == 302
    version = now(site.case).version.id
    for address in ("cases", f"cases/{site.case.id}", f"versions/{version}/result", f"versions/{version}/report"):
        answer = program("filler").get(ROOT + address)
        kept = answer["Content-Type"].startswith("application/json") or "attachment" in answer["Content-Disposition"]
        assert kept, address
        assert "default-src 'none'" in answer["Content-Security-Policy"], address
        assert answer["X-Content-Type-Options"] == "nosniff", address


def test_markup_in_the_name_of_a_token_stays_text(site: Any, signed: Signed) -> None:
    made = signed("filler").post("/tokens/", {"name": EVIL[:60], "days": "30"})
    harmless(made.content)
    harmless(signed("filler").get("/tokens/").content)
    harmless(signed("top").get("/log/").content)
    assert "&lt;script&gt;" in signed("filler").get("/tokens/").content.decode()
