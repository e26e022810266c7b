"""Bars as SVG within a page: lengths and figures, no colour that means anything, read aloud by its description."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import NamedTuple

from steelyard.quantity import half_up
from steelyard.reporting.words import safe

WIDTH, STEP, BAR, LABEL, FIGURE = 640, 34, 18, 230, 160
LONGEST = 12  # characters of a label; the table beside the picture has it whole


class Bar(NamedTuple):
    """``value`` out of ``whole``, which is drawn as a frame; ``said`` is printed behind."""

    label: str
    value: Decimal
    whole: Decimal | None
    said: str


def bars(found: Sequence[Bar], title: str, name: str) -> str:
    """The drawing, or nothing where there is nothing to draw; ``name`` tells it from others of the page."""
    most = max((max(bar.value, bar.whole or bar.value) for bar in found), default=Decimal(0))
    if most <= 0:
        return ""
    height = STEP * len(found) + 6
    told = "; ".join(f"{bar.label} {bar.said}" for bar in found)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-labelledby="{name}-title {name}-told">',
        f'<title id="{name}-title">{_text(title)}</title><desc id="{name}-told">{_text(told)}</desc>',
        *(part for at, bar in enumerate(found) for part in _bar(bar, at * STEP + 8, most)),
        "</svg>",
    ]
    return "\n".join(parts)


def _bar(bar: Bar, y: int, most: Decimal) -> Iterator[str]:
    room = WIDTH - LABEL - FIGURE
    base = y + BAR - 4
    label = bar.label if len(bar.label) <= LONGEST else bar.label[: LONGEST - 1] + "…"
    yield f'<text x="{LABEL - 8}" y="{base}" text-anchor="end" class="label">{_text(label)}</text>'
    end = max(bar.value, bar.whole or bar.value, Decimal(0))
    if bar.whole is not None:
        yield f'<rect x="{LABEL}" y="{y}" width="{_at(room * bar.whole / most)}" height="{BAR}" class="frame"/>'
    filled = max(bar.value, Decimal(0))
    yield f'<rect x="{LABEL}" y="{y}" width="{_at(room * filled / most)}" height="{BAR}" class="bar"/>'
    yield f'<text x="{_at(LABEL + room * end / most + 8)}" y="{base}" class="figure">{_text(bar.said)}</text>'


def _at(pixels: Decimal) -> str:
    return f"{half_up(pixels, 1):f}"


def _text(said: str) -> str:
    return escape(safe(said))
