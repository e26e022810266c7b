"""How far each target was reached: a bar on a scale where the target is 100 %, with its line and the figures."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from steelyard.model import Lang, Message
from steelyard.papers import Chart, Drawing, Series
from steelyard.quantity import half_up
from steelyard.reporting.charts.canvas import (
    INK,
    MARGIN,
    RULE,
    SOFT,
    WASH,
    WIDTH,
    Fill,
    Scale,
    at,
    box,
    drawn,
    fitted,
    key,
    line,
    share,
    text,
)

LEFT, RIGHT = 232, 560  # between them lie the bars; behind them the share and, at AFTER, result and target
AFTER = RIGHT + 62
TOP, ROW, THICK = 62, 22, 10
HUNDRED, MOST = Decimal(100), Decimal(150)  # longer bars are cut and say so
KEY: dict[bool | None, tuple[Message, Fill]] = {
    False: (Message("达到指标值", "target met"), "solid"),
    True: (Message("没有达到", "falls short"), "striped"),
    None: (Message("不能判定", "cannot be told"), "plain"),
}


class Bullet(NamedTuple):
    """One target: ``share`` is result ÷ target in percent, ``figures`` what is printed of both.

    ``short`` tells whether the result falls short, ``None`` where that cannot be told.
    """

    label: str
    share: Decimal
    figures: str
    short: bool | None


def bullets(name: str, title: str, rows: Sequence[Bullet], lang: Lang) -> Drawing:
    """The drawing of ``rows``. A share above 150 % is cut, the number beside it is whole."""
    bottom = TOP + ROW * len(rows)
    over = Scale(Decimal(0), MOST, Decimal(25), Decimal(LEFT), Decimal(RIGHT))
    used = [KEY[short] for short in KEY if any(row.short is short for row in rows)]
    parts = [
        text(MARGIN, 24, title, size=15, bold=True),
        *key(((said.say(lang), fill) for said, fill in used), 36),
        *_axis(over, bottom, lang),
        *(part for nth, row in enumerate(rows) for part in _bullet(row, over, TOP + ROW * nth)),
        line((over.x(HUNDRED), TOP - 4), (over.x(HUNDRED), bottom + 2), INK, "2.4"),
    ]
    shares = tuple(half_up(row.share, 1) for row in rows)
    done, aim = (Message("完成", "achieved").say(lang), Message("指标值", "target").say(lang))
    series = (Series(done, shares), Series(aim, (HUNDRED,) * len(rows)))
    chart = Chart("bullet", tuple(row.label for row in rows), series, "%", title)
    told = _told(title, rows, lang)
    height = bottom + 26
    return Drawing(drawn(name, title, told, parts, height, lang), told, share(height), chart)


def _axis(over: Scale, bottom: int, lang: Lang) -> Iterator[str]:
    for tick in (Decimal(0), Decimal(50), HUNDRED, MOST):
        x = over.x(tick)
        yield line((x, TOP - 2), (x, bottom), RULE)
        yield text(x, bottom + 17, f"{tick}%", anchor="middle", colour=SOFT, size=11)
    yield text(AFTER, TOP - 8, Message("完成值 / 指标值", "result / target").say(lang), colour=SOFT, size=11)
    yield text(over.x(HUNDRED), TOP - 8, Message("指标值", "target").say(lang), anchor="middle", colour=SOFT, size=11)


def _bullet(row: Bullet, over: Scale, top: int) -> Iterator[str]:
    below = top + 15
    yield text(LEFT - 10, below, fitted(row.label, LEFT - 10 - MARGIN, 12), anchor="end", size=12)
    yield (f'<rect x="{LEFT}" y="{top + 4}" width="{at(over.x(HUNDRED) - LEFT)}" height="{ROW - 8}" fill="{WASH}"/>')
    yield from box(LEFT, top + 6, over.x(row.share) - LEFT, THICK, KEY[row.short][1])
    if row.share > MOST:  # two white strokes: the bar goes on
        for x in (RIGHT - 14, RIGHT - 8):
            yield line((x, top + 18), (x + 5, top + 4), "#ffffff", "2.4")
    yield text(AFTER - 8, below, f"{half_up(row.share, 1)}%", anchor="end", size=11)
    yield text(AFTER, below, fitted(row.figures, WIDTH - AFTER - 4, 11), colour=SOFT, size=11)


def _told(title: str, rows: Sequence[Bullet], lang: Lang) -> str:
    colon, after = ("：", "；") if lang == "zh" else (": ", "; ")
    said = (f"{row.label} {half_up(row.share, 1)}% ({row.figures}, {KEY[row.short][0].say(lang)})" for row in rows)
    return f"{title}{colon}{after.join(said)}"
