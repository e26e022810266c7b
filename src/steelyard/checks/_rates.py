"""Percentages in words: which rates cannot exceed 100 %, and counts printed beside the rate they give."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from steelyard.checks._text import part
from steelyard.model import Place
from steelyard.quantity import half_up, places

# Shares of a whole. 完成率, 执行率, 增长率, 到位率, 使用率, 参保率 are not here: they may exceed 100 %.
_SHARES = (
    "合格|不合格|覆盖|满意|知晓|达标|及时|公开|公示|处置|整改|受理|办结|结案|优良|优秀|成活|普及|检出|通过|准确|正确|完好|"
    "合规|规范|有效|正常运行|正常运转|稳定运行|运行完好|在线|在岗|出勤|畅通|办理|答复|回复|响应|查处|兑现|清运|无害化处理|签约|履约|建档|回收|好评|认可|支持|抽检合格|验收合格"
)
_PUNCTUAL = r"(?:按时|按期|如期|准时|及时)[一-鿿]{0,6}率"  # nothing is more than wholly on time
SHARE_RATE = re.compile(rf"(?<!拨备)(?:(?:{_SHARES})[率度]|{_PUNCTUAL})(?:\(.*\)|（.*）)?$")
# What is reckoned against a plan, an earlier year or another base.
MAY_EXCEED_100 = re.compile(
    r"(?:完成|达成|实现|执行|增长|增加|提升|提高|下降|降低|控制|变动|变化|调整|利用|使用|到位|支出|拨付|支付|参保|入学|周转|"
    r"贡献|回报|收益|投入|产出|自给|任务|偏差|征收|入库|达产|负荷|负债|杠杆|化解|产销|拨备覆盖|(?<![有见生])效|[频功速汇概税利])率(?:\(.*\)|（.*）)?$"
)
_RATE = rf"(?<!拨备)(?:{_SHARES})率|{_PUNCTUAL}|满意度"
_PERCENT = r"(?P<percent>(?<![\d.])\d{1,6}(?:\.\d{1,6})?)\s*[%％]"
HALF_WIDTH = str.maketrans("０１２３４５６７８９．％（）／", "0123456789.%()/")  # as many characters as before
_IS = r"(?:均?为|是|达到|达|均达|：|:)?\s*"
_N = r"(?<![\d.])(?<!\d,)(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?!,?\d)"
_UNIT = r"(?P<unit>批次|批|件|份|家次|家|户次|户|人次|人|个|项|条|台|处|起|宗|次|组|例)"
_NEXT = r"[^，,。；;\d]{0,6}[，,]\s*"

_OVER = re.compile(rf"(?P<rate>[一-鿿]{{0,8}}(?:{_RATE})){_IS}{_PERCENT}")
_FRACTION = re.compile(rf"{_PERCENT}\s*[(（]\s*(?P<part>{_N})\s*[/／÷]\s*(?P<whole>{_N})\s*[)）]")
_PARTED = re.compile(
    rf"(?P<whole>{_N}){_UNIT}{_NEXT}(?:其中|共|已|实际|全部)?(?P<did>[一-鿿]{{2,6}}?)了?(?P<part>{_N})(?P=unit)"
    rf"{_NEXT}(?P<rate>[一-鿿]{{2,6}}?)率{_IS}{_PERCENT}"
)
_AMONG = re.compile(rf"其中|{_N}{_UNIT.replace('?P<unit>', '?:')}[、和及与]")
_CLAUSE = re.compile(r"[，,](?!\d{3})|[。；;]")
_SAMPLED = re.compile(
    rf"(?:抽检|抽查|抽样|检测|检验|送检|问卷|样本)[^，,。；;\d]{{0,8}}(?P<whole>{_N}){_UNIT}{_NEXT}"
    rf"(?:平均|总体|总|综合|抽检|监督抽检)?(?P<rate>(?:合格|不合格|达标|满意|检出|优良)率){_IS}{_PERCENT}"
)


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage as printed, and the counts beside it: of the part and of the whole, where they are printed."""

    place: Place
    percent: Decimal
    whole: int | None = None
    part: int | None = None

    @property
    def exact(self) -> Decimal | None:
        """The percentage that the two counts give, at the printed decimals, two at least."""
        if self.part is None or not self.whole:
            return None
        return half_up(100 * Decimal(self.part) / self.whole, max(2, places(self.percent)))

    @property
    def possible(self) -> bool | None:
        """Whether whole numbers can give this percentage at its printed precision. It is never confirmed by that.

        ``None`` where the whole is 0, of which there is no percentage, true or false.
        """
        if self.whole is None:
            return self.percent <= 100
        if self.whole == 0:
            return None
        near = int(self.percent * self.whole / 100)
        parts = (self.part,) if self.part is not None else (near, near + 1)
        return any(half_up(100 * Decimal(part) / self.whole, places(self.percent)) == self.percent for part in parts)


def rates(sentence: Place) -> Iterator[Rate]:
    """The percentages of a sentence that can be judged by themselves or by the counts beside them."""
    text = sentence.text.translate(HALF_WIDTH)
    if "%" not in text:
        return
    for found in _OVER.finditer(text):
        yield Rate(part(sentence, *found.span()), Decimal(found["percent"]))
    for found in (*_FRACTION.finditer(text), *_parted(text)):
        whole, counted = _count(found["whole"]), _count(found["part"])
        left = "不" in found.groupdict().get("did", "") and "不" not in found["rate"]
        yield Rate(
            part(sentence, *found.span()), Decimal(found["percent"]), whole, whole - counted if left else counted
        )
    for found in _SAMPLED.finditer(text):
        yield Rate(part(sentence, *found.span()), Decimal(found["percent"]), _count(found["whole"]))


def _count(digits: str) -> int:
    return int(digits.replace(",", ""))


def _parted(text: str) -> Iterator[re.Match[str]]:
    """120件，办结118件，办结率98.33%: the rate is named for what was done to the part.

    Not of the last of several parts (蔬菜836批次、肉类450批次，检出不合格31批次): the rate is that of them all.
    """
    for found in _PARTED.finditer(text):
        did, rate = found["did"], found["rate"]
        if _AMONG.search(_CLAUSE.split(text[: found.start()])[-1]):
            continue
        if did.endswith(rate) or rate.endswith(did) or {did, rate} == {"合格", "不合格"}:
            yield found
