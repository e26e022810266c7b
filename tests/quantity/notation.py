"""Readings in a line, for tables of cases."""

from steelyard.model import Amount, Deadline, Interval, Period, Rank, Result, Target, Unknown, Wording

_REASONS = {
    "未填写": "blank",
    "占位符": "placeholder",
    "界限": "bound",
    "约数": "rough",
    "区间": "range",
    "不能确定以哪个为准": "several",
    "比较符号": "conflict",
    "前后两个比较词": "contradictory",
    "日历": "no such day",
    "分母": "over zero",
    "没有完成的部分": "remainder",
    "预计或者计划": "planned",
    "不是一个数值": "no number",
    "括号": "bracketed",
}


def show(reading: Target | Result) -> str:
    """``>= 50000 批次``, ``80..90 %``, ``by 2023-12-31``, ``rank 三级``, ``words``, ``? blank``."""
    match reading:
        case Amount(op, value, unit, trend, rough):
            return " ".join(filter(None, (op, f"{value:f}", unit, trend, "about" if rough else "")))
        case Interval(low, high, unit, low_open, high_open, trend):
            return f"{'(' if low_open else ''}{low}..{high}{')' if high_open else ''} {unit} {trend or ''}".strip()
        case Deadline(date, year_given, _, op):
            word = {"<=": "by", "<": "before", ">=": "from"}.get(op or "", "on")
            return f"{word} {date}{'' if year_given else ' no-year'}"
        case Period(first, last):
            return f"{first}..{last}"
        case Rank(text, op):
            return f"rank {op + ' ' if op else ''}{text}"
        case Wording(_, met):
            return met or "words"
        case Unknown(why):
            return "? " + next((name for words, name in _REASONS.items() if words in why.zh), why.zh)
