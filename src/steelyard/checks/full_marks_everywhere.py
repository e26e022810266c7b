"""各项全部满分 · Full marks in every row

查什么：是否每一行都得满分。
为什么：全部满分的自评可能属实，但也可能是目标过低或评分流于形式；复核人员通常从这样的表抽起。
依据：财预〔2020〕10号要求自评客观公正，不得人为抬高分数（原文待核）；复核实践把“全部自评100分”列为抽查线索。
例：十行指标，行行满分。
怎么办：抽取权重大的几行核对佐证材料，看目标是否定得过低。

What: Whether every row earns its full weight.
Why: Such a form can be true; it can also mean low targets or a form filled in for form's sake. Reviewers start here.
Clause: Cai Yu (2020) 10 asks for objective scores (original not seen); reviewers take “all at 100” as a lead.
Example: Ten rows, each with full marks.
Next: Take the heaviest rows, ask for their evidence, and see whether the targets were too low.
"""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.checks._lines import UNREADABLE, scored_lines, where
from steelyard.checks._registry import NEXT, check
from steelyard.model import Finding, Message, Pass, Scored, Skip, Verdict

FEWEST = 3
TOO_FEW = Message(f"可计分的行不足{FEWEST}行。", f"There are fewer than {FEWEST} scored rows.")


@check("scoring", "note")
def full_marks_everywhere(scored: Scored) -> Iterator[Verdict]:
    """The form as a whole."""
    every = list(scored_lines(scored))
    pairs = [(line.score.value, line.weight.value) for line in every]
    known = [(score, weight) for score, weight in pairs if isinstance(score, Decimal) and isinstance(weight, Decimal)]
    if len(known) < FEWEST or len(known) < len(pairs):
        yield Skip(TOO_FEW if len(pairs) < FEWEST else UNREADABLE)
    elif any(score < weight for score, weight in known):
        yield Pass()
    else:
        zh = f"{len(known)}行全部得满分。"
        en = f"All {len(known)} rows have full marks."
        places = where(scored.form.total.score) or where(*(line.score for line in every))
        yield Finding(Message(zh, en), NEXT, "total.score", places, str(sum(score for score, _ in known)))
