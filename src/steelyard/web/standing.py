"""How the units of a board stand: their scores and grades in pictures, and their findings by kind."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from steelyard.checks import checks
from steelyard.model import Lang, Message
from steelyard.papers import Chart, Drawing, Series
from steelyard.reporting.charts.bars import bars
from steelyard.web.listing import Line

# Steps of scores: the grades of the national scale begin at 60, 80 and 90; the best are told apart further.
STEPS = (Decimal(0), Decimal(60), Decimal(70), Decimal(80), Decimal(85), Decimal(90), Decimal(95))
FULL = Decimal(100)
SCORES = Message("得分分布", "Scores")
GRADES = Message("等级分布", "Grades")
CLAIMED, BY_RULE = Message("自评得分", "claimed"), Message("按规则得分", "by rule")
UNITS = Message("单位", "units")
UNGRADED = Message("未写等级", "no grade")


class Kind(NamedTuple):
    """A kind of finding: its check's name and title, how many units have it, and how often in all."""

    name: str
    title: Message
    units: int
    times: int


def pictures(lines: Sequence[Line], lang: Lang) -> list[Drawing]:
    """The scores and the grades of those whose form is in; nothing where none is."""
    versions = [line.case.version for line in lines if line.case.version]
    if not versions:
        return []
    claimed = [Decimal(one.score) for one in versions if one.score]
    by_rule = [Decimal(one.by_rule) for one in versions if one.by_rule]
    series = tuple(
        Series(name.say(lang), _stepped(scores)) for name, scores in ((CLAIMED, claimed), (BY_RULE, by_rule))
    )
    found = [bars("scores", SCORES.say(lang), Chart("bar", _steps(), series, _unit(lang)), lang)]
    grades = Counter(one.grade or UNGRADED.say(lang) for one in versions)
    counted = Series(UNITS.say(lang), tuple(Decimal(count) for _, count in grades.most_common()))
    chart = Chart("bar", tuple(grade for grade, _ in grades.most_common()), (counted,), _unit(lang))
    return [*found, bars("grades", GRADES.say(lang), chart, lang)]


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
