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
from steelyard.model import Amount, Finding, Indicator, Message, Pass, Printed, Scored, Skip, Verdict
from steelyard.packs import indicators as names
from steelyard.packs.indicators import Class, class_of, classes, direction, plain

BENEFITS = ("经济", "社会", "生态", "可持续", "满意度")
NO_CLASS = Message("所在分组不是二级指标类别。", "The row stands under no class of the common scheme.")
SATISFACTION = Message("满意度应当放在满意度指标下", "satisfaction has a class of its own")
PAID = Message("资金支出是投入，不属于这一类", "money paid out is an input and does not belong there")
WORK = Message("所计的是工作数量，应当放在数量指标下", "work that is counted belongs under quantity")
COUNTED = Message("名称和单位都与满意度无关", "neither name nor unit speaks of satisfaction")
_SAVING = re.compile(r"降低|减少|节约|节省|压减|下降")  # a cost brought down is a benefit


@check("targets", "doubt")
def misplaced_indicator(scored: Scored) -> Iterator[Verdict]:
    """Every row under a class of the common scheme, the innermost label first."""
    for row in scored.form.indicators:
        group, kind = _class(row)
        if group is None or kind is None:
            yield Skip(NO_CLASS)
        elif (why := _clearly(row, kind) or _probably(row, kind)) is None:
            yield Pass()
        else:
            name, under, places = label(row), shortened(group.text), where(row.name, group)
            message = Message(f"{name.zh}放在“{under}”下：{why.zh}。", f"{name.en} stands under “{under}”: {why.en}.")
            yield Finding(message, NEXT, f"indicator:{row.row}.groups", places, row.name.text)


def _class(row: Indicator) -> tuple[Printed | None, Class | None]:
    found = ((group, class_of(group.text)) for group in reversed(row.groups))
    return next(((group, classes()[name]) for group, name in found if name), (None, None))


def _clearly(row: Indicator, kind: Class) -> Message | None:
    """What no word of the class itself excuses."""
    name = row.name.text
    if kind.name != "满意度" and re.search("满意[度率]", name):
        return SATISFACTION
    if not kind.payments and kind.name != "时效" and names.is_payment(name):
        return PAID
    return WORK if kind.name in BENEFITS and names.counts_work(name, surely=True) else None


def _probably(row: Indicator, kind: Class) -> Message | None:
    """What does not belong to the class, unless a word of the name does."""
    name, unit = plain(row.name.text), row.quantity.unit if isinstance(row.quantity, Amount) else ""
    if any(word in name for word in kind.own) or (_SAVING.search(name) and "成本" in name):
        return None
    bad_event = direction(name) == "lower" and kind.name != "满意度"  # 事故发生次数 is at home in several classes
    foreign = (word for word in kind.foreign if word in name and not (bad_event and "次" in word))
    if word := next(foreign, None):
        return Message(f"“{word}”不属于这一类", f"“{word}” does not belong there")
    if not kind.payments and unit.endswith("元") and names.is_payment(name, unit):
        return PAID
    if not kind.work and not bad_event and names.counts_work(name):
        return WORK
    return COUNTED if not kind.counts and names.is_counted(name, unit) else None
