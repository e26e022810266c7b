"""预算合计有误 · The parts of a budget do not add up to its total

查什么：年初、调整后、决算各阶段，收入与支出各部分相加是否等于合计；年初与调整后的收入合计是否等于支出合计。
为什么：收支数据是执行率、占比和资金效益分析的起点，合计不符说明抄录有误或漏列资金。
依据：《预算法实施条例》第八十三条：决算数据应当以核实的会计账目为准，不得估列、不得编造。
例：基本支出5126.30万元加项目支出3516.20万元，合计却写8624.50万元。
怎么办：对照批复文件和决算报表逐项核对，改正写错的部分或合计，再重算占比和执行率。

What: For the initial, the adjusted and the final budget: do the parts of revenue and of expenditure add up to their
total, and are revenue and expenditure equal in the two budgets?
Why: Execution rates and shares start from these figures; a wrong total is a slip of the pen or money left out.
Clause: Implementation Regulations of the Budget Law, art. 83: final figures come from verified books.
Example: Basic 5126.30 and projects 3516.20, but a total of 8624.50.
Next: Check the parts against the approved budget and the accounts, correct them, then work out shares and rate again.
"""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.checks._accounts import Account, accounts
from steelyard.checks._lines import where
from steelyard.checks._registry import NEXT, check
from steelyard.model import BudgetLine, Finding, Message, Pass, Scored, Skip, Verdict
from steelyard.quantity import trimmed

NO_TOTAL = Message("没有可读的合计数。", "There is no total that can be read.")
NOT_ALL = Message(
    "只列出合计中的一部分，无法相加核对。", "Not all parts of the total are printed, so they cannot be added."
)


@check("arithmetic", "error")
def budget_total_misstated(scored: Scored) -> Iterator[Verdict]:
    """The parts of each account; then revenue against expenditure where neither account is wrong in itself."""
    sound: dict[str, tuple[Account, BudgetLine, Decimal]] = {}
    for account in accounts(scored.form):
        total = account.amount(account.total) if account.total else None
        if account.total is None or total is None:
            yield Skip(NO_TOTAL)
            continue
        verdict = _parts(account, account.total, total)
        yield from [verdict] if verdict else []
        if not isinstance(verdict, Finding) and account.stage != "final":
            other = sound.setdefault(account.stage, (account, account.total, total))
            if other[0] is not account:
                yield _balance(other, account, account.total)


def _parts(account: Account, line: BudgetLine, total: Decimal) -> Verdict | None:
    if not account.parts:
        return None
    known = [amount for part in account.parts if (amount := account.amount(part)) is not None]
    added = sum(known, Decimal(0))
    if _same(account, line, total, added):
        return Pass()
    if account.lacks_parts(total, added):
        return Skip(NOT_ALL)
    unit, sums = line.unit, trimmed(added)
    zh = f"{account.name.zh}合计写{line.amount.value}{unit}，{len(known)}个部分相加为{sums}{unit}。"
    en = f"{account.name.en} is put at {line.amount.value}{unit}, but its {len(known)} parts add to {sums}{unit}."
    places = where(line.amount, *(part.amount for part in account.parts))
    return Finding(Message(zh, en), NEXT, account.about, places, str(line.amount.value), sums)


def _same(account: Account, line: BudgetLine, total: Decimal, added: Decimal) -> bool:
    """Money adds exactly, unless the total or all the parts are rounded more coarsely than the other."""
    finest, step = min(account.step(part) for part in account.parts), account.step(line)
    blur = sum((account.blur(part) for part in account.parts), Decimal(0)) if finest > step else account.blur(line)
    return abs(total - added) <= (0 if finest == step else blur)


def _balance(other: tuple[Account, BudgetLine, Decimal], account: Account, line: BudgetLine) -> Verdict:
    first, printed, amount = other
    if first.amount(line) == amount:
        return Pass()
    one, two = f"{printed.amount.value}{printed.unit}", f"{line.amount.value}{line.unit}"
    zh = f"{first.name.zh}为{one}，{account.name.zh}为{two}，收支不平衡。"
    en = f"{first.name.en} ({one}) and {account.name.en.lower()} ({two}) do not balance."
    places = where(printed.amount, line.amount)
    return Finding(Message(zh, en), NEXT, account.about, places, str(line.amount.value), str(printed.amount.value))
