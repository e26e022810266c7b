"""单位与名称不符 · A unit that does not fit the name

查什么：名称是数量的用了百分比，名称是率、满意度的用了计数单位，名称是金额的用了非货币单位；
指标值与完成值的单位不能互相换算。
为什么：单位不对，数值就没有含义，“检查家数100%”既不知查了几家，也不知应查几家。
依据：一体化系统要求定量指标填写与其含义相符的计量单位；财预〔2021〕101号（原文待核）。
例：水质达标断面个数，指标值100%。
怎么办：名称与单位改成一致：数量写几家、几次，比率改名为“……率”并写明分子分母。

What: A count measured in percent, a rate in pieces, money in anything but money; a target and a result whose
units cannot be turned into each other.
Why: With the wrong unit the number has no meaning: “firms inspected: 100%” says neither how many nor of how many.
Clause: The budget system asks for a fitting unit; Cai Yu (2021) 101 (original not seen).
Example: “Number of river sections up to standard”, target 100%.
Next: Make name and unit agree: a number of units, or a rate with its numerator and denominator.
"""

import re
from collections.abc import Iterator

from steelyard.checks._lines import label, where
from steelyard.checks._registry import NEXT, check
from steelyard.model import Amount, Finding, Indicator, Message, Pass, Scored, Verdict
from steelyard.packs.indicators import is_execution_rate, plain, units_of
from steelyard.quantity import comparable

_COUNT = re.compile(r"(?<![指系分倍基例率比])数$|(?<![含])数量$|(?:人|批|场|户|家|频|车)次$")
_NO_SHARE = re.compile(r"(?:频|(?<![有见生])效|功|速|概|汇|分辨|斜|曲)率$")  # these end like a rate and are none

# 每月1次 and 12次, 1000人次 and 1020人 are told apart by their numbers, not by their units.
_LOOSE = re.compile(r"/(?:年|月|周|日|天|季度?|学期|旬|半年|年度)$|(?<=[人户家])次$")


@check("targets", "doubt")
def unit_off_name(scored: Scored) -> Iterator[Verdict]:
    """Every row whose target is an amount with a unit."""
    for row in scored.form.indicators:
        if not isinstance(row.quantity, Amount) or not row.quantity.unit:
            continue
        why = _why(row, row.quantity)
        if why is None:
            yield Pass()
            continue
        name = label(row)
        message = Message(f"{name.zh}：{why.zh}。", f"{name.en}: {why.en}.")
        places = where(row.target, row.actual)
        yield Finding(message, NEXT, f"indicator:{row.row}.target", places, row.target.text)


def _why(row: Indicator, target: Amount) -> Message | None:
    name, unit, result = plain(row.name.text), target.unit, row.result
    fitting = () if _NO_SHARE.search(name) or is_execution_rate(name) else units_of(name)
    if unit == "%" and _COUNT.search(name):
        return Message("名称是数量，指标值却是百分比", "the name is a number, but the target is a percentage")
    if fitting and "/" not in unit and not any(comparable(unit, other) is not None for other in fitting):
        return Message(f"名称与单位“{unit}”不符", f"the name does not go with the unit “{unit}”")
    if isinstance(result, Amount) and result.unit and comparable(_bare(unit), _bare(result.unit)) is None:
        return Message(
            f"指标值的单位是“{unit}”，完成值的单位是“{result.unit}”，不能比较",
            f"the target is in “{unit}”, the result in “{result.unit}”; they cannot be compared",
        )
    return None


def _bare(unit: str) -> str:
    return _LOOSE.sub("", unit)
