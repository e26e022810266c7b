"""目标年中改动 · A target moved in the year

查什么：同时列有年初指标值和调整指标值的表，两者是否不同；年中调低而没有说明原因的列为疑点。给出年初确定的目标表时，
逐行与它对照，缺少、调低、改写、改变权重的列为疑点，调高和新增的提示；经批准的调整已经计入目标表。
为什么：把目标调到已经完成的水平，完成率就失去意义；调整应当有批复。
依据：绩效目标调整应当按程序报批（财预〔2015〕88号，原文待核）。
例：年初指标值120次，调整为80次，完成81次，没有说明。
怎么办：请提供目标调整的批复文件；没有批复的，按年初指标值计分。

What: In layouts with an initial and an adjusted target, whether they differ; one lowered without a reason is a doubt.
Where the targets that were set are given, each row is held against them: what is missing, lowered, reworded or has
another weight is a doubt, what is raised or new a note. Approved adjustments are part of the targets that were set.
Why: A target moved to what has been done already says nothing; a change needs an approval.
Clause: Changes of targets need approval (Cai Yu (2015) 88, original not seen).
Example: 120 at the start, moved to 80, 81 reached, no reason.
Next: Ask for the approval; where there is none, score by the initial target.
"""

from collections.abc import Iterator

from steelyard.checks._lines import label, reasonless, where
from steelyard.checks._moves import against_set
from steelyard.checks._registry import NEXT, At, check
from steelyard.model import Finding, Form, Message, Pass, Scored, Skip, Verdict
from steelyard.quantity import fold
from steelyard.scoring.moving import moved

NO_COLUMN = Message("表样没有分列年初指标值和调整指标值。", "The layout does not print initial and adjusted targets.")


@check("targets", "note")
def moved_target(scored: Scored) -> Iterator[Verdict | At]:
    """Every row against the targets that were set; where none are given, every row that prints both targets."""
    yield from _columns(scored.form) if scored.aims is None else against_set(scored.form, scored.aims)


def _columns(form: Form) -> Iterator[Verdict | At]:
    for row in form.indicators:
        first = row.initial_quantity
        if not row.initial_target.text or first is None:
            yield Skip(NO_COLUMN)
            continue
        turn = moved(first, row.quantity, row.name.text, tuple(group.text for group in row.groups))
        if turn == "same" or fold(row.initial_target.text) == fold(row.target.text):
            yield Pass()
        else:
            eased = turn == "lowered"
            name, was, now = label(row), row.initial_target.text, row.target.text
            message = Message(
                f"{name.zh}年初指标值为{was}，年中{'放宽' if eased else '调整'}为{now}。",
                f"{name.en} had a target of {was}, {'eased' if eased else 'moved'} to {now} in the year.",
            )
            places = where(row.target, row.initial_target)
            finding = Finding(message, NEXT, f"indicator:{row.row}.target", places, now, was)
            yield At("doubt", finding) if eased and reasonless(row.note.text) else finding
