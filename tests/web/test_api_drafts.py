"""Filling in by programs: the draft is begun, read, saved by its cells, looked at and handed in."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.web.programs import ROOT, program
from tests.web.town import YEAR, act, now, upload, walk
from tests.web.writing import begin as by_page
from tests.web.writing import current, revision, send

from steelyard.filling.drafts import blank
from steelyard.web import logbook
from steelyard.web.posted import with_cells

Signed = Callable[..., Any]


def ask(client: Any, site: Any, what: str = "", **sent: Any) -> Any:
    """Asks for the draft, or does something with it."""
    address = f"{ROOT}cases/{site.case.id}/draft{what and '/'}{what}"
    return client.post(address, sent, content_type="application/json") if sent else client.get(address)


def begun(site: Any, source: str = "blank", profile: str = "rugao-department") -> Any:
    """A program of the filler's, which has begun the draft."""
    filler = program("filler")
    answer = ask(filler, site, "begin", draft=revision(site.case), source=source, profile=profile)
    assert answer.status_code == 201, answer.content.decode()
    return filler


def test_a_draft_is_read_saved_and_looked_at(site: Any, signed: Signed) -> None:
    assert upload(signed("filler"), site.case).status_code == 302
    filler = begun(site, "version", "")
    read = ask(filler, site).json()
    assert (read["revision"], read["what"], read["by"]) == (1, "begin", "filler同志")
    assert read["content"]["indicators"][1]["score"] == "3"
    saved = ask(filler, site, "cells", draft=1, cells={"indicators.2.score": "3.64", "card.title": "自评表"})
    assert (saved.status_code, saved.json()["revision"]) == (200, 2)
    assert current(site.case).indicators[1]["score"] == "3.64"
    found = ask(filler, site, "check").json()
    assert found["revision"] == 2
    assert not [item for item in found["items"] if item["computed"] == "3.64"]
    assert next(row["points"] for row in found["rows"] if row["number"] == 2) == "3.64"


def test_a_draft_is_handed_in_as_a_file_is(site: Any) -> None:
    filler = begun(site)
    row = {"name": "巡查河道", "target": "≥120次", "actual": "126次", "weight": "100"}
    text = "（一）评价结论：综合得分{total.score}分，等级为“{grade}”。"
    cells = {**{f"indicators.1.{key}": said for key, said in row.items()}, "narrative.evaluation": text}
    assert ask(filler, site, "cells", draft=1, cells=cells).status_code == 200
    late = ask(filler, site, "hand-in", revision=now(site.case).revision + 1, draft=2)
    assert (late.status_code, site.case.versions.count()) == (409, 0)
    handed = ask(filler, site, "hand-in", revision=now(site.case).revision, draft=2)
    assert handed.status_code == 201, handed.content.decode()
    version = handed.json()["versions"][0]
    assert (version["name"], version["score"], version["errors"]) == (f"水务局{YEAR}年度自评表.docx", "100", 0)
    acts = [entry.act for entry in logbook.entries(site.case.subject)]
    assert acts[-3:] == ["begin-draft", "save", "audit"]
    assert logbook.holds()


def test_cells_that_somebody_changed_meanwhile_are_named_and_nothing_is_saved(site: Any, signed: Signed) -> None:
    filler = begun(site)
    send(signed("checker"), site.case, indicators__1__name="巡查河道", card__title="由审核人写")
    late = ask(filler, site, "cells", draft=1, cells={"card.title": "由填报人写"})
    assert late.status_code == 409
    assert "checker同志" in late.json()["zh"]
    assert {"card.title", "indicators.1.name"} <= set(late.json()["fields"])
    assert current(site.case).card["title"] == "由审核人写"
    for what, sent in (
        ("rows", {"edit": "add", "part": "indicators", "row": 0}),
        ("begin", {"source": "blank", "profile": "rugao-department"}),
        ("hand-in", {"revision": now(site.case).revision}),
        ("cells", {"cells": {"card.year": "1"}}),
    ):
        for seen in (0, 1, 9):
            assert ask(filler, site, what, draft=seen, **sent).status_code == 409, what
    assert revision(site.case) == 2
    again = ask(filler, site, "cells", draft=2, cells={"card.title": "由填报人写"})
    assert again.status_code == 200


@pytest.mark.parametrize(
    "address",
    ["card.nothing", "card.1.title", "indicators.name", "indicators.3.name", "indicators.0.name", "narrative.1.other",
     "narrative.nothing", "profile", "", "budget.1", "indicators.1.weight.x"],
)  # fmt: skip
def test_a_place_that_is_none_is_named(site: Any, address: str) -> None:
    filler = begun(site)
    answer = ask(filler, site, "cells", draft=1, cells={address: "写入", "card.title": "也不保存"})
    assert answer.status_code == 422
    assert "没有" in answer.json()["zh"]
    assert revision(site.case) == 1


def test_rows_are_added_by_their_number_and_moved_by_its_act(site: Any) -> None:
    filler = begun(site)
    rows = {"indicators.2.name": "培训", "indicators.1.name": "巡查", "indicators.3.name": "宣传"}
    assert ask(filler, site, "cells", draft=1, cells=rows).status_code == 200
    names = lambda: [row.get("name") for row in current(site.case).indicators]  # noqa: E731 - short
    assert names() == ["巡查", "培训", "宣传"]
    assert ask(filler, site, "rows", draft=2, edit="up", part="indicators", row=3).status_code == 200
    assert ask(filler, site, "rows", draft=3, edit="remove", part="indicators", row=1).status_code == 200
    assert names() == ["宣传", "培训"]
    refused = ask(filler, site, "rows", draft=4, edit="up", part="indicators", row=1)
    assert refused.status_code == 422
    assert "不能这样移动" in refused.json()["zh"]
    assert revision(site.case) == 4


def test_a_blank_row_keeps_the_numbers_behind_it() -> None:
    draft = with_cells(blank("rugao-department", "水务局", 2025), {"budget.1.name": "甲", "budget.2.name": "乙"})
    without = with_cells(draft, {"budget.1.name": ""})
    assert without.budget == ({}, {"name": "乙"})
    assert with_cells(without, {"budget.2.name": "丙"}).budget == ({}, {"name": "丙"})


def test_pages_and_programs_write_the_same_draft(site: Any, signed: Signed) -> None:
    by_page(signed("filler"), site.case)
    send(signed("filler"), site.case, card__title="一\r\n二")
    page = current(site.case)
    ask(program("filler"), site, "begin", draft=2, source="blank", profile="rugao-department")
    ask(program("filler"), site, "cells", draft=3, cells={"card.title": "一\r\n二"})
    assert current(site.case).card == page.card


def test_what_cannot_be_begun_or_written_says_why(site: Any) -> None:
    filler = program("filler")
    assert ask(filler, site).status_code == 404
    assert ask(filler, site, "check").status_code == 404
    assert ask(filler, site, "cells", draft=0, cells={"card.year": "1"}).status_code == 404
    for source, profile, said in (
        ("targets", "", "没有可以用来开始的这份表"),
        ("blank", "nothing", "没有可填写的版式"),
        ("file", "", "不合格式"),
    ):
        answer = ask(filler, site, "begin", draft=0, source=source, profile=profile)
        assert (answer.status_code, said in answer.json()["zh"]) == (422, True), source
    begun(site)
    answer = ask(filler, site, "hand-in", revision=now(site.case).revision, draft=1)
    assert answer.status_code == 422
    assert answer.json()["zh"]
    assert not site.case.versions.exists()


def test_nobody_else_fills_in_and_nobody_once_it_is_handed_up(site: Any, signed: Signed) -> None:
    begun(site)
    sent: list[tuple[str, dict[str, Any]]] = [
        ("", {}),
        ("check", {}),
        ("cells", {"draft": 1, "cells": {"card.title": "我说了算"}}),
        ("hand-in", {"draft": 1, "revision": 0}),
    ]
    for who in ("officer", "colleague", "admin", "expert1", "far-officer"):
        for what, fields in sent:
            assert ask(program(who), site, what, **fields).status_code == 404, (who, what)
    walk(site.case, site.users, until="checking")
    answer = ask(program("filler"), site, "cells", draft=1, cells={"card.title": "晚了"})
    assert answer.status_code == 403
    assert "单位审核" in answer.json()["zh"]
    assert ask(program("filler"), site).status_code == 200
    act(signed("checker"), site.case, "hand-back", reason="再看")
    assert ask(program("filler"), site, "cells", draft=1, cells={"card.title": "可以了"}).status_code == 200
