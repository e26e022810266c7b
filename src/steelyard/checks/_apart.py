"""The points of budget execution: which totals count them, and forms that do not print them."""

import re
from decimal import Decimal

from steelyard.checks._text import passages
from steelyard.model import Form, Message, Scored
from steelyard.packs.forms import profiles
from steelyard.packs.indicators import is_execution_rate

USUAL = (Decimal(10), Decimal(20))  # what layouts give to budget execution
NO_ROWS = Message("没有读出指标行，合计无从核对。", "No indicator rows were read, so there is nothing to add up.")
UNREAD = Message(
    "资金栏没有读出预算执行的分值和得分，合计与逐行相加之差可能就在这里，不作判断。",
    "The points of budget execution could not be read in the funds block, and the totals may count them.",
)
_FUNDS = re.compile(r"(?:预算|执行|资金|年初|全年)(?:数|总额|执行情况|安排情况)|执行率")


def counts_apart(printed: Decimal | object, added: Decimal, apart: Decimal | object) -> bool:
    """Whether a printed total is the sum without the points of the execution line, which are not nothing."""
    return isinstance(apart, Decimal) and apart != 0 and printed == added - apart


def missing_points(scored: Scored) -> Decimal | None:
    """What the rows lack of the full marks, if it can be the points of budget execution; else ``None``."""
    form, added = scored.form, scored.summed.weight
    if form.execution or any(is_execution_rate(row.name.text) for row in form.indicators):
        return None
    full = profiles()[form.profile.name].rules.full_marks
    return full - added if isinstance(added, Decimal) and full - added in USUAL else None


def execution_unread(scored: Scored) -> Decimal | None:
    """These points where the form seems to hold a funds block, and its total of the weights, if any, counts them."""
    form, points = scored.form, missing_points(scored)
    stated, added = form.total.weight.value, scored.summed.weight
    if points is None or (isinstance(stated, Decimal) and isinstance(added, Decimal) and stated != added + points):
        return None
    return points if form.budget or _labels_funds(form) else None


def _labels_funds(form: Form) -> bool:
    return any(len(one.text) <= 20 and _FUNDS.search(one.text) for one in passages(form) if one.table is None)
