"""Rows whose target is a day or a span of time: on time earns the whole weight; for late the rule has no formula."""

import datetime
from decimal import Decimal

from steelyard.model import Amount, Deadline, Indicator, Message, Period, Unknown
from steelyard.packs.forms import RuleChoice
from steelyard.scoring.judging import judged
from steelyard.scoring.outcome import ZERO, Outcome, full, undecided, unknown

NO_TIME = Unknown(
    Message(
        "指标值是时间，完成值是数量，不能比较。",
        "The target is a time and the result an amount: they cannot be compared.",
    )
)


def by_date(row: Indicator, target: Deadline | Period, choice: RuleChoice) -> Outcome:
    """Scores a day against a deadline. A month without a day, which may be early or late, is not decided."""
    name, weight, result = choice.positive, row.weight.value, row.result
    if isinstance(result, Unknown):
        return unknown(result, name)
    if isinstance(result, Amount):
        return unknown(NO_TIME, name)
    if not isinstance(result, Deadline | Period):
        return judged(row, choice.qualitative)
    due, done = _end(target), _end(result)
    late = _late(result, done, due)
    if isinstance(target, Deadline) and target.op in (">=", ">"):
        late = done < due
    if isinstance(weight, Unknown):
        return unknown(weight, name, late)
    if late is None:
        why = Message(
            f"完成时间只写到月，分不清是否晚于{due}。", f"The result names no day: it cannot be told from {due}."
        )
        return undecided(Unknown(why), (ZERO, weight), name, None)
    return _late_or_not(late, done, due, weight, name)


def _late_or_not(late: bool, done: datetime.date, due: datetime.date, weight: Decimal, name: str) -> Outcome:
    if not late:
        how = Message(f"{done} 不晚于 {due}，得满分", f"{done} is not after {due}: full weight")
        return full(weight, name, how)
    why = Message(
        f"{done}晚于{due}，规则没有给出逾期的计分公式。",
        f"{done} is after {due}; the rule has no formula for being late.",
    )
    return undecided(Unknown(why), (ZERO, weight), name, True)


def _end(time: Deadline | Period) -> datetime.date:
    return time.date if isinstance(time, Deadline) else time.last


def _late(result: Deadline | Period, done: datetime.date, due: datetime.date) -> bool | None:
    if done <= due:
        return False
    if isinstance(result, Deadline) and not result.day_given and done.year == due.year:
        unsure = done.month == due.month or (done.month, done.day) == (12, 31)
        return None if unsure else True
    return True
