"""Words of change beside a number: 下降3% is not 上升3%, and 降至3% is a level and no change."""

from typing import Literal

from steelyard.quantity.patterns import pattern

Trend = Literal["up", "down"]

_RISE = "上升|增长|增加|提高|提升|上涨|上浮|升高|递增|增幅|涨幅|升幅|上调|↑|(?<![新净年])增|涨"
_FALL = "下降|减少|降低|压减|下浮|压缩|缩减|缩短|下滑|回落|减幅|降幅|下调|削减|核减|递减|下跌|↓|(?<!下)降|(?<!递)减"
_SIGN = pattern(
    rf"(?:(?P<up>{_RISE})|(?P<down>{_FALL}))(?:率|幅度?|比例|比率)?(?:了|约|近|达到?|为|是|不?[低少高多超大小]于|不超过?|:|=|[><≥≤])*$"
)
_LONGEST = 12  # characters that a word of change with its link words may take
_ENDS = frozenset("升长加高涨浮增幅上降少低减浮缩短滑落跌率度例↑↓了约近达到为是于过超:=><≥≤")
_ARROWS: dict[str, Trend] = {"↑": "up", "↓": "down"}


def trend(shown: str, start: int, end: int) -> Trend | None:
    """The direction that the words beside a number give it; ``start`` to ``end`` holds its own bound (降至, 以上)."""
    if behind := _ARROWS.get(shown[end : end + 1]):
        return behind
    if not start or shown[start - 1] not in _ENDS:
        return None
    found = _SIGN.search(shown, max(0, start - _LONGEST), start)
    return None if found is None else "up" if found["up"] else "down"


def named_trend(name: str) -> Trend | None:
    """The direction that the name of an indicator gives its numbers: 发病下降率, 营业收入增长率."""
    found = _NAMED.search(name)
    return None if found is None else "up" if found["up"] else "down"


_NAMED = pattern(
    r"(?:(?P<up>上升|增长|提升|提高|上涨|增加|增)|(?P<down>下降|降低|减少|压减|缩减|压缩|下浮|降))(?:率|幅度?|比例|比率|值)$"
)
