"""前后不一 · The text contradicts itself

查什么：正文里说同一件事的两个数是否相同；总数与所列各项之和、占比、增减幅度与它们的基数，按印出的小数位数重算。
为什么：一段话改过几遍，总数改了、分项没有改，读者就不知道该信哪一个。
依据：《预算法实施条例》第八十三条关于数据真实、准确的要求；四舍五入按所写位数。
例：“排查隐患1072条（重大36条、一般1063条）”：36＋1063＝1099，与1072不符；“由1.9%下降到0.6%，下降1.2个百分点”：
应为1.3个百分点。“其中省级9家、市级12家”没有列全，不指出。
怎么办：按台账核定各项，改正写错的数；分项未列全的，写明“等”或者补全。

What: Two numbers of the narrative for one thing; a total against the parts listed behind it, shares and changes
against the numbers they are reckoned from, at the decimals printed.
Why: A passage is rewritten several times; the total is changed, its parts are not, and nobody can tell which holds.
Clause: Implementation Regulations of the Budget Law, art. 83 on true and exact figures; rounding at the printed place.
Example: 1072 hazards in brackets 36 grave and 1063 lesser: they add to 1099; from 1.9% to 0.6% is 1.3 points, not 1.2.
Parts that do not claim to be all are not reported.
Next: Settle each item by the ledger and correct what is wrong; where not all parts are listed, say so.
"""

from collections.abc import Iterator

from steelyard.checks._rates import rates
from steelyard.checks._registry import At, check
from steelyard.checks._text import narrative, sentences
from steelyard.checks._tied import Tied, tied, verdicts
from steelyard.model import Form, Message, Scored, Verdict

UNTIED = Message(
    "正文里没有说同一件事或可以互相推算的两个数。",
    "The narrative has no two numbers for one thing, nor any that can be reckoned from others.",
)


@check("consistency", "error")
def narrative_contradicts_itself(scored: Scored) -> Iterator[Verdict | At]:
    """Every tie between two numbers of the narrative, but for rates that ``impossible-percentage`` reports."""
    form = scored.form
    found = list(tied(form, "text"))
    if any(one.tie.outcome == "contradicted" for one in found):
        reported = _impossible(form)
        found = [one for one in found if not (one.tie.outcome == "contradicted" and _within(one, reported))]
    yield from verdicts(form, found, UNTIED)


def _impossible(form: Form) -> list[tuple[int, int]]:
    return [
        (rate.place.start, rate.place.end)
        for passage in narrative(form)
        for sentence in sentences(passage)
        for rate in rates(sentence)
        if rate.possible is False
    ]


def _within(one: Tied, spans: list[tuple[int, int]]) -> bool:
    return one.claim.unit == "%" and any(start <= one.claim.start and one.claim.end <= end for start, end in spans)
