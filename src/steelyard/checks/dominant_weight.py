"""单项权重过大 · One row carries most of the weight

查什么：单独一行指标的权重是否达到全部权重的40%（提示）或60%（疑点）。
为什么：一行定总分，其余各行形同虚设；也常见于把几项任务并成一行。
依据：绩效指标应当细化量化、权重合理（财预〔2015〕88号，原文待核）；两道界限是本工具的判断，不是文件规定。
例：全表三行，其中一行权重80。
怎么办：把该行拆成可以分别衡量的指标，或说明权重如此安排的理由。

What: Whether one row alone carries 40% of all the weight (a note) or 60% (a doubt).
Why: Where one row decides the score the others are decoration; often several tasks were put into one row.
Clause: Targets are to be detailed and weights reasonable (Cai Yu (2015) 88, original not seen); the bounds are ours.
Example: Three rows, one of which weighs 80.
Next: Split the row into indicators that can be measured one by one, or say why it weighs so much.
"""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.checks._lines import UNREADABLE, scored_lines, where
from steelyard.checks._registry import NEXT, At, check
from steelyard.model import Finding, Message, Pass, Scored, Skip, Verdict
from steelyard.quantity import half_up

NOTED, DOUBTED = Decimal(40), Decimal(60)  # percent of all the weight
FEWEST = 3
TOO_FEW = Message(f"指标不足{FEWEST}行，权重自然集中。", f"With fewer than {FEWEST} rows each of them is heavy.")


@check("scoring", "note")
def dominant_weight(scored: Scored) -> Iterator[Verdict | At]:
    """Every row against the sum of all weights."""
    every = list(scored_lines(scored))
    known = [(line, line.weight.value) for line in every if isinstance(line.weight.value, Decimal)]
    total = sum((weight for _, weight in known), Decimal(0))
    if len(every) < FEWEST or len(known) < len(every) or not total:
        yield Skip(TOO_FEW if len(every) < FEWEST else UNREADABLE)
        return
    for line, weight in known:
        if (share := 100 * weight / total) < NOTED:
            yield Pass()
        else:
            zh = f"{line.label.zh}权重{weight}，占全部权重的{half_up(share, 2)}%。"
            en = f"{line.label.en} weighs {weight}, {half_up(share, 2)}% of all the weight."
            finding = Finding(Message(zh, en), NEXT, f"{line.about}.weight", where(line.weight), str(weight))
            yield At("doubt", finding) if share >= DOUBTED else finding
