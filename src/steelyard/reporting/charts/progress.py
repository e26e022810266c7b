"""Goals and spending against time: a line each through the months, even pace, and the alarm lines."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from steelyard.model import Lang, Message
from steelyard.monitoring import Standing
from steelyard.packs.shapes import Checkpoint
from steelyard.papers import Chart, Drawing, Series
from steelyard.quantity import half_up, trimmed
from steelyard.reporting.charts.canvas import BLUE, BROWN, INK, RULE, SOFT, at, drawn, line, share, text

HEIGHT = 420
LEFT, RIGHT, TOP, BOTTOM = 52, 620, 44, 344
KEY = RIGHT + 12
HUNDRED = Decimal(100)
APART = 16  # pixels between the labels of two lines that end close together
GOALS, SPENDING = Message("目标完成进度", "goals"), Message("预算执行进度", "spending")


class _Series(NamedTuple):
    name: Message
    colour: str
    dash: str
    round: bool
    values: dict[int, Decimal]

    def shown(self, month: int) -> Decimal | None:
        """The value of a month as it is printed."""
        return half_up(self.values[month], 1) if month in self.values else None


def progress_drawing(
    standings: Sequence[Standing], lang: Lang = "zh", *, checkpoints: Sequence[Checkpoint] = (), title: str = ""
) -> Drawing:
    """The drawing of ``standings``, one a month.

    Goals are a solid line with filled circles, spending a dashed one with open squares; the dotted line is even pace,
    the bars are the alarm lines of ``checkpoints``. A month whose figure is unknown leaves a gap and is named
    below the drawing, so that a break in a line is not taken for nothing done.
    """
    series = (
        _Series(GOALS, BLUE, "", True, _known(standings, "progress")),
        _Series(SPENDING, BROWN, "7 4", False, _known(standings, "executed")),
    )
    top = _ceiling(series)
    heading = title or Message("绩效目标与预算执行进度", "Goals and spending against time").say(lang)
    parts = [
        text(LEFT, 24, heading, size=15, bold=True),
        *_axes(top, lang),
        *_pace(top, lang),
        *_alarms(checkpoints, top, lang),
        *(part for one in series for part in _line(one, top)),
        *_labels(series, top, lang),
        *_gaps(standings, series, lang),
    ]
    told = _told(series, checkpoints, lang)
    return Drawing(
        drawn("progress", heading, told, parts, HEIGHT, lang), told, share(HEIGHT), _chart(series, heading, lang)
    )


def progress_chart(
    standings: Sequence[Standing], lang: Lang = "zh", *, checkpoints: Sequence[Checkpoint] = (), title: str = ""
) -> str:
    """The same as SVG text of 760 × 420 pixels."""
    return progress_drawing(standings, lang, checkpoints=checkpoints, title=title).svg


def _chart(series: Sequence[_Series], title: str, lang: Lang) -> Chart:
    months = range(1, 13)
    labels = tuple(Message(f"{month}月", f"{month}").say(lang) for month in months)
    lines = tuple(Series(one.name.say(lang), tuple(one.shown(month) for month in months)) for one in series)
    return Chart("line", labels, lines, "%", title)


def _known(standings: Sequence[Standing], what: str) -> dict[int, Decimal]:
    values = {one.month: getattr(one, what) for one in standings}
    return {month: value for month, value in sorted(values.items()) if isinstance(value, Decimal)}


def _ceiling(series: Sequence[_Series]) -> Decimal:
    """The top of the scale: 100, or the next 20 from what exceeds it."""
    most = max((value for one in series for value in one.values.values()), default=HUNDRED)
    return max(HUNDRED, 20 * (most / 20).to_integral_value(ROUND_CEILING))


def _x(month: int) -> Decimal:
    return LEFT + Decimal((RIGHT - LEFT) * month) / 12


def _y(value: Decimal, top: Decimal) -> Decimal:
    return BOTTOM - (BOTTOM - TOP) * max(Decimal(0), value) / top


def _axes(top: Decimal, lang: Lang) -> Iterator[str]:
    for percent in range(0, int(top) + 1, 20):
        y = _y(Decimal(percent), top)
        yield line((LEFT, y), (RIGHT, y), *((INK, "1.2") if percent == 0 else (RULE, "1")))
        yield text(LEFT - 8, y + 4, f"{percent}%", anchor="end", colour=SOFT)
    for month in range(1, 13):
        said = Message(f"{month}月", f"{month}").say(lang)
        yield line((_x(month), BOTTOM), (_x(month), BOTTOM + 4))
        yield text(_x(month), BOTTOM + 19, said, anchor="middle", colour=SOFT)
    yield text(RIGHT + 28, BOTTOM + 19, Message("月底", "month's end").say(lang), colour=SOFT)


def _pace(top: Decimal, lang: Lang) -> Iterator[str]:
    """Even pace, and its key at the lower right, where the lines never end."""
    yield line((LEFT, BOTTOM), (RIGHT, _y(HUNDRED, top)), SOFT, "1.4", dash="1 4")
    yield line((KEY, BOTTOM - 34), (KEY + 26, BOTTOM - 34), SOFT, "1.4", dash="1 4")
    yield text(KEY + 34, BOTTOM - 30, Message("时间进度", "even pace").say(lang), colour=SOFT)


def _alarms(checkpoints: Sequence[Checkpoint], top: Decimal, lang: Lang) -> Iterator[str]:
    """A bar across the end of each month with an alarm line, wider than a mark; the month below tells its height."""
    for point in checkpoints:
        x, y = _x(point.month), _y(HUNDRED * point.at_least, top)
        yield line((x - 20, y), (x + 20, y), INK, "3")
        yield text(x, BOTTOM + 36, f"≥{_percent(point.at_least)}", anchor="middle", size=11)
    if checkpoints:
        yield line((KEY, BOTTOM - 12), (KEY + 26, BOTTOM - 12), INK, "3")
        yield text(KEY + 34, BOTTOM - 8, Message("执行预警线", "alarm line").say(lang))


def _line(one: _Series, top: Decimal) -> Iterator[str]:
    """The line, broken where a month is missing, and its marks."""
    runs: list[list[int]] = []
    for month in one.values:
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    for run in runs:
        points = " ".join(f"{at(_x(month))},{at(_y(one.values[month], top))}" for month in run)
        dash = f' stroke-dasharray="{one.dash}"' if one.dash else ""
        yield f'<polyline points="{points}" fill="none" stroke="{one.colour}" stroke-width="2.2"{dash}/>'
    for month, value in one.values.items():
        x, y = _x(month), _y(value, top)
        if one.round:
            yield f'<circle cx="{at(x)}" cy="{at(y)}" r="4.5" fill="{one.colour}"/>'
        else:
            corner = f'x="{at(x - 4)}" y="{at(y - 4)}" width="8" height="8"'
            yield f'<rect {corner} fill="#ffffff" stroke="{one.colour}" stroke-width="2"/>'


def _labels(series: Sequence[_Series], top: Decimal, lang: Lang) -> Iterator[str]:
    """What each line is and where it stands, at its end; two that end close together are pushed apart."""
    ends = [(_y(list(one.values.values())[-1], top), one) for one in series if one.values]
    ends.sort(key=lambda end: end[0])
    below = Decimal(0)
    for y, one in ends:
        month, value = list(one.values.items())[-1]
        below = max(y, below + APART if below else y)
        said = f"{one.name.say(lang)} {half_up(value, 1)}%"
        yield text(_x(month) + 10, below + 4, said, colour=one.colour, bold=True, halo=True)


def _gaps(standings: Sequence[Standing], series: Sequence[_Series], lang: Lang) -> Iterator[str]:
    """Which months are missing from a line, and which line is missing altogether."""
    told = []
    months = {one.month for one in standings if any(one.month not in line.values for line in series if line.values)}
    if months:
        listed = ("、" if lang == "zh" else ", ").join(map(str, sorted(months)))
        said = Message(
            f"{listed}月有数据无法取得，图中断开。", f"Month {listed}: a figure is unknown; the line breaks."
        )
        told.append(said.say(lang))
    for one in series:
        if not one.values:
            told.append(Message(f"{one.name.zh}没有数据。", f"There are no figures of {one.name.en}.").say(lang))
    if told:
        yield text(LEFT, HEIGHT - 12, ("" if lang == "zh" else " ").join(told), colour=INK, size=12)


def _percent(part: Decimal) -> str:
    return f"{trimmed(HUNDRED * part)}%"


def _told(series: Sequence[_Series], checkpoints: Sequence[Checkpoint], lang: Lang) -> str:
    """The figures in words, for those who do not see the drawing."""
    told = []
    for one in series:
        values = [
            Message(f"{month}月{half_up(value, 1)}%", f"month {month} {half_up(value, 1)}%").say(lang)
            for month, value in one.values.items()
        ]
        nothing = Message("没有数据", "no figures").say(lang)
        told.append(f"{one.name.say(lang)}{'：' if lang == 'zh' else ': '}{', '.join(values) or nothing}")
    for point in checkpoints:
        least = _percent(point.at_least)
        zh = f"{point.month}月底执行预警线{least}"
        told.append(Message(zh, f"alarm line at the end of month {point.month} {least}").say(lang))
    return ("；" if lang == "zh" else "; ").join(told)
