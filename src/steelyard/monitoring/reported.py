"""The targets of a year at a month's end as their unit reports it: what was reached, and what the year will bring."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from steelyard.model import Aim, Amount, Message, Unknown
from steelyard.monitoring.goals import IN_WORDS, Watch, Watched
from steelyard.monitoring.lights import Way
from steelyard.monitoring.progress import ONE, Goal, monitor, way_of
from steelyard.packs.indicators import is_execution_rate, kind_of
from steelyard.packs.monitoring import Scheme
from steelyard.quantity import parse_result
from steelyard.scoring.comparing import alike, turned

NOT_REPORTED = Unknown(Message("没有填报。", "Nothing was reported."))
NO_NUMBER = Unknown(Message("填报的不是一个数。", "What was reported is no number."))
LEVELS = ("rate", "satisfaction", "quality", "timeliness")


@dataclass(frozen=True, slots=True)
class Report:
    """What a unit says of one target, as typed: the value so far, the one expected at the year's end, and why it lags.

    ``way`` is how it is watched, where the unit says so: ``paced`` grows through the year, ``floor`` is a level. An
    upper limit stays one whatever is said.
    """

    so_far: str = ""
    expected: str = ""
    reason: str = ""
    way: Way | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """A month's end as it was reported. ``short`` tells by row whether the year is expected to miss the target.

    ``unexplained`` are the rows that are red, or expected to fall short, and for which no reason was given.
    """

    watch: Watch
    short: dict[int, bool | Unknown]
    unexplained: tuple[int, ...]


def usual_way(aim: Aim) -> Way:
    """How a target is watched where its unit does not say: shares and levels stand from the first month on.

    The share of the budget that is spent is one that grows.
    """
    if not isinstance(aim.quantity, Amount):
        return "floor"
    if is_execution_rate(aim.name):
        return "paced"
    found = way_of(aim.name, aim.groups, aim.quantity.op, aim.quantity.unit, aim.quantity.trend)
    level = aim.quantity.unit == "%" or aim.quantity.trend or kind_of(aim.name, aim.quantity.unit) in LEVELS
    return "floor" if found == "paced" and level else found


def course(
    scheme: Scheme,
    aims: Sequence[Aim],
    reports: Mapping[int, Report],
    spending: tuple[Decimal | Unknown, Decimal | Unknown],
    month: int,
    year: int,
) -> Course:
    """Goals and spending at the end of ``month`` by what was reported of each row of ``aims``.

    ``spending`` is what was paid, and the budget in force, in one unit. A target that is no number is not watched, but
    is told of all the same.

    :raises ValueError: there is no such month.
    """
    said = [(aim, reports.get(aim.row, Report())) for aim in aims]
    watched = tuple(_watched(said, year))
    standing = monitor(scheme, [one.goal for one in watched], *spending, month)
    seen = {one.row for one in watched}
    watch = Watch(watched, standing, tuple((aim.row, IN_WORDS) for aim in aims if aim.row not in seen))
    short = {aim.row: _short(aim, report, year) for aim, report in said if aim.row in seen}
    red = {one.row for one, light in zip(watched, standing.goals, strict=True) if light.colour == "red"}
    owing = (aim.row for aim, one in said if (aim.row in red or short.get(aim.row) is True) and not one.reason.strip())
    return Course(watch, short, tuple(owing))


def _watched(said: Sequence[tuple[Aim, Report]], year: int) -> Iterator[Watched]:
    for aim, report in said:
        if not isinstance(aim.quantity, Amount):
            continue
        usual = usual_way(aim)
        way = usual if usual == "ceiling" or report.way in (None, "ceiling") else report.way or usual
        result, target = _figures(aim, aim.quantity, report.so_far, year)
        weight = aim.weight if isinstance(aim.weight, Decimal) else ONE
        yield Watched(aim.row, Goal(aim.name, way, target, result, weight), aim.quantity.unit)


def _figures(aim: Aim, target: Amount, typed: str, year: int) -> tuple[Decimal | Unknown, Decimal]:
    """Result and target in one unit; a change in the direction that the target names."""
    if not typed.strip():
        return NOT_REPORTED, target.value
    found = parse_result(typed, unit=aim.unit, year=year, target=target)
    if not isinstance(found, Amount):
        return found if isinstance(found, Unknown) else NO_NUMBER, target.value
    value, _ = turned(found.value, target, found, aim.name)
    both = alike(target, Amount(None, value, found.unit), aim.name)
    return (both, target.value) if isinstance(both, Unknown) else both


def _short(aim: Aim, report: Report, year: int) -> bool | Unknown:
    """Whether the value expected at the year's end misses the target."""
    target = aim.quantity
    assert isinstance(target, Amount), "only numbers are watched"
    expected, due = _figures(aim, target, report.expected, year)
    if isinstance(expected, Unknown):
        return expected
    if usual_way(aim) == "ceiling":
        return expected >= due if target.op == "<" else expected > due
    return expected <= due if target.op == ">" else expected < due
