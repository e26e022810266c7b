"""The cycle of a year by four people and two experts, and the log that tells of it."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.shared import SHARED, needs_shared
from tests.web.town import OTHER_CITY, act, now, upload, walk

from steelyard.web.models import Place, Posting

Signed = Callable[..., Any]


def test_a_form_goes_from_the_unit_to_the_public(site: Any, signed: Signed) -> None:
    from steelyard.reviewing import verify
    from steelyard.web import logbook

    walk(site.case, site.users)
    done = now(site.case)
    assert (done.state, str(done.agreed), done.version.score, done.version.grade) == (
        "published",
        "90.75",
        "97.38",
        "优秀",
    )
    entries = list(logbook.entries(done.subject))
    assert [entry.act for entry in entries] == [
        "open-evaluation", "save", "audit", "hand-up", "submit", "accept-despite", "sample",
        "score", "score", "reconcile", "tell", "agree", "publish",
    ]  # fmt: skip
    assert {entry.seen for entry in entries if entry.act not in ("open-evaluation", "audit")} == {done.version.sha256}
    assert not list(verify(logbook.entries()))


def test_nothing_is_handed_up_before_there_is_a_form(site: Any, signed: Signed) -> None:
    filler = signed("filler")
    assert f"/cases/{site.case.id}/act/hand-up" not in filler.get(f"/cases/{site.case.id}/").content.decode()
    assert "还没有自评表" in act(filler, site.case, "hand-up").content.decode()
    assert now(site.case).state == "evaluating"
    upload(filler, site.case)
    assert f"/cases/{site.case.id}/act/hand-up" in filler.get(f"/cases/{site.case.id}/").content.decode()


def test_the_list_of_a_unit_says_what_is_to_be_done(site: Any, signed: Signed) -> None:
    filler, checker = signed("filler"), signed("checker")
    upload(filler, site.case)
    assert "网上填报或上传、报单位审核" in filler.get("/cases/").content.decode()
    act(filler, site.case, "hand-up")
    assert "现在没有需要您办理的自评表" in filler.get("/cases/").content.decode()
    assert "提交财政" in checker.get("/cases/").content.decode()


def test_the_exported_log_is_what_verify_log_takes(site: Any, signed: Signed, tmp_path: Any, capsys: Any) -> None:
    from steelyard.cli import main

    walk(site.case, site.users, until="submitted")
    text = b"".join(signed("top").get("/log.jsonl")).decode()
    (tmp_path / "log.jsonl").write_text(text, encoding="utf-8")
    assert main(["verify-log", str(tmp_path / "log.jsonl")]) == 0
    lines = text.splitlines(keepends=True)
    (tmp_path / "log.jsonl").write_text("".join([*lines[:3], *lines[4:]]), encoding="utf-8")
    assert main(["verify-log", str(tmp_path / "log.jsonl"), "--lang", "en"]) == 1
    assert "does not follow" in capsys.readouterr().out
    assert main(["verify-log", str(tmp_path / "log.jsonl"), "--head", json.loads(lines[3])["hash"]]) == 1


def test_a_changed_entry_is_seen(site: Any, signed: Signed) -> None:
    from steelyard.web.models import LogEntry

    page = "/log/?lang=en"
    assert "The log is whole" in signed("top").get(page).content.decode()
    LogEntry.objects.filter(number=2).update(reason="something else")
    assert "does not hold" in signed("top").get(page).content.decode()


def test_a_form_with_errors_is_not_accepted_as_if_it_had_none(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="submitted")
    refused = act(signed("officer"), site.case, "accept")
    assert refused.status_code == 403
    assert "还有6处错误" in refused.content.decode()
    assert now(site.case).state == "submitted"


def test_an_act_that_wants_a_reason_is_refused_without_one(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="submitted")
    refused = act(signed("officer"), site.case, "return", reason=" \u202e ")
    assert refused.status_code == 403
    assert "应当写明理由" in refused.content.decode()
    lost = act(signed("officer"), site.case, "return", revision=0, reason="第3行的理由").content.decode()
    assert lost.count("第3行的理由") == 1  # what was typed is still there
    assert act(signed("officer"), site.case, "return", reason="权重合计不对").status_code == 302
    back = now(site.case)
    assert (back.state, back.returned, back.errors) == ("evaluating", True, None)


def test_after_a_return_the_form_must_be_audited_before_it_is_accepted(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="submitted")
    act(signed("officer"), site.case, "return", reason="请更正")
    for who, name in (("filler", "hand-up"), ("checker", "submit")):
        assert act(signed(who), site.case, name).status_code == 302
    assert now(site.case).errors is None
    assert "请先核查" in act(signed("officer"), site.case, "accept").content.decode()
    assert act(signed("officer"), site.case, "audit").status_code == 302
    assert now(site.case).errors == 6


def test_what_two_people_do_at_once_is_done_once(site: Any, signed: Signed) -> None:
    one, other = signed("filler"), signed("filler")
    seen = now(site.case).revision
    assert upload(one, site.case, revision=seen).status_code == 302
    late = upload(other, site.case, name="晚到.docx", revision=seen)
    assert late.status_code == 409
    assert "别人已经办理过" in late.content.decode()
    assert [version.name for version in now(site.case).versions.all()] == ["自评表.docx"]


def test_reviewers_do_not_see_one_another(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="sampled")
    act(signed("expert1"), site.case, "score", points="91.5", reason="材料甲等")
    page = f"/cases/{site.case.id}/"
    for name in ("expert2", "filler", "checker"):
        text = signed(name).get(page).content.decode()
        assert "材料甲等" not in text
        assert "91.5" not in text
        assert "expert1" not in text
    assert "材料甲等" in signed("expert1").get(page).content.decode()
    assert "材料甲等" in signed("officer").get(page).content.decode()
    Posting.objects.create(user=site.users["filler"], role="officer", place=Place.objects.get(path=OTHER_CITY))
    assert "材料甲等" not in signed("filler").get(page).content.decode()  # an officer, but of another city
    again = act(signed("expert1"), site.case, "score", points="50", reason="改主意")
    assert again.status_code == 403
    assert now(site.case).assignments.get(expert=site.users["expert1"]).points == 91.5


def test_points_are_decimals_up_to_a_hundred(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="sampled")
    for typed in ("", "101", "-1", "9.123", "1e1", "NaN", "九十", "٩٠", "."):
        assert act(signed("expert1"), site.case, "score", points=typed, reason="好").status_code == 400, typed
    assert act(signed("expert1"), site.case, "score", points="100", reason="").status_code == 302


def test_one_expert_is_too_few(site: Any, signed: Signed) -> None:
    walk(site.case, site.users, until="accepted")
    twice = [site.users["expert1"].id, site.users["expert1"].id]
    assert act(signed("officer"), site.case, "sample", expert=twice).status_code == 400
    own = [site.users["filler"].id, site.users["checker"].id]
    assert act(signed("officer"), site.case, "sample", expert=own).status_code == 400
    assert now(site.case).state == "accepted"


@needs_shared
def test_the_real_form_is_shown_with_its_wrong_total_marked(site: Any, signed: Signed) -> None:
    data = (SHARED / "forms" / "rugao-2023.docx").read_bytes()
    assert upload(signed("filler"), site.case, data, "rugao-2023.docx").status_code == 302
    version = now(site.case).version
    assert (version.errors > 0, version.score) == (True, "95")
    page = signed("filler").get(f"/versions/{version.id}/").content.decode()
    assert "逐行相加为103" in page
    assert re.search(r'<td class="error"><span id="m\d+-1" class="anchor"></span>100<a class="ref error"', page)
    result = signed("filler").get(f"/versions/{version.id}/result.json").json()
    assert result["score"]["summed"] == {"weight": "103", "score": "98"}
    assert result["sha256"] == version.sha256
