"""Characters of a PDF as they are written elsewhere.

Fonts draw 用 and the radical ⽤ with one glyph, and many programs that make PDFs note down the radical.
"""

import unicodedata
from functools import cache

# Radicals of CJK Radicals Supplement that are characters of their own, which Unicode does not decompose.
_RADICALS = dict(
    zip(
        "⺁⺇⺌⺏⺐⺒⺓⺛⺝⺠⺮⺯⺰⺱⺶⺷⺸⺹⺻⺼⺿⻁⻄⻅⻆⻇⻉⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
        "厂几小尢尢巳幺旡月民竹糹纟罒羊羊羊老聿肉艹虎西见角角贝车长门雨青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
        strict=True,
    )
)


@cache
def as_written(code: int) -> str:
    """The character for a code point, radicals and compatibility ideographs replaced by the plain ideograph."""
    text = chr(code)
    if text in _RADICALS:
        return _RADICALS[text]
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", text)
    if code == 2:  # pdfium's sign for a hyphen at the end of a line
        return "-"
    return " " if text.isspace() else text
