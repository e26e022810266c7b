"""Why a cell gives no quantity, in both languages."""

from collections.abc import Iterable

from steelyard.model import Message, Unknown


def blank(printed: str) -> Unknown:
    if not printed:
        return Unknown(Message("此处为空，未填写内容。", "Nothing is filled in here."))
    return Unknown(
        Message(f"此处只填了“{printed}”，没有填写内容。", f"Only “{printed}” stands here, nothing is filled in.")
    )


def placeholder(printed: str) -> Unknown:
    zh = f"“{printed}”还是填表模板的占位符，没有换成实际内容。"
    return Unknown(Message(zh, f"“{printed}” is still the placeholder of the template."))


def not_a_number(printed: str) -> Unknown:
    return Unknown(Message(f"“{printed}”不是一个数值。", f"“{printed}” is not a number."))


def bound(printed: str) -> Unknown:
    zh = f"“{printed}”写的是界限，不是确定的数值。"
    return Unknown(Message(zh, f"“{printed}” is a bound, not a value."))


def rough(printed: str) -> Unknown:
    zh = f"“{printed}”是约数，应填写准确数值。"
    return Unknown(Message(zh, f"“{printed}” is a rough figure; the exact value is needed."))


def interval(printed: str) -> Unknown:
    zh = f"“{printed}”写的是区间，不是一个确定的数值。"
    return Unknown(Message(zh, f"“{printed}” is a range, not one value."))


def several(printed: str, numbers: Iterable[str]) -> Unknown:
    listed = list(numbers)
    zh = f"“{printed}”中有{len(listed)}个数（{'、'.join(listed)}），不能确定以哪个为准。"
    return Unknown(
        Message(zh, f"“{printed}” holds {len(listed)} numbers ({', '.join(listed)}): it cannot be told which counts.")
    )


def conflict(printed: str, other: str) -> Unknown:
    zh = f"“{printed}”与“{other}”的比较方向相反，不能确定以哪个为准。"
    return Unknown(
        Message(zh, f"“{printed}” and “{other}” bound in opposite directions: it cannot be told which counts.")
    )


def no_such_day(printed: str) -> Unknown:
    return Unknown(
        Message(f"“{printed}”中的日期在日历上不存在。", f"“{printed}” names a day that the calendar does not have.")
    )


def over_zero(printed: str) -> Unknown:
    return Unknown(Message(f"“{printed}”的分母为0，算不出比率。", f"“{printed}” divides by 0, so there is no ratio."))


def remainder(printed: str) -> Unknown:
    zh = f"“{printed}”写的是没有完成的部分，不是已经达到的数值。"
    return Unknown(Message(zh, f"“{printed}” tells what was not done, not the value that was reached."))


def contradictory(printed: str) -> Unknown:
    zh = f"“{printed}”前后两个比较词方向相反，不能确定要求的是上限还是下限。"
    return Unknown(Message(zh, f"“{printed}” bounds in both directions at once: it cannot be told which is meant."))


def bracketed(printed: str) -> Unknown:
    zh = f"“{printed}”只有带括号的整数，不能确定是负数还是编号。"
    return Unknown(Message(zh, f"“{printed}” is a bracketed whole number: it may be negative or a mark."))
