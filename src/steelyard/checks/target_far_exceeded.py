"""远超目标未说明原因 · A target far exceeded without a reason

查什么：实际完成值达到指标值的130%（以表样所用规则为准）而没有说明原因的行；反向指标和不超过100%的比率不在此列。
为什么：远超目标多半是目标定低了，得满分就没有意义，也让下一年的目标失去参照。
依据：财预〔2020〕10号：明显因目标偏低而超额的，应分析原因并酌减（原文待核，未定幅度）；广西平台以130%为界，不填原因不能保存。
例：目标2场、完成6场，为目标的300%，说明栏空白。
怎么办：请说明超额的原因；如目标偏低，下一年按实际水平重新设定。

What: Results of 130% of the target or more (the layout's rule decides) without a reason. Rows that are better lower
and percentages up to 100% are left out.
Why: Mostly the target was too low; then full marks mean nothing, and next year's target has nothing to go by.
Clause: Cai Yu (2020) 10: explain and reduce moderately (original not seen, no figure); one province asks at 130%.
Example: A target of 2 drills, a result of 6: 300% of the target, the column blank.
Next: Ask for the reason; where the target was too low, set next year's by what was reached.
"""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.checks._lines import Line, lines, reasonless, where
from steelyard.checks._mentions import reasons
from steelyard.checks._registry import NEXT, check
from steelyard.model import Amount, Finding, Message, Pass, Scored, Skip, Verdict
from steelyard.packs.forms import profiles
from steelyard.packs.indicators import direction
from steelyard.packs.rules import rule
from steelyard.packs.shapes import OverAchievement
from steelyard.quantity import half_up

# Where a layout's own rule names no number: the one that does.
DEFAULT = "guangxi-platform/over-achievement"
NO_RATIO = Message("指标值或完成值不是数值，不能计算完成比例。", "Target or result is no number.")


@check("targets", "doubt")
def target_far_exceeded(scored: Scored) -> Iterator[Verdict]:
    """Every row with a number for its target and a number for its result."""
    from_here = threshold(profiles()[scored.form.profile.name].rules.over_achievement)
    told = reasons(scored.form)
    for line in lines(scored):
        row, ratio = line.indicator, line.mark.ratio
        if row is None:
            continue
        if not isinstance(ratio, Decimal):
            yield Skip(NO_RATIO)
        elif ratio < from_here or bounded(line) or not reasonless(row.note.text) or line.name in told:
            yield Pass()
        else:
            percent = half_up(100 * ratio, 0)
            zh = f"{line.label.zh}目标{row.target.text}，实际{row.actual.text}，为目标的{percent}%，未说明原因。"
            en = f"{line.label.en} reached {row.actual.text}, {percent}% of {row.target.text}, and gives no reason."
            places = where(row.actual, row.target)
            yield Finding(Message(zh, en), NEXT, f"{line.about}.actual", places, row.actual.text, f"{percent}%")


def threshold(name: str) -> Decimal:
    """From which ratio on a reason is asked for by the rule of that name, or else by ``DEFAULT``."""
    for one in (name, DEFAULT):
        shape = rule(one).shape
        if isinstance(shape, OverAchievement) and shape.at_least is not None:
            return shape.at_least
    raise AssertionError(f"{DEFAULT} names no threshold")


def bounded(line: Line) -> bool:
    """Better lower, or a percentage that stays within 100."""
    row = line.indicator
    if row is None or not isinstance(row.quantity, Amount) or not isinstance(row.result, Amount):
        return True
    target, result = row.quantity, row.result
    lower = direction(row.name.text, groups=tuple(one.text for one in row.groups), unit=target.unit) == "lower"
    if target.op in ("<=", "<") or (target.op is None and lower):
        return True
    return "%" in (target.unit, result.unit) and result.value <= 100
