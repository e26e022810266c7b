"""The year's list of units as a workbook."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from steelyard.model import Lang, Message
from steelyard.papers import Run
from steelyard.reviewing import STATES
from steelyard.web.access import below
from steelyard.web.listing import Line, lines
from steelyard.web.models import Export, Place
from steelyard.web.words import WORDS
from steelyard.web.workbooks import Value, number, workbook

TITLE = Message("年度审核总览", "The year's board")
ENDING = "xlsx"
OF_CASE = False
HEADS = {
    "unit": 18, "range": 18, "state": 12, "due": 11, "late": 6, "returned": 7, "errors": 6, "doubts": 6, "score": 9,
    "rule": 9, "agreed": 9, "grade": 7, "verdict": 32, "changed": 16, "link": 10,
}  # fmt: skip


def missing() -> Message | None:
    """Nothing: the workbook's writer comes with the application."""
    return None


def made(export: Any, target: Path) -> None:
    """Every unit that the place oversees, by its path."""
    assert isinstance(export, Export)
    lang: Lang = "en" if export.lang == "en" else "zh"
    units = Place.objects.filter(below(export.place.path))
    now = timezone.localtime()
    title = f"{export.place.path} · {export.year} · {WORDS['board'].say(lang)}"
    rows = [_row(line, lang) for line in lines(units, export.year, now.date())]
    target.write_bytes(workbook(title, now.strftime("%Y-%m-%d %H:%M"), HEADS, rows, lang))


def _row(line: Line, lang: Lang) -> list[Value]:
    case, version = line.case, line.case.version
    above, _, name = case.unit.path.rpartition("/")
    told: list[Value] = [None] * 6
    verdict = None
    if version:
        verdict = version.verdict_en if lang == "en" else version.verdict_zh
        told = [
            version.errors,
            version.doubts,
            number(version.score),
            number(version.by_rule),
            case.agreed,
            version.grade,
        ]
    return [
        name,
        above,
        STATES[case.state].say(lang),
        line.due.isoformat() if line.due else None,
        WORDS["late"].say(lang) if line.late else "",
        WORDS["returned"].say(lang) if case.returned else "",
        *told,
        verdict,
        timezone.localtime(case.changed).strftime("%Y-%m-%d %H:%M"),
        _link(case.id, lang),
    ]


def _link(case: int, lang: Lang) -> Value:
    """Where the form is found, if the application knows its own address."""
    origin = settings.STEELYARD_ORIGIN
    return Run(WORDS["open_it_here"].say(lang), link=origin + reverse("case", args=[case])) if origin else None
