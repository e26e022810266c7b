"""The scoring standard that a row prints for itself (评分规则, 评(扣)分标准) goes before the rule of the profile."""

import re
from typing import Literal

from steelyard.model import Indicator, Message, Unknown

Standard = Literal["proportion", "own"]
PROPORTION = "mof-2020-10/proportion"
OWN = Unknown(
    Message(
        "本行印有自己的评分标准，未达标时的得分须按该标准人工核对。",
        "The row prints a scoring standard of its own: the points of a shortfall must be checked by it.",
    )
)
_PROPORTION = re.compile(r"比例|比率|完成率")
_OWN = re.compile(r"扣|不得分|不计分|否则|分档|得[\d一二三四五六七八九十]|每.{0,8}[分%％]|[≥>＞].{0,12}分")


def standard(row: Indicator) -> Standard | None:
    """What the row's standard says of a shortfall: in proportion, something of its own, or nothing (``None``)."""
    said = row.standard.text
    if _PROPORTION.search(said):
        return "proportion"
    return "own" if _OWN.search(said) else None
