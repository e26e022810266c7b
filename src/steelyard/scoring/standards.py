"""The scoring standard that a row prints for itself (评分规则, 评(扣)分标准) comes before the rule of its layout."""

import re
from typing import Literal

from steelyard.model import Indicator

Standard = Literal["proportion", "own"]
PROPORTION = "mof-2020-10/proportion"
_PROPORTION = re.compile(r"比例|比率")
_OWN = re.compile(r"扣|不得分|不计分|否则|分档|\d\s*分|得[一二三四五六七八九十]分")


def standard(row: Indicator) -> Standard | None:
    """What the row's standard says of a shortfall: in proportion, something of its own, or nothing (``None``)."""
    said = row.standard.text
    if _PROPORTION.search(said):
        return "proportion"
    return "own" if _OWN.search(said) else None
