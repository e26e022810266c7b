"""百分比不可能 · A percentage that no counts can give

查什么：合格率、覆盖率等不可能超过100%的比率是否超过100%；同一句里写明基数的百分比，是否有整数能够算出；
分子分母都写明的，商是否相符。
为什么：样本数和比率出自同一份台账，对不上就说明至少有一个数不是算出来的。
依据：GRIM检验（整数计数与其百分比的相容性）；只能判断不可能，不能证实为真。
例：抽检40批次、合格率98.17%：39批为97.50%，40批为100%，没有整数能得出98.17%。
怎么办：请填报单位提供分子、分母和台账，改正写错的数。

What: Rates of a part in its whole above 100 %; percentages beside their number of cases that no whole number gives;
quotients that are not what is printed beside their two numbers.
Why: A rate and its count come out of one ledger; if they cannot both be true, one of them was not counted.
Clause: The GRIM test (whole counts against their percentage): it can refute, never confirm.
Example: 40 samples and a pass rate of 98.17%: 39 would be 97.50%, 40 would be 100%.
Next: Ask for the two counts and the ledger behind them, and correct what is wrong.
"""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.checks._lines import label, shortened, where
from steelyard.checks._rates import MAY_EXCEED_100, SHARE_RATE, Rate, rates
from steelyard.checks._registry import NEXT, At, check
from steelyard.checks._text import passages, sentences
from steelyard.model import Amount, Finding, Indicator, Message, Pass, Scored, Skip, Verdict
from steelyard.packs.indicators import cannot_exceed_100, plain

OF_NOTHING = Message("基数为0，百分比无从核对。", "Of nothing there is no percentage to check.")


@check("arithmetic", "error")
def impossible_percentage(scored: Scored) -> Iterator[Verdict | At]:
    """The rows whose result is a rate, then every rate printed in running text or beside its counts."""
    for row in scored.form.indicators:
        if isinstance(row.result, Amount) and row.result.unit == "%" and _bounded(row.name.text):
            yield _result(row, row.result.value)
    for passage in passages(scored.form):
        for sentence in sentences(passage):
            yield from (_verdict(rate) for rate in rates(sentence))


def _bounded(name: str) -> bool:
    if SHARE_RATE.search(plain(name)) or cannot_exceed_100(name):
        return True
    return plain(name).endswith(("率", "满意度")) and not MAY_EXCEED_100.search(name)


def _result(row: Indicator, said: Decimal) -> Verdict | At:
    if said <= 100:
        return Pass()
    name = label(row)
    message = Message(
        f"{name.zh}的实际完成值为{said}%，这类比率不可能超过100%。",
        f"{name.en} is put at {said}%; a rate of this kind cannot exceed 100%.",
    )
    finding = Finding(message, NEXT, f"indicator:{row.row}.actual", where(row.actual), str(said))
    # Of other rates it is likely, but not sure, that nothing can exceed 100 %.
    return finding if SHARE_RATE.search(plain(row.name.text)) else At("doubt", finding)


def _verdict(rate: Rate) -> Verdict:
    if rate.possible is None:
        return Skip(OF_NOTHING)
    if rate.possible:
        return Pass()
    said = shortened(rate.place.text, 40)
    if rate.whole is None:
        zh, en = "这类比率不可能超过100%。", "a rate of this kind cannot exceed 100%."
    elif rate.part is not None:
        zh, en = f"{rate.part}÷{rate.whole}应为{rate.exact}%。", f"{rate.part} ÷ {rate.whole} is {rate.exact}%."
    else:
        zh = f"基数为{rate.whole}时，没有整数能得出{rate.percent}%。"
        en = f"of {rate.whole}, no whole number makes {rate.percent}%."
    about = f"indicator:{rate.place.row}" if rate.place.row else "text"
    message = Message(f"“{said}”：{zh}", f"“{said}”: {en}")
    return Finding(
        message, NEXT, about, (rate.place,), str(rate.percent), None if rate.exact is None else str(rate.exact)
    )
