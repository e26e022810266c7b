"""Bars side by side: one group a label, one bar a series, each with its number."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from steelyard.model import Lang, Message
from steelyard.papers import Chart, Drawing
from steelyard.reporting.charts.canvas import (
    MARGIN,
    SOFT,
    WIDTH,
    Fill,
    Scale,
    axis,
    box,
    drawn,
    fitted,
    key,
    scale,
    share,
    text,
)
from steelyard.reporting.words import plain

LEFT, RIGHT = 216, WIDTH - 96  # between them lie the bars; before them the labels, behind them the longest number
TOP, THICK, APART, GROUPS = 62, 13, 3, 14
FILLS: tuple[Fill, ...] = ("plain", "striped", "solid")
UNREAD = Message("没有读出", "not read")


def bars(name: str, title: str, chart: Chart, lang: Lang) -> Drawing:
    """The drawing of ``chart``: at most three series, of which the last is the darkest; an unknown value says so.

    A series that is called as the whole chart is has no key.
    """
    fills = FILLS[len(FILLS) - len(chart.series) :]
    known = [value for one in chart.series for value in one.values if value is not None]
    over = scale(known, LEFT, RIGHT)
    high = len(chart.series) * (THICK + APART) - APART
    bottom = TOP + len(chart.labels) * (high + GROUPS)
    parts = [
        text(MARGIN, 24, title, size=15, bold=True),
        *key(((one.name, fill) for one, fill in zip(chart.series, fills, strict=True) if one.name != title), 36),
        *axis(over, TOP - 6, bottom, chart.unit),
    ]
    for at, label in enumerate(chart.labels):
        top = TOP + at * (high + GROUPS) + GROUPS // 2
        middle = top + Decimal(high) / 2 + 5
        parts.append(text(LEFT - 10, middle, fitted(label, LEFT - 10 - MARGIN), anchor="end"))
        parts += _group([one.values[at] for one in chart.series], fills, over, top, lang)
    told = told_of(title, chart, lang)
    height = bottom + 28
    return Drawing(drawn(name, title, told, parts, height, lang), told, share(height), replace(chart, title=title))


def _group(values: Sequence[Decimal | None], fills: Sequence[Fill], over: Scale, top: int, lang: Lang) -> Iterator[str]:
    zero = over.x(Decimal(0))
    for value, fill in zip(values, fills, strict=True):
        below = Decimal(top) + THICK - 2
        if value is None:
            yield text(zero + 6, below, UNREAD.say(lang), colour=SOFT, size=11)
        else:
            end = over.x(value)
            yield from box(min(zero, end), top, abs(end - zero), THICK, fill)
            yield text(max(zero, end) + 5, below, plain(value), size=11, halo=True)
        top += THICK + APART


def told_of(title: str, chart: Chart, lang: Lang) -> str:
    """The figures of a chart in words: label by label, each series with its value."""
    between, after, colon = ("、", "；", "：") if lang == "zh" else (", ", "; ", ": ")
    told = []
    for at, label in enumerate(chart.labels):
        each = [(one.name, one.values[at]) for one in chart.series]
        said = (f"{name} {UNREAD.say(lang) if value is None else plain(value) + chart.unit}" for name, value in each)
        told.append(f"{label}{colon}{between.join(said)}")
    return f"{title}{colon}{after.join(told)}"
