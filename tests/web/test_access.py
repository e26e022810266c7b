"""Who may open what: every address of the table, asked by everybody. An address that is not listed here fails."""

import re
import zlib
from collections.abc import Callable
from typing import Any

import msgspec
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from tests.web.archives import addressed
from tests.web.programs import program
from tests.web.town import CITY, DUE, FORM, PEOPLE, YEAR, act, now, walk

from steelyard.drawing import Candidate, Size, draw, write_record
from steelyard.filling.drafts import blank
from steelyard.reviewing import oversees
from steelyard.web import store
from steelyard.web.access import below
from steelyard.web.drafts import content as content_of
from steelyard.web.draws import Pool
from steelyard.web.models import Draft, Draw, Evidence, Item, Place, Posting, Saved, Targets, Token
from steelyard.web.styles import content
from steelyard.web.tables import Table
from steelyard.web.targets import Source, draft
from steelyard.web.urls import urlpatterns

Signed = Callable[..., Any]
EVERYBODY = frozenset((*PEOPLE, ""))  # "" is a visitor
SIGNED_IN = frozenset(PEOPLE)
CASE = frozenset(("top", "admin", "officer", "filler", "checker", "expert1", "expert2"))  # expert3 is not assigned
OWN = frozenset(("filler", "checker"))
ADMINISTRATORS = frozenset(("top", "admin"))

MAY: dict[str, frozenset[str]] = {
    **dict.fromkeys(("home", "healthz", "style", "sign-in", "public", "public-json", "public-csv"), EVERYBODY),
    "published": frozenset(),  # the case is not published
    "metrics": frozenset(),  # for who holds the token of the data folder
    **dict.fromkeys(("sign-out", "password", "cases"), SIGNED_IN),
    **dict.fromkeys(("raise-item", "item", "act-on-item"), CASE),
    "items": SIGNED_IN,
    **dict.fromkeys(("board", "draws"), frozenset(("officer", "far-officer"))),
    **dict.fromkeys(("announce-draw", "draw", "carry-out-draw"), frozenset(("officer",))),
    **dict.fromkeys(("draw-pool", "draw-experts", "draw-record"), frozenset(("officer",))),
    **dict.fromkeys(("open-year", "evaluate-year"), frozenset(("officer",))),
    **dict.fromkeys(("targets", "hand-in-targets", "act-on-targets", "targets-file"), CASE),
    **dict.fromkeys(("monitoring", "report-progress"), CASE),
    **dict.fromkeys(("case", "upload", "sample", "score", "reconcile", "act"), CASE),
    **dict.fromkeys(("version", "file", "report", "result"), CASE),
    **dict.fromkeys(("place", "switch-place"), ADMINISTRATORS),
    **dict.fromkeys(("draft", "draft-check", "draft-begin", "draft-restore"), OWN),
    **dict.fromkeys(("evidence", "evidence-file", "evidence-remove", "annotated"), CASE),
    "bulk": frozenset(("officer", "far-officer")),
    **dict.fromkeys(("batch", "batch-cancel", "batch-assign", "batch-result"), frozenset(("officer",))),
    "mails": SIGNED_IN,
    "address": ADMINISTRATORS,
    "exports": frozenset(("officer", "far-officer", "top", "admin")),
    "export": frozenset(("officer",)),
    "dossier": frozenset(("officer", "top", "admin")),
    **dict.fromkeys(("places", "people"), ADMINISTRATORS),
    **dict.fromkeys(("post", "unpost", "renew", "switch"), ADMINISTRATORS),
    **dict.fromkeys(("log", "log-lines"), frozenset(("top",))),
    **dict.fromkeys(("api-page", "api-document", "api-published"), EVERYBODY),
    "sign-in-code": frozenset(),  # nobody has given a password
    **dict.fromkeys(("second", "second-begin", "second-confirm", "second-renew", "second-remove"), SIGNED_IN),
    "second-picture": frozenset(),  # nobody has begun
    "reset-second": ADMINISTRATORS,
    "tokens": SIGNED_IN,
    "revoke-token": frozenset(("filler",)),  # whose token it is
    "api-published_form": frozenset(),
    **dict.fromkeys(("api-places", "api-cases"), SIGNED_IN),
    **dict.fromkeys(
        ("api-case", "api-hand_in", "api-act", "api-file", "api-annotated", "api-report", "api-result"), CASE
    ),
    **dict.fromkeys(("api-board", "api-draws"), frozenset(("officer", "far-officer"))),
    **dict.fromkeys(("api-draft", "api-begin_draft", "api-save_cells", "api-edit_rows"), OWN),
    **dict.fromkeys(("api-check_draft", "api-hand_in_draft"), OWN),
    **dict.fromkeys(("api-item", "api-raise_item", "api-act_on_item"), CASE),
    **dict.fromkeys(("api-targets", "api-hand_in_targets", "api-copy_targets", "api-targets_file"), CASE),
    **dict.fromkeys(("api-draw", "api-draw_pool", "api-draw_experts", "api-draw_record"), frozenset(("officer",))),
    "api-items": SIGNED_IN,
    "api-log": frozenset(("top",)),
}
BY_TOKEN = {pattern.name for pattern in urlpatterns if hasattr(pattern.callback, "for_programs")}
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
POSTED = {
    "sign-out", "open-year", "upload", "sample", "score", "reconcile", "act", "post", "unpost", "renew", "switch",
    "revoke-token", "api-hand_in", "api-act", "raise-item", "act-on-item", "announce-draw", "carry-out-draw",
    "switch-place", "evaluate-year", "hand-in-targets", "act-on-targets", "report-progress",
    "second-begin", "second-confirm", "second-renew", "second-remove", "reset-second",
    "draft-check", "draft-restore", "evidence-remove",
    "batch-cancel", "batch-assign", "dossier", "address", "api-hand_in_targets",
}  # fmt: skip
JSON = {
    "api-act", "api-begin_draft", "api-save_cells", "api-edit_rows", "api-hand_in_draft", "api-raise_item",
    "api-act_on_item", "api-copy_targets",
}  # fmt: skip
POSTED |= JSON


def test_every_address_is_in_the_table() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(MAY)


def test_every_view_names_its_door() -> None:
    assert all(pattern.callback.door for pattern in urlpatterns)


def test_a_session_opens_nothing_to_programs(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="sampled")
    for name in BY_TOKEN:
        address, fields = example(name, site)
        asked = _asked(signed("officer"), name, address, fields).status_code
        assert asked == _asked(signed(), name, address, fields).status_code, name
        assert asked == 401 or name in ("api-published", "api-published_form"), name


def test_a_token_that_only_reads_does_nothing(site: Any) -> None:
    walk(site.case, site.users, until="submitted")
    for name in BY_TOKEN & POSTED:
        address, fields = example(name, site)
        answer = program("officer", writes=False).post(address, fields)
        assert answer.status_code == 403, name
        assert "只能查询" in answer.json()["zh"]


def example(name: str, site: Any) -> tuple[str, dict[str, Any]]:
    """An address of that name, about the case and the people of the water office, and what its form sends."""
    city = Place.objects.get(path=CITY).id
    filler = site.users["filler"]
    version = site.case.versions.get().id
    item = site.case.items.first() or Item.objects.create(case=site.case, number=1, what="补充佐证", due=DUE)
    draw = draw_of(site)
    one = {"case": [site.case.id], "version": [version], "person": [filler.id]}
    token = filler.tokens.first() or Token.objects.create(user=filler, expires=timezone.now())
    args: dict[str, list[Any]] = {
        "style": ["web", content("web")[1]],
        **{key: [site.case.id, "hand-up"] for key in ("act", "api-act")},
        "item": [item.id],
        **{key: [draw.id] for key in ("draw", "carry-out-draw", "draw-pool", "draw-experts", "draw-record")},
        **{key: [city] for key in ("place", "switch-place")},
        "act-on-item": [item.id, "answer"],
        **addressed(site),
        **by_program(site.case.id, item.id, draw.id, targets_of(site).id),
        "unpost": [filler.id, filler.postings.get().id],
        **dict.fromkeys(("published", "case", "upload", "sample", "score", "reconcile", "raise-item"), one["case"]),
        **dict.fromkeys(("targets", "hand-in-targets", "monitoring"), one["case"]),
        "act-on-targets": [site.case.id, "approve-adjustment"],
        "report-progress": [site.case.id, 1],
        "targets-file": [targets_of(site).id],
        **dict.fromkeys(("version", "file", "report", "result"), one["version"]),
        **dict.fromkeys(("post", "renew", "switch", "reset-second", "address"), one["person"]),
        "revoke-token": [token.id],
        **dict.fromkeys(("api-published_form", "api-case", "api-hand_in"), one["case"]),
        **dict.fromkeys(("api-file", "api-annotated", "api-report", "api-result"), one["version"]),
        **dict.fromkeys(("draft", "draft-check", "draft-begin", "draft-restore", "evidence"), one["case"]),
        **{key: [_proof(site, filler)] for key in ("evidence-file", "evidence-remove")},
        "annotated": [version, "docx"],
    }
    return reverse(name, args=args.get(name, [])), fields_of(city).get(name, {})


def by_program(case: int, item: int, draw: int, table: int) -> dict[str, list[Any]]:
    """What those addresses of the API are about that are like pages."""
    of_case = (
        "draft", "begin_draft", "save_cells", "edit_rows", "check_draft", "hand_in_draft", "raise_item", "targets",
        "hand_in_targets", "copy_targets",
    )  # fmt: skip
    return {
        **{f"api-{name}": [case] for name in of_case},
        **{f"api-{name}": [draw] for name in ("draw", "draw_pool", "draw_experts", "draw_record")},
        "api-item": [item],
        "api-act_on_item": [item, "answer"],
        "api-targets_file": [table],
    }


def fields_of(city: int) -> dict[str, dict[str, Any]]:
    """What the forms send that do nothing without it."""
    return {
        "open-year": {"place": city},
        "evaluate-year": {"place": city},
        "post": {"place": city},
        "announce-draw": {"place": city},
        "draft-restore": {"earlier": 1},
        "api-act": {"revision": 0},
        "api-begin_draft": {"draft": 0, "source": "blank", "profile": "rugao-department"},
        "api-save_cells": {"draft": 1, "cells": {"card.title": "自评表"}},
        "api-edit_rows": {"draft": 1, "edit": "add", "part": "indicators", "row": 0},
        "api-hand_in_draft": {"revision": 0, "draft": 1},
        "api-raise_item": {"what": "补充佐证", "due": "2099-06-30"},
        "api-act_on_item": {"revision": 0, "words": "已办"},
        "api-copy_targets": {"revision": 0},
        "api-hand_in_targets": {"revision": 0, "file": SimpleUploadedFile("目标表.md", b"targets")},
        "api-hand_in": {"revision": 0, "file": SimpleUploadedFile("自评表.docx", FORM.read_bytes())},
    }


def draft_of(site: Any) -> None:
    """A draft with one save."""
    own, new = Draft.objects.get_or_create(case=site.case, revision=1)
    if new:
        first = zlib.compress(content_of(blank("rugao-department", "", YEAR)))
        Saved.objects.create(draft=own, revision=1, packed=first, by=site.users["filler"])


def _proof(site: Any, by: Any) -> int:
    """A file that proves something in a draft."""
    draft_of(site)
    kept = {"row": "巡查河道", "name": "台账.txt", "kind": "txt", "size": 1, "sha256": store.keep(b"1"), "by": by}
    return int((site.case.evidence.first() or Evidence.objects.create(case=site.case, **kept)).id)


def targets_of(site: Any) -> Targets:
    """A table of targets, as far as its addresses are concerned."""
    found = site.case.targets.first()
    if found is None:
        draft(site.case, Source("目标表.md", store.keep(b"targets"), Table(kind="md")), site.users["filler"])
    return found or site.case.targets.get()


def draw_of(site: Any) -> Draw:
    """A draw that was made, as far as its addresses are concerned."""
    if (found := Draw.objects.first()) is not None:
        return found
    record = store.keep(write_record(draw([Candidate(id=str(site.case.id))], "1", [Size(count=1)])).encode())
    pool = store.keep(msgspec.json.encode(Pool((), (), Size(count=1), 2)))
    made = {"by": site.users["officer"], "size": "1", "team": 2, "candidates": 1, "pool": pool, "record": record}
    return Draw.objects.create(place=Place.objects.get(path=CITY), year=YEAR, **made)


def test_every_address_opens_to_those_it_is_for_and_to_nobody_else(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="sampled")
    wrong = []
    for name in sorted(MAY):
        address, fields = example(name, site)
        for who in sorted(EVERYBODY):
            client = program(who or None) if name in BY_TOKEN else signed(who or None)
            answer = _asked(client, name, address, fields)
            to_sign_in = answer.status_code == 302 and answer["Location"] == "/sign-in"
            turned_away = answer.status_code in (401, 404) or to_sign_in
            if turned_away is (who in MAY[name]):
                wrong.append((name, who, answer.status_code))
    assert not wrong


def _asked(browser: Any, name: str, address: str, fields: dict[str, Any]) -> Any:
    """The answer to somebody; whatever it changed is undone."""
    with transaction.atomic():
        sent = {"content_type": "application/json"} if name in JSON else {}
        answer = browser.post(address, fields, **sent) if name in POSTED else browser.get(address)
        transaction.set_rollback(True)
    return answer


def test_what_is_not_there_and_what_is_not_theirs_answer_alike(site: Any, signed: Signed) -> None:
    stranger = signed("colleague")
    theirs, missing = stranger.get(f"/cases/{site.case.id}/"), stranger.get("/cases/999999/")
    assert theirs.status_code == missing.status_code == 404
    assert TOKEN.sub(b"", theirs.content) == TOKEN.sub(b"", missing.content)


def test_nobody_acts_on_what_is_not_theirs(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="submitted")
    before = now(site.case)
    for who in ("colleague", "far-officer", "expert3", "filler", "top", "admin"):
        for name in ("accept-despite", "return", "withdraw", "publish"):
            assert act(signed(who), site.case, name, reason="我说了算").status_code in (403, 404), (who, name)
    assert now(site.case).revision == before.revision


def test_somebody_shut_out_is_out_at_once(site: Any, signed: Signed) -> None:
    browser = signed("filler")
    assert browser.get("/cases/").status_code == 200
    assert signed("admin").post(f"/people/{site.users['filler'].id}/switch").status_code == 302
    assert browser.get("/cases/")["Location"] == "/sign-in"


def test_an_administrator_rules_only_below(site: Any, signed: Signed) -> None:
    over = signed("admin")
    assert over.post(f"/people/{site.users['top'].id}/renew").status_code == 404
    assert over.post(f"/people/{site.users['far-officer'].id}/switch").status_code == 404
    top = Place.objects.get(path="云岭省").id
    assert (
        over.post(f"/people/{site.users['admin'].id}/post", {"place": top, "role": "administrator"}).status_code == 404
    )
    assert over.post("/places/", {"parent": top, "name": "新市"}).status_code == 404
    assert Posting.objects.filter(user=site.users["admin"]).count() == 1


def test_the_query_and_the_rule_see_the_same_places(site: Any) -> None:
    for path in ("云岭省/安澜市区", "云岭省/ABC", "云岭省/abc/局", "云岭省/%"):
        Place.objects.create(name=path.rpartition("/")[2], path=path)
    paths = set(Place.objects.values_list("path", flat=True))
    for place in ("", *paths):
        found = set(Place.objects.filter(below(place)).values_list("path", flat=True))
        assert found == {path for path in paths if oversees(place, path)}
