"""Makes ``reading/pdf/room.ttf``: every character the same empty square.

``python -m tests.reading.room_font`` writes the file anew; a test holds that it is what this makes.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

TARGET = Path(__file__).resolve().parents[2] / "src" / "steelyard" / "reading" / "pdf" / "room.ttf"
# All that may be printed: one font stands in for a whole text, Latin letters and figures included.
RANGES = ((0x21, 0xD7FF), (0xE000, 0xFFFD), (0x1F000, 0x1FAFF), (0x20000, 0x323AF))
CODE_PAGES = sum(1 << bit for bit in (0, 17, 18, 19, 20))  # Latin, Japanese, GB2312, Korean, Big5


def made() -> bytes:
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "room"])
    builder.setupGlyf({".notdef": _square(), "room": _square()})
    builder.setupHorizontalMetrics({".notdef": (1000, 50), "room": (1000, 50)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Steelyard Room", "styleName": "Regular"})
    table = newTable("cmap")
    table.tableVersion = 0
    # Format 13 names a whole range with one glyph; the short table beside it is there because fonts have one.
    table.tables = [
        _map(4, 1, {0x20: ".notdef"}),
        _map(13, 10, {code: "room" for a, b in RANGES for code in range(a, b + 1)}),
    ]
    builder.font["cmap"] = table
    builder.setupOS2(
        sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120, ulCodePageRange1=CODE_PAGES
    )
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    into = BytesIO()
    builder.font.save(into)
    return into.getvalue()


def _square() -> Any:
    pen = TTGlyphPen(None)
    pen.moveTo((50, -100))
    for corner in ((950, -100), (950, 850), (50, 850)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def _map(kind: int, encoding: int, glyphs: dict[int, str]) -> Any:
    table = CmapSubtable.newSubtable(kind)
    table.format, table.platformID, table.platEncID = kind, 3, encoding
    table.language = table.reserved = table.length = 0
    table.cmap = glyphs
    return table


if __name__ == "__main__":
    TARGET.write_bytes(made())
