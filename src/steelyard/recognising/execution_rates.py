"""Where running text states the execution rate of the whole budget of the year."""

import re
from collections.abc import Iterator

# Not 项目支出执行率, not 上年预算执行率, not a target (95%以上).
_RATE = re.compile(
    r"(?:^|[，,。；;、：:\s]|(?<![上去前])年度?|部门|单位|本?局|整体|总体)(?:整体|支出|资金|部门){0,3}(?:预算|资金){0,2}执行率"
    r"(?:为|是|达到|达|[：:])?\s*(?P<rate>(?P<number>[\d０-９]{1,6}(?:[.．][\d０-９]{1,6})?)\s*[%％])(?!以上|以内|以下|左右|的目标)"
)
_OF_A_PART = re.compile(r"其中|基本支出|项目支出|人员|公用|三公|一般公共|政府性基金|专项|采购|上年|去年|上一年")
_COMPARED = re.compile(r"(?:比|较|与)(?:上年|去年|上一年|同期)[^，,]*[，,]")  # another rate, of growth, told on the way
_NEAR = 80  # characters before a rate in which its sentence is looked at


def rates_told(text: str) -> Iterator[re.Match[str]]:
    """Each such rate: ``number`` is what is printed of it, ``rate`` the same with its sign of percent."""
    for match in _RATE.finditer(text):
        at = match.start("rate")
        sentence = re.split(r"[。；;\n]", text[max(0, at - _NEAR) : at])[-1]
        if not _OF_A_PART.search(_COMPARED.sub("", sentence)):
            yield match
