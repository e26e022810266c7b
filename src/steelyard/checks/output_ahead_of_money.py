"""产出与资金脱节 · Output ahead of money

查什么：指标得分率与预算执行率相差是否超过规则所定的幅度（5%），同时有超过20%的预算没有花出去的列为疑点。
为什么：钱没有花出去而产出几乎满分，要么预算编多了，要么产出与这笔钱无关，要么产出填高了。
依据：省级预算绩效平台的红灯、黄灯规则：（指标得分率－执行率）÷指标得分率大于5%；未用资金大于20%。
例：指标得92分（满分90折算为98%），执行率62%。
怎么办：对照项目逐项核对产出与支出；确属节约的，说明节约的来源。

What: Whether the achievement of the indicators runs ahead of the execution rate by more than the rule allows (5%); in
addition more than 20% of the budget unspent makes it a doubt.
Why: Full output for money not spent: the budget was too large, the output is not of this money, or it is overstated.
Clause: Red and yellow flags of a provincial budget performance platform.
Example: Indicators at 98% of their points, 62% of the budget executed.
Next: Set output beside spending project by project; where money was saved, say how.
"""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.checks._execution import amounts, funds, stated_rates
from steelyard.checks._lines import scored_lines, where
from steelyard.checks._registry import NEXT, At, check
from steelyard.model import Finding, Message, Pass, Scored, Skip, Verdict
from steelyard.packs.forms import profiles
from steelyard.packs.indicators import is_execution_rate
from steelyard.packs.rules import rule
from steelyard.packs.shapes import MoneyGap
from steelyard.quantity import half_up

NO_RATE = Message("没有可读的预算执行率。", "There is no execution rate.")
NO_SCORES = Message("指标的权重或得分无法读出。", "Weights or scores of the indicators cannot be read.")


@check("consistency", "note")
def output_ahead_of_money(scored: Scored) -> Iterator[Verdict | At]:
    """The form as a whole: points claimed by its indicators, the execution rate itself left out."""
    executed, achieved = _executed(scored), _achieved(scored)
    gap = rule(profiles()[scored.form.profile.name].rules.money_gap).shape
    if executed is None or achieved is None or not isinstance(gap, MoneyGap):
        yield Skip(NO_RATE if executed is None else NO_SCORES)
    elif (achieved - executed) / achieved <= gap.red_above:
        yield Pass()
    else:
        far, places = 1 - executed > gap.yellow_above, where(scored.form.execution_rate, scored.form.total.score)
        points, rate, unspent = (half_up(100 * one, 2) for one in (achieved, executed, 1 - executed))
        zh = f"指标完成程度{points}%，预算执行率{rate}%"
        en = f"The indicators are {points}% achieved, the budget is {rate}% executed"
        if far:
            says = Message(f"{zh}，有{unspent}%的预算未支出，与产出不相称。", f"{en}: output is ahead of money.")
        else:
            says = Message(f"{zh}，预算未支出部分的原因宜作说明。", f"{en}; say why the rest was not spent.")
        finding = Finding(says, NEXT, "execution_rate", places, f"{rate}", f"{points}")
        yield At("doubt", finding) if far else finding


def _executed(scored: Scored) -> Decimal | None:
    money = funds(scored.form)
    if money:
        return amounts(money.final, money.base.unit)[0][0] / amounts(money.base)[0][0]
    return next((rate / 100 for rate, _ in stated_rates(scored.form)), None)


def _achieved(scored: Scored) -> Decimal | None:
    """The share of the points that is claimed; in a layout without points, of the rows that reach their targets."""
    rows = [one for one in scored_lines(scored) if one.indicator and not is_execution_rate(one.indicator.name.text)]
    pairs = [(line.score.value, line.weight.value) for line in rows]
    known = [(score, weight) for score, weight in pairs if isinstance(score, Decimal) and isinstance(weight, Decimal)]
    score, weight = (sum((pair[side] for pair in known), Decimal(0)) for side in (0, 1))
    if known:
        return score / weight if len(known) == len(pairs) and weight > 0 and score > 0 else None
    met = [not line.mark.short for line in rows if line.mark.short is not None]
    return Decimal(sum(met)) / len(met) if any(met) else None
