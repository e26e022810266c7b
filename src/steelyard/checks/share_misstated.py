"""占比有误 · A share is not its part of the total

查什么：收支各部分所写的占比，按该部分除以合计重算，并按所写小数位数比较。
为什么：占比是正文里最容易抄错、也最容易核对的数；占比错，读者就会怀疑其余数字。
依据：《预算法实施条例》第八十三条关于数据真实、准确的要求；四舍五入按所写位数。
例：750万元占8642.50万元写作8.86%，应为8.68%；8.7%与8.6780%相符。
怎么办：按该部分除以合计重算占比，改正正文。

What: Each printed share of revenue or expenditure is worked out again as part ÷ total, at the decimals printed.
Why: Shares are the figures most easily miscopied and most easily checked; one that is wrong discredits the others.
Clause: Implementation Regulations of the Budget Law, art. 83 on true and exact figures; rounding at the printed place.
Example: 750 of 8642.50 is put at 8.86%, but is 8.68%; 8.7% agrees with 8.6780%.
Next: Work out part ÷ total again and correct the text.
"""

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from steelyard.checks._accounts import Account, accounts
from steelyard.checks._closeness import is_percentage, percentage
from steelyard.checks._lines import where
from steelyard.checks._registry import NEXT, At, check
from steelyard.model import BudgetLine, Figure, Finding, Message, Pass, Scored, Skip, Verdict
from steelyard.quantity import places

NO_BASE = Message("没有可读的金额或合计数，占比无法重算。", "Without amount and total the share cannot be worked out.")


@check("arithmetic", "error")
def share_misstated(scored: Scored) -> Iterator[Verdict | At]:
    """Every share that is printed beside an amount."""
    for account in accounts(scored.form):
        evened = _evened(account)
        for line in account.parts:
            if line.share is not None:
                yield _verdict(account, line, line.share, evened)


def _verdict(account: Account, line: BudgetLine, share: Figure, evened: bool) -> Verdict | At:
    amount, added, stated = account.amount(line), account.added(), share.value
    base = account.amount(account.total) if account.total else added
    if not isinstance(stated, Decimal) or amount is None or not base or base <= 0 or amount < 0:
        return Skip(NO_BASE)
    blurred, blur = (amount, account.blur(line)), account.blur(account.total or line)
    if is_percentage(stated, blurred, (base, blur)):
        return Pass()
    if added and _adds_wrongly(account, base, added):
        others = base - added + amount
        if is_percentage(stated, blurred, (added, blur)) or _is(stated, others, base):
            return Pass()
    exact = percentage(amount, base, stated)
    if evened and abs(stated - exact) <= Decimal(1).scaleb(-places(stated)):
        return Pass()
    money = f"{line.amount.value}{line.unit}"
    zh = f"{account.name.zh}中“{line.name}”{money}的占比写{stated}%，按合计计算为{exact}%。"
    en = f"The share of “{line.name}” ({money}) is put at {stated}%, but is {exact}% of the total."
    finding = Finding(
        Message(zh, en), NEXT, f"{account.about}.share", where(share, line.amount), str(stated), str(exact)
    )
    cut = (100 * amount / base).quantize(Decimal(1).scaleb(-places(stated)), ROUND_DOWN)
    return At("doubt", finding) if stated == cut else finding


def _adds_wrongly(account: Account, base: Decimal, added: Decimal) -> bool:
    """Whether an amount or the total is wrong: that is the finding then (of ``budget-total-misstated``), not a share.

    Where parts may be left out, nothing is found there, and a share must be right by itself.
    """
    return added != base and not account.lacks_parts(base, added)


def _is(stated: Decimal, part: Decimal, whole: Decimal) -> bool:
    return part > 0 and is_percentage(stated, (part, Decimal(0)), (whole, Decimal(0)))


def _evened(account: Account) -> bool:
    """Whether the printed shares make 100 exactly, which rounding alone need not: one may be moved by a last place."""
    shares = [line.share.value for line in account.parts if line.share]
    known = [share for share in shares if isinstance(share, Decimal)]
    return len(known) == len(account.parts) > 2 and sum(known) == 100
