"""完成值照抄指标值 · The result repeats the target's words

查什么：文字表述的指标，实际完成值是否与指标值一字不差（健全/健全、持续优化/持续优化、三级/三级）。
为什么：照抄目标不是结果，看不出做了什么、做到什么程度，也无从复核。
依据：财预〔2015〕88号：绩效指标应当细化量化、可衡量（原文待核）；复核规则对空泛而无佐证的指标不予认可。
例：指标值“持续优化”，完成值也写“持续优化”。
怎么办：改写为可以核对的事实，如制度名称和文号、检查次数、评定文件；下一年改用可量化的指标。

What: Whether the result of a row in words is word for word its target (sound/sound, improving/improving).
Why: A target said again is no result; nobody can see what was done, or check it.
Clause: Cai Yu (2015) 88: indicators are to be measurable (original not seen); reviewers give nothing for empty words.
Example: Target “kept improving”, result “kept improving”.
Next: Put a fact that can be checked: a rule and its number, a count, a certificate; next year choose a number.
"""

from collections.abc import Iterator

from steelyard.checks._lines import label, shortened, where
from steelyard.checks._registry import NEXT, check
from steelyard.model import Finding, Message, Pass, Rank, Scored, Verdict, Wording
from steelyard.quantity import fold


@check("targets", "note")
def echoed_target(scored: Scored) -> Iterator[Verdict]:
    """Every row whose target is in words or a level."""
    for row in scored.form.indicators:
        if not isinstance(row.quantity, Wording | Rank) or not row.actual.text:
            continue
        if fold(row.actual.text) != fold(row.target.text):
            yield Pass()
            continue
        name, said = label(row), shortened(row.actual.text)
        message = Message(
            f"{name.zh}的完成值照抄指标值“{said}”。", f"{name.en}: the result repeats the target, “{said}”."
        )
        yield Finding(message, NEXT, f"indicator:{row.row}.actual", where(row.actual, row.target), row.actual.text)
