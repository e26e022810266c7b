"""预算执行率有误 · The execution rate is not the final budget over the adjusted one

查什么：资金栏、指标行和正文所写的预算执行率，按决算（执行）数除以调整后（全年）预算数重算；算得无误而超过100%的，列为疑点。
为什么：执行率直接计分，也是判断“花钱与办事是否匹配”的基准；用年初预算作分母会抬高或压低执行率。
依据：财预〔2020〕10号：预算执行率按全年预算数计算（原文待核）；没有调整数时以年初预算数为准。
例：决算8215.36万元、调整后预算9036.80万元，执行率为90.91%；写95.06%是以年初预算作了分母。
怎么办：以调整后（全年）预算数为分母重算执行率，并改正相应的得分和正文。

What: The execution rate in the funds block, in its indicator row and in the narrative, against final ÷ adjusted budget.
A rate that is right and yet above 100% is a doubt.
Why: The rate earns points, and outputs are judged against it; the initial budget as its base bends it up or down.
Clause: Cai Yu (2020) 10: the base is the full-year budget (original not seen); without one, the initial budget.
Example: 8215.36 of 9036.80 is 90.91%; 95.06% would come of taking the initial budget as the base.
Next: Work out the rate on the adjusted budget again, and correct the score and the text that rest on it.
"""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.checks._accounts import Account
from steelyard.checks._closeness import is_percentage, percentage
from steelyard.checks._execution import Funds, amounts, funds, stated_rates
from steelyard.checks._registry import NEXT, At, check
from steelyard.model import Finding, Message, Pass, Place, Scored, Skip, Verdict

NO_RATE = Message("表中没有写明预算执行率。", "The form states no execution rate.")
NO_BASE = Message(
    "没有可读的预算数和决算数，执行率无法重算。", "Without budget and final figures it cannot be worked out."
)


@check("arithmetic", "error")
def execution_rate_misstated(scored: Scored) -> Iterator[Verdict | At]:
    """Each rate that is stated, once, with all the places where it stands."""
    stated: dict[Decimal, list[Place]] = {}
    for value, place in stated_rates(scored.form):
        at = stated.setdefault(value, [])
        if place and place.start not in {other.start for other in at}:
            at.append(place)
    money = funds(scored.form)
    for rate, places in stated.items():
        if rate > 100 and (money is None or (money.base.stage == "adjusted" and _fits(rate, money.final, money.base))):
            yield At("doubt", Finding(_above(rate, money), NEXT, "execution_rate", tuple(places), str(rate)))
        elif money is not None:
            yield _verdict(rate, tuple(places), money)
        else:
            yield Skip(NO_BASE)
    if not stated:
        yield Skip(NO_RATE)


def _above(rate: Decimal, money: Funds | None) -> Message:
    zh, en = f"预算执行率{rate}%，超过100%", f"The execution rate is {rate}%, above 100%"
    if money:
        (spent, _), (budget, _) = amounts(money.final, money.base.unit)[0], amounts(money.base)[0]
        zh = f"{zh}：{money.final.name.zh}{spent}大于{money.base.name.zh}{budget}"
        en = f"{en}: {money.final.name.en.lower()} is {spent}, {money.base.name.en.lower()} {budget}"
    return Message(f"{zh}，请核实预算数是否漏列追加或结转资金。", f"{en}. Was money added or carried over left out?")


def _verdict(rate: Decimal, where: tuple[Place, ...], money: Funds) -> Verdict:
    final, base, initial = money
    if _fits(rate, final, base):
        return Pass()
    (spent, _), (budget, _) = amounts(final, base.unit)[0], amounts(base)[0]
    exact = percentage(spent, budget, rate)
    zh = f"预算执行率写{rate}%，按{final.name.zh}{spent}÷{base.name.zh}{budget}计算为{exact}%。"
    en = f"The execution rate is put at {rate}%, but {final.name.en.lower()} ÷ {base.name.en.lower()} is {exact}%."
    if initial and initial is not base and _fits(rate, final, initial):
        zh, en = f"{zh}所写数是以年初预算作了分母。", f"{en} It was worked out on the initial budget."
    return Finding(Message(zh, en), NEXT, "execution_rate", where, str(rate), str(exact))


def _fits(rate: Decimal, final: Account, base: Account) -> bool:
    return any(is_percentage(rate, spent, budget) for spent in amounts(final, base.unit) for budget in amounts(base))
