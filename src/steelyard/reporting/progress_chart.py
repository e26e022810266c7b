"""Goals and spending against time, as one SVG drawing: no script, no font of its own, readable in black and white."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, Decimal
from html import escape
from typing import NamedTuple

from steelyard.model import Lang, Message, Unknown
from steelyard.monitoring import Standing
from steelyard.packs.shapes import Checkpoint
from steelyard.quantity import half_up

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 52, 620, 44, 344
KEY = RIGHT + 12
HUNDRED = Decimal(100)
APART = 16  # pixels between the labels of two lines that end close together
INK, SOFT = "#1a1a1a", "#6b6b6b"


class _Series(NamedTuple):
    name: Message
    colour: str
    dash: str
    round: bool
    values: dict[int, Decimal]


def progress_chart(
    standings: Sequence[Standing], lang: Lang = "zh", *, checkpoints: Sequence[Checkpoint] = (), title: str = ""
) -> str:
    """The drawing of ``standings``, one a month, as SVG text of 760 × 420 pixels.

    Goals are a solid line with filled circles, spending a dashed one with open squares; the dotted line is even pace,
    the bars are the alarm lines of ``checkpoints``. A month whose figure is unknown leaves a gap and is named
    below the drawing, so that a break in a line is not taken for nothing done.
    """
    series = (
        _Series(Message("目标完成进度", "goals"), "#0b5394", "", True, _known(standings, "progress")),
        _Series(Message("预算执行进度", "spending"), "#b45f06", "7 4", False, _known(standings, "executed")),
    )
    top = _ceiling(series)
    heading = title or Message("绩效目标与预算执行进度", "Goals and spending against time").say(lang)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' role="img" aria-labelledby="progress-title progress-told" lang="{lang}"'
        ' font-family="Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, sans-serif" font-size="13">',
        f'<title id="progress-title">{escape(heading)}</title>',
        f'<desc id="progress-told">{escape(_told(series, checkpoints, lang))}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(LEFT, 24, heading, size=15, weight="bold"),
        *_axes(top, lang),
        *_pace(top, lang),
        *_alarms(checkpoints, top, lang),
        *(part for one in series for part in _line(one, top)),
        *_labels(series, top, lang),
        *_gaps(standings, lang),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


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


def _at(value: Decimal | int) -> str:
    return f"{half_up(Decimal(value), 1):f}"


def _axes(top: Decimal, lang: Lang) -> Iterator[str]:
    for share in range(0, int(top) + 1, 20):
        y = _at(_y(Decimal(share), top))
        colour, width = (INK, "1.2") if share == 0 else ("#d9d9d9", "1")
        yield f'<line x1="{LEFT}" y1="{y}" x2="{RIGHT}" y2="{y}" stroke="{colour}" stroke-width="{width}"/>'
        yield _text(LEFT - 8, _y(Decimal(share), top) + 4, f"{share}%", anchor="end", colour=SOFT)
    for month in range(1, 13):
        said = Message(f"{month}月", f"{month}").say(lang)
        yield f'<line x1="{_at(_x(month))}" y1="{BOTTOM}" x2="{_at(_x(month))}" y2="{BOTTOM + 4}" stroke="{INK}"/>'
        yield _text(_x(month), BOTTOM + 19, said, anchor="middle", colour=SOFT)
    yield _text(RIGHT + 28, BOTTOM + 19, Message("月底", "month's end").say(lang), colour=SOFT)


def _pace(top: Decimal, lang: Lang) -> Iterator[str]:
    """Even pace, and its key at the lower right, where the lines never end."""
    dots = f'stroke="{SOFT}" stroke-width="1.4" stroke-dasharray="1 4" stroke-linecap="round"'
    yield f'<line x1="{LEFT}" y1="{BOTTOM}" x2="{RIGHT}" y2="{_at(_y(HUNDRED, top))}" {dots}/>'
    yield f'<line x1="{KEY}" y1="{BOTTOM - 34}" x2="{KEY + 26}" y2="{BOTTOM - 34}" {dots}/>'
    yield _text(KEY + 34, BOTTOM - 30, Message("时间进度", "even pace").say(lang), colour=SOFT)


def _alarms(checkpoints: Sequence[Checkpoint], top: Decimal, lang: Lang) -> Iterator[str]:
    """A bar across the end of each month with an alarm line, wider than a mark; the month below tells its height."""
    bar = f'stroke="{INK}" stroke-width="3"'
    for point in checkpoints:
        x, y = _x(point.month), _y(HUNDRED * point.at_least, top)
        yield f'<line x1="{_at(x - 20)}" y1="{_at(y)}" x2="{_at(x + 20)}" y2="{_at(y)}" {bar}/>'
        yield _text(x, BOTTOM + 36, f"≥{_percent(point.at_least)}", anchor="middle", size=11)
    if checkpoints:
        yield f'<line x1="{KEY}" y1="{BOTTOM - 12}" x2="{KEY + 26}" y2="{BOTTOM - 12}" {bar}/>'
        yield _text(KEY + 34, BOTTOM - 8, Message("执行预警线", "alarm line").say(lang))


def _line(one: _Series, top: Decimal) -> Iterator[str]:
    """The line, broken where a month is missing, and its marks."""
    runs: list[list[int]] = []
    for month in one.values:
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    for run in runs:
        points = " ".join(f"{_at(_x(month))},{_at(_y(one.values[month], top))}" for month in run)
        dash = f' stroke-dasharray="{one.dash}"' if one.dash else ""
        yield f'<polyline points="{points}" fill="none" stroke="{one.colour}" stroke-width="2.2"{dash}/>'
    for month, value in one.values.items():
        x, y = _x(month), _y(value, top)
        if one.round:
            yield f'<circle cx="{_at(x)}" cy="{_at(y)}" r="4.5" fill="{one.colour}"/>'
        else:
            corner = f'x="{_at(x - 4)}" y="{_at(y - 4)}" width="8" height="8"'
            yield f'<rect {corner} fill="#ffffff" stroke="{one.colour}" stroke-width="2"/>'


def _labels(series: Sequence[_Series], top: Decimal, lang: Lang) -> Iterator[str]:
    """What each line is and where it stands, at its end; two that end close together are pushed apart."""
    ends = [(_y(list(one.values.values())[-1], top), one) for one in series if one.values]
    ends.sort(key=lambda end: end[0])
    below = Decimal(0)
    for y, one in ends:
        month, value = list(one.values.items())[-1]
        at = max(y, below + APART if below else y)
        below = at
        said = f"{one.name.say(lang)} {half_up(value, 1)}%"
        x = _x(month) + 10
        yield _text(x, at + 4, said, colour=one.colour, weight="bold", halo=True)


def _gaps(standings: Sequence[Standing], lang: Lang) -> Iterator[str]:
    missing = [
        str(one.month) for one in standings if isinstance(one.progress, Unknown) or isinstance(one.executed, Unknown)
    ]
    if missing:
        months = ("、" if lang == "zh" else ", ").join(missing)
        said = Message(
            f"{months}月有数据无法取得，图中断开。", f"Month {months}: a figure is unknown; the line breaks."
        )
        yield _text(LEFT, HEIGHT - 12, said.say(lang), colour=INK, size=12)


def _percent(share: Decimal) -> str:
    text = f"{HUNDRED * share:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


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
        line = _percent(point.at_least)
        zh = f"{point.month}月底执行预警线{line}"
        told.append(Message(zh, f"alarm line at the end of month {point.month} {line}").say(lang))
    return ("；" if lang == "zh" else "; ").join(told)


def _text(
    x: Decimal | int,
    y: Decimal | int,
    said: str,
    *,
    anchor: str = "start",
    colour: str = INK,
    size: int = 13,
    weight: str = "normal",
    halo: bool = False,
) -> str:
    around = ' stroke="#ffffff" stroke-width="4" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{_at(x)}" y="{_at(y)}" text-anchor="{anchor}" fill="{colour}" font-size="{size}"'
        f' font-weight="{weight}"{around}>{escape(said)}</text>'
    )
