"""Why a cell gives no quantity, in both languages."""

from collections.abc import Sequence

from steelyard.model import Message, Unknown

_LONGEST = 48  # characters of a cell, and
_MOST = 4  # numbers of it, that a sentence repeats


def blank(printed: str) -> Unknown:
    """An empty cell, or one with a dash."""
    if not printed:
        return Unknown(Message("此处为空，未填写内容。", "Nothing is filled in here."))
    return _unknown(printed, "此处只有{0}，未填写内容。", "Only {0} stands here; nothing is filled in.")


def placeholder(printed: str) -> Unknown:
    """≥XX%."""
    return _unknown(
        printed, "{0}还是填表模板的占位符，没有换成实际内容。", "{0} is still the placeholder of the template."
    )


def not_a_number(printed: str) -> Unknown:
    """Words, a date, a ratio where a figure belongs."""
    return _unknown(printed, "{0}不是一个数值。", "{0} is not a number.")


def bracketed(printed: str) -> Unknown:
    """(5)."""
    zh = "{0}只有带括号的整数，不能确定是负数还是编号。"
    return _unknown(printed, zh, "{0} is a bracketed whole number: it may be negative, or a mark.")


def bound(printed: str) -> Unknown:
    """≥95% where a value belongs."""
    return _unknown(printed, "{0}写的是界限，不是确定的数值。", "{0} is a bound, not a value.")


def rough(printed: str) -> Unknown:
    """近百家, 120余万元."""
    return _unknown(printed, "{0}是约数，应填写准确数值。", "{0} is a rough figure; the exact value is needed.")


def interval(printed: str) -> Unknown:
    """80%~90% where a value belongs."""
    return _unknown(printed, "{0}写的是区间，不是一个确定的数值。", "{0} is a range, not one value.")


def several(printed: str, numbers: Sequence[str]) -> Unknown:
    """检查3次，整改5家."""
    more = len(numbers) > _MOST
    first = [_brief(number) for number in numbers[:_MOST]]
    zh = f"{{0}}中有{len(numbers)}个数（{'、'.join(first)}{'等' if more else ''}），不能确定以哪个为准。"
    listed = f"{', '.join(first)}{', …' if more else ''}"
    en = f"{{0}} holds {len(numbers)} numbers ({listed}): it cannot be told which counts."
    return _unknown(printed, zh, en)


def conflict(printed: str, operator: str) -> Unknown:
    """不超过5% in a row whose operator column says ≥."""
    zh = f"{{0}}与比较符号“{_brief(operator)}”方向相反，不能确定要求的是上限还是下限。"
    return _unknown(printed, zh, f"{{0}} and the operator “{_brief(operator)}” bound in opposite directions.")


def contradictory(printed: str) -> Unknown:
    """≤5%以上."""
    zh = "{0}前后两个比较词方向相反，不能确定要求的是上限还是下限。"
    return _unknown(printed, zh, "{0} bounds in both directions at once; it cannot be told which is meant.")


def no_such_day(printed: str) -> Unknown:
    """2月30日."""
    return _unknown(printed, "{0}中的日期在日历上不存在。", "{0} names a day that the calendar does not have.")


def over_zero(printed: str) -> Unknown:
    """5/0."""
    return _unknown(printed, "{0}的分母为0，算不出比率。", "{0} divides by 0, so there is no ratio.")


def planned(printed: str) -> Unknown:
    """预计95%."""
    zh = "{0}写的是预计或者计划的数，不是已经达到的数值。"
    return _unknown(printed, zh, "{0} tells what was expected or planned, not the value that was reached.")


def remainder(printed: str) -> Unknown:
    """未完成12件."""
    zh = "{0}写的是没有完成的部分，不是已经达到的数值。"
    return _unknown(printed, zh, "{0} tells what was not done, not the value that was reached.")


def _unknown(printed: str, zh: str, en: str) -> Unknown:
    quoted = f"“{_brief(printed)}”"
    return Unknown(Message(zh.replace("{0}", quoted), en.replace("{0}", quoted)))


def _brief(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
