"""Makes a file that somebody asked for."""

from typing import Any

from steelyard.model import Message
from steelyard.web import store
from steelyard.web.exporting import Impossible, kinds
from steelyard.web.models import Export
from steelyard.web.queue import working
from steelyard.web.queue.claiming import Claim

FAILED = Message(
    "多次没有生成，请再要一次；一再出现时请告诉管理员。",
    "It could not be made; ask for it once more, and tell the administrator if that stays.",
)


def run(claim: Claim) -> None:
    """Makes the file beside the store, moves it in, and says that it is there."""
    export = Export.objects.select_related("place", "case__unit").get(id=claim.about["export"])
    if not export.under_way:
        return
    with store.workplace() as folder:
        file = folder / "made"
        try:
            kinds()[export.kind].made(export, file)
            export.size, export.sha256 = file.stat().st_size, store.adopt(file)
        except Impossible as no:
            export.why_zh, export.why_en = no.why.zh, no.why.en
    if working.ENDING.is_set():
        raise working.Interrupted
    with claim.ending():
        export.save()


def given_up(about: dict[str, Any]) -> None:
    """Says that there will be none."""
    Export.objects.filter(id=about["export"], sha256="").update(why_zh=FAILED.zh, why_en=FAILED.en)
