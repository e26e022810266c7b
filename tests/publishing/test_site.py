"""The published site: what is in it, what is not, the same bytes each time, nothing that acts."""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from copy import deepcopy
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from jsonschema import Draft202012Validator
from tests.reporting.hand import Sheet, audited

from steelyard.publishing import Choices, Entry, PersonalData, record, site
from steelyard.publishing.naming import slug
from steelyard.publishing.tables import guarded

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/schema/published.schema.json").read_text(encoding="utf-8"))
ALL = Choices(findings=True, narrative=True)
HOSTILE = "<script>alert(1)</script>\"'&"


@pytest.fixture(scope="module")
def one() -> dict[str, Any]:
    return record(audited())


def entries(*changes: Mapping[str, Any], one: dict[str, Any]) -> list[Entry]:
    return [Entry(f"{number}.docx", {**deepcopy(one), **change}) for number, change in enumerate(changes, 1)]


def table(files: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode("utf-8-sig"), newline="")))


class Page(HTMLParser):
    """The tags of a page with what they say of themselves, and its visible text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def pages(files: Mapping[str, bytes]) -> dict[str, Page]:
    return {path: Page(content.decode()) for path, content in files.items() if path.endswith(".html")}


def test_by_default_neither_findings_nor_narrative_are_public(one: dict[str, Any]) -> None:
    files = site([Entry("a.docx", one)], Choices())
    whole = b"".join(files.values()).decode()
    assert "findings.csv" not in files
    assert "by-verdict.html" not in files
    for private in ("逐行相加为103", "年初预算收入200万元", "a.docx", "library.docx", "草稿", "101.72"):
        assert private not in whole, private
    for public in ("云间市图书局", "开架图书", "50552册", "98"):
        assert public in whole, public


def test_findings_and_narrative_are_public_when_asked_for(one: dict[str, Any]) -> None:
    files = site([Entry("a.docx", one)], ALL)
    page = pages(files)["forms/云间市图书局-2023.html"].text
    assert "权重合计写100，逐行相加为103" in page
    assert "年初预算收入200万元" in page
    assert "草稿" not in page, "hidden text is never public"
    assert [row["level"] for row in table(files, "findings")] == ["error", "doubt", "doubt", "doubt", "note"]
    (row,) = table(files, "forms")
    assert (row["errors"], row["doubts"], row["notes"], row["unmade"]) == ("1", "3", "1", "1")


def test_a_gap_is_an_empty_cell_with_its_reason(one: dict[str, Any]) -> None:
    (row,) = table(site([Entry("a.docx", one)], Choices()), "forms")
    assert (row["grade"], row["execution_rate"]) == ("", "")
    assert row["why"] == "execution_rate: 表中没有印出; grade: 表中没有印出"
    first = table(site([Entry("a.docx", one)], Choices()), "indicators")[1]
    assert first["target_value"] == ""
    assert first["why"].startswith("target_value: ")


def test_the_rows_that_are_public_add_up_to_the_total(one: dict[str, Any]) -> None:
    scored = {"weight": "10", "score": "9.01", "note": ""}
    files = site([Entry("a.docx", {**one, "execution": scored, "execution_rate": "90.1"})], Choices())
    line, *others = table(files, "indicators")
    assert (line["row"], line["actual"], line["weight"], line["score"]) == ("0", "90.1%", "10", "9.01")
    assert [row["row"] for row in others] == ["1", "2", "3", "4"]
    page = pages(files)["forms/云间市图书局-2023.html"].text
    assert "9.01 / 10" in page, "and in the picture"
    assert "0" not in [row["row"] for row in table(site([Entry("a", one)], Choices()), "indicators")]


def test_the_lines_of_json_are_what_the_schema_promises(one: dict[str, Any]) -> None:
    for choices in (Choices(), ALL):
        for line in site(entries({}, {"year": 2024}, one=one), choices)["forms.jsonl"].splitlines():
            Draft202012Validator(SCHEMA).validate(json.loads(line))


def test_the_descriptor_names_every_file_by_its_hash_and_every_column(one: dict[str, Any]) -> None:
    files = site([Entry("a.docx", one)], Choices(findings=True, licence="CC-BY-4.0", date="2026-05-01"))
    package = json.loads(files["datapackage.json"])
    assert package["licenses"] == [{"name": "CC-BY-4.0"}]
    assert package["created"] == "2026-05-01T00:00:00Z"
    for resource in package["resources"]:
        content = files[resource["path"]]
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        if resource["path"].endswith(".csv"):
            head = content.decode("utf-8-sig").split("\r\n", 1)[0]
            assert head.split(",") == [field["name"] for field in resource["schema"]["fields"]]
    assert {one["path"] for one in package["resources"]} == {
        path for path in files if path.endswith((".csv", ".jsonl"))
    }


def test_the_bytes_hang_on_the_forms_alone(one: dict[str, Any]) -> None:
    there = entries({"year": 2024}, {"organization": "甲局"}, {}, one=one)
    again = [Entry(f"elsewhere/{entry.path}", entry.record) for entry in reversed(there)]
    assert site(there, ALL) == site(again, ALL)


def test_a_form_given_twice_stands_once(one: dict[str, Any]) -> None:
    assert len(table(site(entries({}, {}, one=one), Choices()), "forms")) == 1


def test_forms_of_one_name_have_pages_of_their_own(one: dict[str, Any]) -> None:
    files = site(
        entries({"sha256": "1" * 64}, {"sha256": "2" * 64}, {"organization": None, "year": None}, one=one), ALL
    )
    names = [row["form"] for row in table(files, "forms")]
    assert names == ["云间市图书局-2023", "云间市图书局-2023-2", "form"]
    assert {f"forms/{name}.html" for name in names} == {path for path in files if path.startswith("forms/")}


@pytest.mark.parametrize(
    ("organization", "name"),
    [
        ("安澜市水务局", "安澜市水务局-2023"),
        ("../../etc/passwd", "etc-passwd-2023"),
        ("C:\\局?*<b>", "C-局-b-2023"),
        ("CON", "CON-2023"),
        ("长" * 100, "长" * 40 + "-2023"),
        ("ＡＢ局（本级）", "AB局-本级-2023"),
        ("...", "form-2023"),
    ],
)
def test_names_of_files_are_safe(organization: str, name: str) -> None:
    assert slug({"organization": organization, "year": 2023}) == name


def test_a_device_of_windows_is_no_name() -> None:
    assert slug({"organization": "nul", "year": None}) == "nul-"


def test_links_are_relative_and_lead_somewhere(one: dict[str, Any]) -> None:
    files = site(entries({}, {"organization": "甲 & 乙局", "year": 2021, "grade": "优"}, one=one), ALL)
    for path, page in pages(files).items():
        links = [attrs["href"] or "" for tag, attrs in page.tags if "href" in attrs]
        assert links
        for link in links:
            assert not urlsplit(link).scheme, link
            assert not link.startswith("/"), link
            target = unquote(urlsplit(urljoin(path, link)).path)
            assert target in files, (path, link)


def test_no_text_of_a_form_can_act_in_a_page(one: dict[str, Any]) -> None:
    hostile = json.loads(json.dumps(one, ensure_ascii=False).replace("开架图书", json.dumps(HOSTILE)[1:-1]))
    hostile |= {"organization": HOSTILE, "grade": HOSTILE, "title": HOSTILE}
    for page in pages(site([Entry("a", hostile), Entry("b", one)], ALL)).values():
        tags = {tag for tag, _ in page.tags}
        assert not tags & {"script", "img", "iframe", "object", "style", "form"}
        assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on") or name == "style"]
        assert any("default-src 'none'" in (attrs.get("content") or "") for tag, attrs in page.tags if tag == "meta")


def test_pages_can_be_read_aloud_and_on_a_phone(one: dict[str, Any]) -> None:
    for page in pages(site(entries({}, {"year": 2024}, one=one), ALL)).values():
        tags = [tag for tag, _ in page.tags]
        attributes = dict(page.tags)
        assert attributes["html"]["lang"] == "zh-CN"
        assert "width=device-width" in str([attrs for tag, attrs in page.tags if tag == "meta"])
        assert tags.count("h1") == 1
        levels = [int(tag[1]) for tag in tags if tag in ("h1", "h2", "h3")]
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert all(attrs.get("scope") for tag, attrs in page.tags if tag == "th")
        for tag, attrs in page.tags:
            if tag == "svg":
                assert attrs["role"] == "img"
                assert attrs["aria-labelledby"]


def test_the_index_sorts_and_filters_without_a_script(one: dict[str, Any]) -> None:
    low, high = deepcopy(one["total"]), deepcopy(one["total"])
    low["score"], high["score"] = "9.5", "100"
    files = site(entries({"total": low, "year": 2024, "grade": "良"}, {"total": high, "grade": "优"}, one=one), ALL)
    order = files["by-score.html"].decode()
    assert order.index(">100<") < order.index(">9.5<")
    buttons = [attrs["id"] for tag, attrs in pages(files)["index.html"].tags if tag == "input" and attrs.get("id")]
    assert buttons == ["show-year-0", "show-year-1", "show-grade-0", "show-grade-1"]
    style = files["site.css"].decode()
    assert all(f"body:has(#{button}:checked) tbody tr:not(.{button})" in style for button in buttons)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd", "'+cmd"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        ("-3.5", "-3.5"),
        ("≥5万册", "≥5万册"),
        ("", ""),
    ],
)
def test_no_cell_is_run_as_a_formula(text: str, cell: str) -> None:
    assert guarded(text) == cell


def test_csv_is_rfc_4180_with_a_mark_for_spreadsheets(one: dict[str, Any]) -> None:
    odd = deepcopy(one)
    odd["indicators"][0]["note"] = '他说“好”，"quoted",\n第二行'
    files = site([Entry("a.docx", odd)], Choices())
    raw = files["indicators.csv"]
    assert raw.startswith(b"\xef\xbb\xbfform,")
    assert raw.endswith(b"\r\n")
    assert table(files, "indicators")[0]["note"] == '他说“好”，"quoted",\n第二行'


def test_personal_data_stop_publication_until_they_are_accepted(one: dict[str, Any]) -> None:
    there = deepcopy(one)
    there["indicators"][2]["note"] = "联系人：张三，电话13812345678"
    with pytest.raises(PersonalData) as caught:
        site([Entry("某局.docx", there)], Choices())
    said = caught.value.message.zh
    assert "某局.docx" in said
    assert "indicators.3.note" in said
    assert "13812345678" not in said, "the message must not leak what it warns of"
    accepted = site([Entry("某局.docx", there)], Choices(accept_personal_data=True))
    assert "13812345678" in accepted["indicators.csv"].decode()


def test_what_is_not_published_need_not_be_free_of_personal_data(one: dict[str, Any]) -> None:
    there = deepcopy(one)
    there["narrative"][0]["text"] = "联系电话13812345678"
    assert site([Entry("a.docx", there)], Choices())
    with pytest.raises(PersonalData):
        site([Entry("a.docx", there)], Choices(narrative=True))


def test_english_pages(one: dict[str, Any]) -> None:
    files = site([Entry("a.docx", record(audited(Sheet()), "en"))], Choices(lang="en", findings=True))
    page = pages(files)["index.html"]
    assert dict(page.tags)["html"]["lang"] == "en"
    assert "Published self-evaluations" in page.text
    assert "The total weight says 100" in files["findings.csv"].decode()
