"""Audits one file of an archive."""

import json
from typing import Any

from steelyard.model import Message
from steelyard.portfolio.zipped import read_member
from steelyard.reading import UnreadableDocument
from steelyard.web import store
from steelyard.web.bulk.arriving import renamed
from steelyard.web.bulk.taking import audited
from steelyard.web.models import Member
from steelyard.web.queue import working
from steelyard.web.queue.claiming import Claim
from steelyard.web.settings import UPLOAD_BYTES
from steelyard.web.uploads import Kept, Unacceptable, fields, plain_name, taken

DIED = Message(
    "核查这个文件的进程多次异常终止，没有接收。请单独上传它，或者请单位换一个格式。",
    "Working on this file ended the process several times; it was not taken. Upload it alone or in another format.",
)


def run(claim: Claim) -> None:
    """Reads the file out of the archive, has it audited apart, and keeps what was told."""
    member = Member.objects.select_related("batch").get(id=claim.about["member"])
    if member.state != "waiting":
        return
    found = _audited(member)
    if working.ENDING.is_set():  # the process that audited was told to end, too
        raise working.Interrupted
    with claim.ending():
        audited(member.id, *found)


def given_up(about: dict[str, Any]) -> None:
    """Refuses the file."""
    audited(about["member"], DIED)


def _audited(member: Member) -> tuple[Any, ...]:
    """What ``taking.audited`` is told of a file: its fields, unit and year, or why there are none."""
    archive = store.path(member.batch.sha256)
    if not archive.exists():
        raise FileNotFoundError(archive)
    try:
        data = read_member(str(archive), member.path)
        kept = taken(plain_name(member.path), [data]) if len(data) <= UPLOAD_BYTES else _large(member)
    except UnreadableDocument as error:
        return (renamed(error, member.batch.name),)
    except Unacceptable as no:
        return (no.why,)
    form = json.loads(kept.answer.told["zh"].result)["form"]
    year = form["year"]
    return fields(kept), form["organization"] or "", year if isinstance(year, int) else None


def _large(member: Member) -> Kept:
    most = UPLOAD_BYTES // 1_000_000
    zh = f"文件超过 {most} MB，没有接收。请缩小其中的图片。"
    raise Unacceptable(Message(zh, f"The file is over {most} MB and was not taken; shrink its pictures."))
