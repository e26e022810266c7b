"""Whole numbers written out in Chinese, as an oracle for reading them."""

_DIGITS = "零一二三四五六七八九"
_CAPITALS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def chinese(value: int) -> str:
    """``value`` up to 10^16 - 1 in Chinese numerals: 10 is 十, 10005 is 一万零五."""
    if value == 0:
        return "零"
    text = _written(value)
    return text[1:] if text.startswith("一十") else text


def financial(value: int) -> str:
    """The same in the capitals of cheques: 壹万零伍."""
    return (_written(value) or "零").translate(_CAPITALS)


def _written(value: int) -> str:
    for power, name in ((8, "亿"), (4, "万")):
        high, low = divmod(value, 10**power)
        if high:
            gap = "零" if low and low < 10 ** (power - 1) else ""
            return _written(high) + name + gap + _written(low)
    text, zero = "", False
    for power, name in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit, value = divmod(value, 10**power)
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return text
