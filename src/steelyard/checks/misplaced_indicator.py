"""指标放错类别 · An indicator in the wrong class

查什么：三级指标的名称与所在二级类别（数量、质量、时效、成本、效益、满意度）是否明显不合；拿不准的不报。
为什么：类别不同，权重和评价标准也不同；资金支付当作产出数量，是以投入充产出。
依据：财预〔2021〕101号的指标分类（原文待核）；复核规则：三级指标与二级类别不匹配的不得分。
例：“服务对象满意度”放在数量指标下；“资金支付率”放在数量指标下。
怎么办：移到相应类别，或换成能说明该类别的指标，并重新核对分组权重。

What: Whether the name of an indicator clearly does not belong to its class (quantity, quality, timeliness, cost,
benefit, satisfaction). Where it is not clear, nothing is said.
Why: Classes have weights and standards of their own; money paid out is an input, not an output.
Clause: Classes of Cai Yu (2021) 101 (original not seen); reviewers give nothing for a row in the wrong class.
Example: “Satisfaction of clients” or “funds paid” under quantity.
Next: Move it, or put an indicator that speaks of the class, and check the weights of the groups again.
"""

import re
from collections.abc import Iterator

from steelyard.checks._lines import label, shortened, where
from steelyard.checks._registry import NEXT, check
from steelyard.model import Finding, Indicator, Message, Pass, Printed, Scored, Skip, Verdict
from steelyard.packs.indicators import Class, class_of, classes, direction, plain

BENEFITS = ("经济", "社会", "生态", "可持续", "满意度")
NO_CLASS = Message("所在分组不是二级指标类别。", "The row stands under no class of the common scheme.")
_MONEY = re.compile(
    r"(?:资金|经费|款项|补助|补贴).*(?:金额|总额|支出|支付|拨付|到位率|支付率|使用率|执行率)$|^预算执行率$"
)
_ACTIVITY = re.compile(r"(?:举办|开展|组织|召开|印发|购置|采购).*(?:期数|场次|场数|次数|数量|份数|册数|台数|批次)$")
_SAVING = re.compile(r"降低|减少|节约|节省|压减|下降")  # a cost brought down is a benefit


@check("targets", "doubt")
def misplaced_indicator(scored: Scored) -> Iterator[Verdict]:
    """Every row under a class of the common scheme, the innermost label first."""
    for row in scored.form.indicators:
        group, kind = _class(row)
        if group is None or kind is None:
            yield Skip(NO_CLASS)
        elif (word := _foreign(row, kind)) is None:
            yield Pass()
        else:
            name, under = label(row), shortened(group.text)
            zh = f"{name.zh}放在“{under}”下，但“{word}”不属于这一类。"
            en = f"{name.en} stands under “{under}”, where “{word}” does not belong."
            places = where(row.name, group)
            yield Finding(Message(zh, en), NEXT, f"indicator:{row.row}.groups", places, row.name.text)


def _class(row: Indicator) -> tuple[Printed | None, Class | None]:
    found = ((group, class_of(group.text)) for group in reversed(row.groups))
    return next(((group, classes()[name]) for group, name in found if name), (None, None))


def _foreign(row: Indicator, kind: Class) -> str | None:
    name = plain(row.name.text)
    clear = [re.compile("满意[度率]")] if kind.name != "满意度" else []
    clear += [_MONEY] if kind.name not in ("成本", "经济", "时效") else []
    clear += [_ACTIVITY] if kind.name in BENEFITS else []
    if found := next((found for pattern in clear if (found := pattern.search(name))), None):
        return found[0]
    if any(word in name for word in kind.own) or (_SAVING.search(name) and "成本" in name):
        return None
    bad_event = direction(name) == "lower" and kind.name != "满意度"  # 事故发生次数 is at home in several classes
    return next((word for word in kind.foreign if word in name and not (bad_event and "次" in word)), None)
