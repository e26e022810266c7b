"""目标年中改动 · A target moved in the year

查什么：同时列有年初指标值和调整指标值的表，两者是否不同；年中调低而没有说明原因的列为疑点。
为什么：把目标调到已经完成的水平，完成率就失去意义；调整应当有批复。
依据：绩效目标调整应当按程序报批（财预〔2015〕88号，原文待核）。
例：年初指标值120次，调整为80次，完成81次，没有说明。
怎么办：请提供目标调整的批复文件；没有批复的，按年初指标值计分。

What: In layouts with an initial and an adjusted target, whether they differ; one lowered without a reason is a doubt.
Why: A target moved to what has been done already says nothing; a change needs an approval.
Clause: Changes of targets need approval (Cai Yu (2015) 88, original not seen).
Example: 120 at the start, moved to 80, 81 reached, no reason.
Next: Ask for the approval; where there is none, score by the initial target.
"""

from collections.abc import Iterator

from steelyard.checks._lines import label, reasonless, where
from steelyard.checks._registry import NEXT, At, check
from steelyard.model import Amount, Finding, Indicator, Message, Pass, Scored, Skip, Verdict
from steelyard.packs.indicators import direction
from steelyard.quantity import comparable, fold

NO_COLUMN = Message("表样没有分列年初指标值和调整指标值。", "The layout does not print initial and adjusted targets.")


@check("targets", "note")
def moved_target(scored: Scored) -> Iterator[Verdict | At]:
    """Every row that prints both targets."""
    for row in scored.form.indicators:
        if not row.initial_target.text:
            yield Skip(NO_COLUMN)
        elif fold(row.initial_target.text) == fold(row.target.text) or row.initial_quantity == row.quantity:
            yield Pass()
        else:
            eased = _eased(row)
            name, first, last = label(row), row.initial_target.text, row.target.text
            message = Message(
                f"{name.zh}年初指标值为{first}，年中{'放宽' if eased else '调整'}为{last}。",
                f"{name.en} had a target of {first}, {'eased' if eased else 'moved'} to {last} in the year.",
            )
            places = where(row.target, row.initial_target)
            finding = Finding(message, NEXT, f"indicator:{row.row}.target", places, last, first)
            yield At("doubt", finding) if eased and reasonless(row.note.text) else finding


def _eased(row: Indicator) -> bool:
    first, last = row.initial_quantity, row.quantity
    if not isinstance(first, Amount) or not isinstance(last, Amount):
        return False
    factor = comparable(last.unit, first.unit)
    if factor is None:
        return False
    groups = tuple(one.text for one in row.groups)
    lower = direction(row.name.text, groups=groups, unit=last.unit) == "lower"
    at_most = last.op in ("<=", "<") or (last.op is None and lower)
    return last.value * factor > first.value if at_most else last.value * factor < first.value
