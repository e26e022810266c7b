"""Targets that were set, in the editor and in the reviewer's copy: begun from, and held against what is typed."""

import io
from collections.abc import Callable
from typing import Any

import docx
from tests.web.test_targets import running
from tests.web.town import FORM as WORD_FILE
from tests.web.town import act, now, upload
from tests.web.writing import begin, check, current

Signed = Callable[..., Any]


def test_a_draft_is_begun_from_the_targets_and_checked_against_them(site: Any, signed: Signed) -> None:
    case, filler = running(site, signed), signed("filler")
    act(signed("officer"), case, "open-evaluation")
    assert "本年度确定的绩效目标" in filler.get(f"/cases/{case.id}/draft/").content.decode()
    assert begin(filler, case, "targets").status_code == 302
    rows = current(case).indicators
    assert [(row["name"], row["target"], row["weight"]) for row in rows] == [
        ("巡查河道", "≥120次", "50"),
        ("汛前检查完成时间", "5月底前", "20"),
        ("群众满意度", "≥90%", "30"),
    ]
    assert all("actual" not in row for row in rows)
    told = [item["text"] for item in check(filler, case).json()["items"]]
    assert not any("确定的目标" in text for text in told)
    found = check(filler, case, indicators__1__target="≥60次").json()["items"]
    (moved,) = (item for item in found if "确定的目标" in item["text"])
    assert "由“≥120次”降低为“≥60次”" in moved["text"]
    assert moved["at"] == ["indicators.1"]
    assert not moved["accept"]


def test_the_reviewers_copy_tells_of_moved_targets_too(site: Any, signed: Signed) -> None:
    case = running(site, signed)
    act(signed("officer"), case, "open-evaluation")
    assert upload(signed("filler"), case).status_code == 302
    version = now(case).version
    assert version.found["moved-target"] == len(version.moved)
    copy = signed("officer").get(f"/versions/{version.id}/annotated.docx")
    remarks = docx.Document(io.BytesIO(copy.content)).comments
    assert any("确定的目标" in remark.text for remark in remarks)
    assert not any("确定的目标" in remark.text for remark in docx.Document(str(WORD_FILE)).comments)
