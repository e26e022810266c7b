"""Characters that Word draws from a symbol font, as the characters they show.

Code points are those of the fonts' own encodings (private use F000–F0FF in the file), per font in lower case.
"""

_SYMBOL = {
    0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
    0xA5: "∞", 0xA2: "′", 0xBC: "…", 0xD7: "⋅", 0xE5: "∑", 0x44: "Δ", 0x61: "α", 0x62: "β", 0x6D: "μ", 0x70: "π",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0xA1: "○", 0xA4: "◎",
    0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓",
}  # fmt: skip
_WINGDINGS2 = {
    0x2A: "☐", 0x30: "☐", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□",
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS2}


def symbol(font: str, code: str) -> str:
    """The character that ``code`` (hexadecimal, as in ``w:sym``) shows in ``font``; itself where that is unknown."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= point <= 0xF0FF:
        return _FONTS.get(font.lower(), {}).get(point - 0xF000, chr(point))
    return chr(point) if 0 < point < 0xD800 or 0xE000 <= point <= 0xFFFF else ""
