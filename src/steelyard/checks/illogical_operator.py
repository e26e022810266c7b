"""指标方向不合理 · A target whose direction makes no sense

查什么：计算符号与指标含义是否相合：成本、控制类和事故类用“≥”，满意度、合格率用“≤”，零目标用“≥”，
不可能超过100%的比率要求高于100%（要求“≥100%”的只作提示）。
为什么：方向反了，完成得越差得分越高；“≥0”永远完成，“≥100%”只有一个数能完成。
依据：财预〔2021〕101号关于指标值设定的要求（原文待核）；复核中“成本指标用≥”被列为问题。
例：项目总成本“≥90万元”；安全事故发生数“≥0起”。
怎么办：按指标含义改正符号：越少越好的用“≤”，必须达到的用“＝”，越多越好的用“≥”。

What: Whether the sign fits what is measured: costs, controls, accidents with “≥”, satisfaction and pass rates with “≤”,
a target of zero with “≥”, a bounded rate asked to exceed 100% (“≥100%” is only noted).
Why: With the sign turned round, worse is better; “≥0” is always met, “≥100%” by one number only.
Clause: Cai Yu (2021) 101 on setting targets (original not seen); reviewers list “cost with ≥”.
Example: Total cost “≥ 900,000 yuan”; accidents “≥ 0”.
Next: Put the sign that fits: “≤” where less is better, “=” for what must be met, “≥” where more is better.
"""

from collections.abc import Iterator

from steelyard.checks._lines import label, where
from steelyard.checks._rates import MAY_EXCEED_100, SHARE_RATE
from steelyard.checks._registry import NEXT, At, check
from steelyard.model import Amount, Finding, Indicator, Level, Message, Pass, Scored, Verdict
from steelyard.packs.indicators import cannot_exceed_100, direction, is_allowance, kind_of, plain

HIGH = 80  # percent; nobody asks that a rate be at most this unless less is better
LESS = Message("越少越好，却要求不低于目标", "less is better, yet the target is a least")
MORE = Message("越高越好，却要求不高于目标", "more is better, yet the target is a most")
ALWAYS = Message("要求不低于0，任何结果都算完成", "at least 0 is met by any result")
NEVER = Message("这类比率不可能超过100%", "such a rate cannot exceed 100%")
ONLY = Message("这类比率最高为100%，写“＝100%”更清楚", "such a rate is 100% at most; “=100%” would be plainer")


@check("targets", "doubt")
def illogical_operator(scored: Scored) -> Iterator[Verdict | At]:
    """Every row whose target is an amount with an operator."""
    for row in scored.form.indicators:
        if not isinstance(row.quantity, Amount) or (row.quantity.op is None and row.quantity.value <= 100):
            continue
        level, why = _why(row, row.quantity)
        if why is None:
            yield Pass()
            continue
        name, target = label(row), f"{row.operator.text}{row.target.text}{row.unit.text}"
        message = Message(f"{name.zh}的指标值“{target}”：{why.zh}。", f"{name.en} has the target “{target}”: {why.en}.")
        places = where(row.operator, row.target)
        yield At(level, Finding(message, NEXT, f"indicator:{row.row}.target", places, target))


def _why(row: Indicator, target: Amount) -> tuple[Level, Message | None]:
    name, least = row.name.text, target.op in (">=", ">")
    lower = direction(name, groups=tuple(one.text for one in row.groups), unit=target.unit) == "lower"
    if target.op == ">=" and target.value == 0:
        return "doubt", ALWAYS
    if least and lower and not is_allowance(name):
        return "doubt", LESS
    if target.op in ("<=", "<") and not lower and (kind_of(name) == "satisfaction" or _high_rate(name, target)):
        return "doubt", None if "不" in name else MORE
    if target.unit == "%" and cannot_exceed_100(name) and (least or target.value > 100):
        return (
            ("doubt", NEVER)
            if target.value > 100 or (target.value == 100 and target.op == ">")
            else ("note", ONLY if target.value == 100 else None)
        )
    return "doubt", None


def _high_rate(name: str, target: Amount) -> bool:
    """A share of a whole; or some other rate that is to be high, judging by the number, as 接种率 90%."""
    high = target.unit == "%" and target.value >= HIGH and plain(name).endswith("率")
    return SHARE_RATE.search(plain(name)) is not None or (high and not MAY_EXCEED_100.search(plain(name)))
