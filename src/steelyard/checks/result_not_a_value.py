"""完成值不是数值 · The result is not a value

查什么：指标值是数量、比率、金额或日期的，实际完成值是否写出了具体数值；空白、“≥95%”、“完成”都不是数值。
为什么：没有数值就不能计分，也不能核对；把目标的界限抄过来，等于没有填。
依据：财预〔2020〕10号：定量指标以实际完成值与指标值对比计分（原文待核）；复核规则对填写不实的指标不予认可。
例：指标值“≤30万元”，完成值写“完成”；指标值“≥95%”，完成值也写“≥95%”。
怎么办：填写实际完成的数值和单位，并备好台账或佐证。

What: Where the target is a number, an amount or a date: does the result give one? A blank, “≥95%” or “done” does not.
Why: Without a value there is nothing to score and nothing to check; a bound copied from the target is no answer.
Clause: Cai Yu (2020) 10: measured rows are scored by result against target (original not seen).
Example: Target “at most 300,000 yuan”, result “done”; target “≥95%”, result “≥95%”.
Next: Fill in the number that was reached, with its unit, and keep the ledger at hand.
"""

from collections.abc import Iterator

from steelyard.checks._lines import label, shortened, where
from steelyard.checks._registry import NEXT, check
from steelyard.model import (
    Amount,
    Deadline,
    Finding,
    Indicator,
    Interval,
    Message,
    Pass,
    Period,
    Rank,
    Scored,
    Skip,
    Unknown,
    Verdict,
    Wording,
)
from steelyard.quantity import fold

NO_COLUMN = Message("表样没有实际完成值一栏。", "The layout has no column for results.")


@check("targets", "doubt")
def result_not_a_value(scored: Scored) -> Iterator[Verdict]:
    """Every row: a blank or a bound never is a value; words are none where the target is a number."""
    for row in scored.form.indicators:
        if row.actual.place is None:
            yield Skip(NO_COLUMN)
            continue
        why = _why(row)
        if why is None:
            yield Pass()
            continue
        name, target = label(row), shortened(row.target.text)
        message = Message(f"{name.zh}（目标{target}）：{why.zh}", f"{name.en} (target {target}): {why.en}")
        yield Finding(message, NEXT, f"indicator:{row.row}.actual", where(row.actual), row.actual.text)


def _why(row: Indicator) -> Message | None:
    if isinstance(row.result, Unknown):
        return None if _several_met(row) else row.result.why
    said = shortened(row.actual.text)
    match row.quantity, row.result:
        case ((Amount() | Interval()), (Wording() | Rank())):
            return Message(f"完成值“{said}”不是数值。", f"the result “{said}” is not a number.")
        case ((Deadline() | Period()), Wording(met=None)):
            return Message(f"完成值“{said}”没有写明完成时间。", f"the result “{said}” does not say when.")
        case _:
            return None


def _several_met(row: Indicator) -> bool:
    """12个单位、300人, in the target as in the result: no one value, but nothing is left out."""
    target, said = fold(row.target.text), fold(row.actual.text)
    return isinstance(row.quantity, Unknown) and said == target and any(map(str.isdigit, said))
