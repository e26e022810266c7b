"""All about one form for an auditor: its versions with their results and reports, opinions, its log entries."""

import json
from collections.abc import Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from steelyard.model import Message
from steelyard.reviewing import STATES, write_log
from steelyard.web import logbook, store
from steelyard.web.models import Case, Version
from steelyard.web.packing import Packed, pack

TITLE = Message("单份自评表卷宗", "Dossier of a form")
ENDING = "zip"
OF_CASE = True
KEPT = {
    "result_zh": "结果.json", "result_en": "result.en.json", "page_zh": "核查报告.html", "page_en": "report.en.html",
}  # fmt: skip
READ_ME = """本卷宗由定盘星生成 · A dossier made by steelyard

case.json       单位、年度、状态和各次上传 · unit, year, state and versions
versions/N/     第N次上传的原文件、核查结果和报告 · each version: the file, its result and its reports
reviews.json    专家评分和意见 · experts' scores and opinions
log.jsonl       这份表的操作日志 · the log's entries of this form
SHA256SUMS      各文件的校验值，可用 sha256sum -c SHA256SUMS 核对 · digests of all files

log.jsonl 是全部日志中的一部分，每条自带校验值；整条链是否完整，要用导出的全部日志核对（steelyard verify-log）。
log.jsonl is a part of the whole log: each entry holds its own hash; whether the chain holds is proved by the whole.
"""


def missing() -> Message | None:
    """Nothing."""
    return None


def made(export: Any, target: Path) -> None:
    """Everything that the log and the versions name, with the digest of each file."""
    sums: list[str] = []

    def summed() -> Iterator[Packed]:
        for name, data in _files(export.case):
            sums.append(f"{sha256(data).hexdigest()}  {name}\n")
            yield Packed(name, data)
        yield Packed("SHA256SUMS", "".join(sums).encode())

    pack(summed(), target)


def _files(case: Case) -> Iterator[tuple[str, bytes]]:
    versions = list(case.versions.select_related("by").order_by("number"))
    yield "README.txt", READ_ME.encode()
    yield "case.json", _json(_told(case, versions))
    yield "reviews.json", _json([_review(one) for one in case.assignments.select_related("expert").order_by("id")])
    subjects = [*case.subjects, *chain.from_iterable(item.subjects for item in case.items.order_by("number"))]
    yield "log.jsonl", "".join(write_log(logbook.entries(*subjects))).encode()
    for version in versions:
        folder = f"versions/{version.number}"
        yield f"{folder}/{version.name}", store.load(version.sha256)
        for field, name in KEPT.items():
            yield f"{folder}/{name}", store.load(getattr(version, field))


def _told(case: Case, versions: list[Version]) -> dict[str, Any]:
    return {
        "unit": case.unit.path,
        "year": case.year,
        "state": case.state,
        "state_zh": STATES[case.state].zh,
        "agreed": None if case.agreed is None else str(case.agreed),
        "versions": [
            {
                "number": one.number, "name": one.name, "sha256": one.sha256, "by": one.by.username,
                "at": one.at.isoformat(), "errors": one.errors, "doubts": one.doubts, "notes": one.notes,
                "score": one.score, "by_rule": one.by_rule, "grade": one.grade,
            }
            for one in versions
        ],
    }  # fmt: skip


def _review(one: Any) -> dict[str, Any]:
    points = None if one.points is None else str(one.points)
    return {"round": one.round, "expert": one.expert.username, "points": points, "opinion": one.opinion}


def _json(told: Any) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
