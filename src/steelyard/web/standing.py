"""How units stand: their scores and grades in pictures, and their findings by kind."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from steelyard.checks import checks
from steelyard.model import Lang, Message
from steelyard.papers import Chart, Drawing, Series
from steelyard.reporting.charts.bars import bars
from steelyard.web.listing import Line
from steelyard.web.models import Case

# Steps of scores: the grades of the national scale begin at 60, 80 and 90; the best are told apart further.
STEPS = (Decimal(0), Decimal(60), Decimal(70), Decimal(80), Decimal(85), Decimal(90), Decimal(95))
FULL = Decimal(100)
SCORES = Message("得分分布", "Scores")
GRADES = Message("等级分布", "Grades")
CLAIMED, BY_RULE = Message("自评得分", "claimed"), Message("按规则得分", "by rule")
AGREED = Message("复核得分", "after review")
UNITS = Message("单位", "units")
UNGRADED = Message("未写等级", "no grade")


class Kind(NamedTuple):
    """A kind of finding: its check's name and title, how many units have it, and how often in all."""

    name: str
    title: Message
    units: int
    times: int


def of_board(lines: Iterable[Line], lang: Lang) -> list[Drawing]:
    """The scores, claimed and by rule, and the grades of those whose form is in; nothing where none is."""
    versions = [line.case.version for line in lines if line.case.version]
    scores = {CLAIMED: [one.score for one in versions], BY_RULE: [one.by_rule for one in versions]}
    return _pictures(scores, [one.grade for one in versions], lang)


def of_published(cases: Iterable[Case], lang: Lang) -> list[Drawing]:
    """The scores, claimed and after review, and the grades of published forms; nothing where there is none."""
    found = list(cases)
    scores = {CLAIMED: [one.version.score for one in found], AGREED: [one.agreed for one in found]}
    return _pictures(scores, [one.version.grade for one in found], lang)


def _pictures(scores: Mapping[Message, Sequence[Any]], grades: Sequence[str], lang: Lang) -> list[Drawing]:
    if not grades:
        return []
    series = tuple(
        Series(name.say(lang), _stepped([Decimal(one) for one in known if one not in (None, "")]))
        for name, known in scores.items()
    )
    drawn = bars("scores", SCORES.say(lang), Chart("bar", _steps(), series, _unit(lang)), lang)
    counts = Counter(grade or UNGRADED.say(lang) for grade in grades).most_common()
    counted = Series(UNITS.say(lang), tuple(Decimal(count) for _, count in counts))
    chart = Chart("bar", tuple(grade for grade, _ in counts), (counted,), _unit(lang))
    return [drawn, bars("grades", GRADES.say(lang), chart, lang)]


def kinds(lines: Iterable[Line]) -> list[Kind]:
    """The kinds of findings, what most units have first."""
    units: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for line in lines:
        found = line.case.version.found if line.case.version else {}
        units.update(found.keys())
        times.update(found)
    known = checks()
    order = sorted(units, key=lambda name: (-units[name], -times[name], name))
    return [Kind(name, known[name].title, units[name], times[name]) for name in order if name in known]


def _steps() -> tuple[str, ...]:
    """The names of the steps: ``<60``, ``60–70`` …; the last takes what is full and above."""
    named = [f"{low}–{high}" for low, high in zip(STEPS[1:], (*STEPS[2:], FULL), strict=True)]
    return (f"<{STEPS[1]}", *named)


def _stepped(scores: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """How many scores lie in each step, its lower bound included."""
    placed = Counter(max(low for low in STEPS if low <= max(score, Decimal(0))) for score in scores)
    return tuple(Decimal(placed[low]) for low in STEPS)


def _unit(lang: Lang) -> str:
    return "家" if lang == "zh" else ""
