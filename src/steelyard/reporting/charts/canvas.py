"""The look that all charts share: sizes, inks, fills that differ without colour, a scale, and SVG written by hand.

Nothing here needs a style sheet, a script, a reference or a font of its own, so that a drawing stands in a page that
forbids them, in a Word file and in a PDF alike. Lengths are pixels; a drawing is ``WIDTH`` wide.
"""

from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from html import escape
from typing import Literal, NamedTuple

from steelyard.model import Lang
from steelyard.quantity import half_up
from steelyard.reporting.lines import width
from steelyard.reporting.words import one_line, safe

WIDTH = 760
# A page that lies on its side has room for two small drawings of this share of its width, or for one as high.
BROADEST, HIGHEST = Decimal("0.85"), 420
MARGIN = 16
INK, SOFT, RULE, WASH = "#1a1a1a", "#6b6b6b", "#d9d9d9", "#efefef"
BLUE, BROWN = "#0b5394", "#b45f06"
SIZE = 13
FONTS = "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, sans-serif"
STRIPE = 6  # pixels from one stripe to the next
TICKS = 6  # about so many round numbers on a scale

Fill = Literal["plain", "striped", "solid"]
Length = Decimal | int


def drawn(name: str, title: str, told: str, parts: Iterable[str], height: Length, lang: Lang) -> str:
    """A whole drawing as SVG text; ``name`` tells its identifiers from those of other drawings of a page."""
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {at(height)}" width="{WIDTH}"'
            f' height="{at(height)}" role="img" aria-labelledby="{name}-title {name}-told" lang="{lang}"'
            f' font-family="{FONTS}" font-size="{SIZE}">',
            f'<title id="{name}-title">{escape(safe(title))}</title>',
            f'<desc id="{name}-told">{escape(safe(told))}</desc>',
            f'<rect width="{WIDTH}" height="{at(height)}" fill="#ffffff"/>',
            *parts,
            "</svg>",
            "",
        )
    )


def share(height: Length) -> Decimal:
    """The part of the width of the text that a drawing takes, so that it is not too high for a page."""
    return min(BROADEST, half_up(Decimal(HIGHEST) / height, 2))


def at(value: Length) -> str:
    """A length to a tenth of a pixel, without needless zeros."""
    said = f"{half_up(Decimal(value), 1):f}"
    return said.removesuffix(".0")


def text(
    x: Length,
    y: Length,
    said: str,
    *,
    anchor: Literal["start", "middle", "end"] = "start",
    colour: str = INK,
    size: int = SIZE,
    bold: bool = False,
    halo: bool = False,
) -> str:
    """Words whose base line is ``y``; with a ``halo``, lines below them do not cross them."""
    weight = ' font-weight="bold"' if bold else ""
    around = ' stroke="#ffffff" stroke-width="4" paint-order="stroke"' if halo else ""
    place = f'x="{at(x)}" y="{at(y)}" text-anchor="{anchor}" fill="{colour}" font-size="{size}"'
    return f"<text {place}{weight}{around}>{escape(safe(said))}</text>"


def line(
    start: tuple[Length, Length], end: tuple[Length, Length], colour: str = INK, thick: str = "1", *, dash: str = ""
) -> str:
    """A straight line from one point to another; ``dash`` tells the lengths of strokes and gaps."""
    (x1, y1), (x2, y2) = start, end
    broken = f' stroke-dasharray="{dash}" stroke-linecap="round"' if dash else ""
    place = f'x1="{at(x1)}" y1="{at(y1)}" x2="{at(x2)}" y2="{at(y2)}"'
    return f'<line {place} stroke="{colour}" stroke-width="{thick}"{broken}/>'


def box(x: Length, y: Length, wide: Length, high: Length, fill: Fill) -> Iterator[str]:
    """A bar with its fill, seen however thin; the stripes are lines, since not every renderer knows patterns."""
    if wide <= 0:
        return
    wide = max(wide, 1)
    colour = BLUE if fill == "solid" else "#ffffff"
    ink = BROWN if fill == "striped" else BLUE if fill == "solid" else INK
    place = f'x="{at(x)}" y="{at(y)}" width="{at(wide)}" height="{at(high)}"'
    yield f'<rect {place} fill="{colour}" stroke="{ink}" stroke-width="1.2"/>'
    if fill == "striped":
        yield f'<path d="{"".join(_stripes(Decimal(x), Decimal(y), Decimal(wide), Decimal(high)))}" stroke="{ink}"/>'


def _stripes(x: Decimal, y: Decimal, wide: Decimal, high: Decimal) -> Iterator[str]:
    """Lines that rise to the right, ended where the bar ends."""
    reach = Decimal(STRIPE)
    while reach < wide + high:
        left, right = max(Decimal(0), reach - high), min(reach, wide)
        yield f"M{at(x + left)} {at(y + reach - left)}L{at(x + right)} {at(y + reach - right)}"
        reach += STRIPE


def key(entries: Iterable[tuple[str, Fill]], y: Length) -> Iterator[str]:
    """What each fill means, one beside the other at the top of a drawing."""
    x = Decimal(MARGIN)
    for said, fill in entries:
        yield from box(x, y, 22, 11, fill)
        yield text(x + 28, Decimal(y) + 10, said, colour=INK, size=12)
        x += 28 + wide(said, 12) + 22


def wide(said: str, size: int = SIZE) -> Decimal:
    """About how wide words are: a Chinese character is as wide as it is high, another a little over half."""
    return Decimal(width(said) * size) * Decimal("0.54")


def fitted(said: str, most: Length, size: int = SIZE) -> str:
    """``said`` on one line, cut so that it takes no more than ``most``."""
    flat = one_line(said, 400)
    if wide(flat, size) <= most:
        return flat
    while flat and wide(flat + "…", size) > most:
        flat = flat[:-1]
    return flat.rstrip() + "…"


class Scale(NamedTuple):
    """Values from ``low`` to ``high`` laid over pixels from ``left`` to ``right``; zero lies within."""

    low: Decimal
    high: Decimal
    step: Decimal
    left: Decimal
    right: Decimal

    def x(self, value: Decimal) -> Decimal:
        """Where a value stands; one beyond the ends stands at the end."""
        inside = min(max(value, self.low), self.high)
        return self.left + (self.right - self.left) * (inside - self.low) / (self.high - self.low)

    def ticks(self) -> Iterator[Decimal]:
        """The round numbers of the axis."""
        value = self.low
        while value <= self.high:
            yield value
            value += self.step


def scale(values: Iterable[Decimal], left: Length, right: Length) -> Scale:
    """A scale on round numbers (1, 2 or 5 times a power of ten) that holds zero and all ``values``."""
    found = [Decimal(0), *values]
    low, high = min(found), max(found)
    if low == high:
        high = Decimal(1)
    rough = (high - low) / TICKS
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough)
    low = (low / step).to_integral_value(ROUND_FLOOR) * step
    high = (high / step).to_integral_value(ROUND_CEILING) * step
    return Scale(low, high, step, Decimal(left), Decimal(right))


def axis(over: Scale, top: Length, bottom: Length, unit: str) -> Iterator[str]:
    """Thin lines at the round numbers, which stand below them; the line of zero is dark."""
    for tick in over.ticks():
        x = over.x(tick)
        yield line((x, top), (x, bottom), *((INK, "1.2") if tick == 0 else (RULE, "1")))
        yield text(x, Decimal(bottom) + 16, f"{tick.normalize():f}", anchor="middle", colour=SOFT, size=11)
    yield text(over.right + 30, Decimal(bottom) + 16, unit, colour=SOFT, size=11)
