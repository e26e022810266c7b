"""指标重复 · The same indicator twice

查什么：同一张表里是否有名称相同的指标（不计空格、标点、序号和★）。
为什么：同一件事计两次分，权重就偏了；产出与效益下各写一遍的，复核时只认一次。
依据：复核规则：同一指标在产出和效益下重复的，计一项，另一项不得分；财预〔2015〕88号关于指标匹配的要求（原文待核）。
例：“培训合格率”在质量指标和社会效益指标下各出现一次。
怎么办：保留一处，另一处改为能反映效果的指标，权重重新分配。

What: Whether two rows of a form bear one name (white space, marks, numbering and stars aside).
Why: One thing scored twice bends the weights; reviewers count it once.
Clause: Reviewers' rule: the second copy under output and benefit earns nothing; Cai Yu (2015) 88 (original not seen).
Example: “Pass rate of training” under quality and again under social benefit.
Next: Keep one, replace the other by an indicator of its effect, and share out the weight anew.
"""

import re
from collections.abc import Iterator

from steelyard.checks._lines import shortened, where
from steelyard.checks._registry import NEXT, check
from steelyard.model import Amount, Finding, Indicator, Message, Pass, Scored, Verdict
from steelyard.packs.indicators import class_of, plain
from steelyard.quantity import fold

# What a name may say of any work, and how much must be left of one that says what it is about.
_ANY = re.compile(
    r"年度|全年|本年|各项|重点|任务|工作|计划|目标|项目|资金|经费|部门|单位|完成|及时|按时|合格|控制|[率数量度额]$"
)
_BRACKETED = re.compile(r"[（(]([^（）()]{2,})[）)]$")  # what tells two rows apart; a unit has one character
OWN = 5


@check("targets", "doubt")
def duplicated_indicator(scored: Scored) -> Iterator[Verdict]:
    """Each name once, with all the rows that bear it."""
    named: dict[str, list[Indicator]] = {}
    for row in scored.form.indicators:
        if row.name.text:
            named.setdefault(plain(row.name.text), []).append(row)
    for rows in named.values():
        pairs = [(row, end) for row in rows for end in (rows[0], rows[-1]) if end is not row and _same(row, end)]
        alike = {row.row for pair in pairs for row in pair}
        same = [row for row in rows if row.row in alike]
        if not same:
            yield Pass()
            continue
        name, numbers = shortened(same[0].name.text), [str(row.row) for row in same]
        quoted = name.replace("“", "‘").replace("”", "’")
        zh = f"第{'、'.join(numbers)}行的指标名称相同，都是“{quoted}”。"
        message = Message(zh, f"Rows {', '.join(numbers[:-1])} and {numbers[-1]} bear the same name, “{quoted}”.")
        places = where(*(row.name for row in same))
        yield Finding(message, NEXT, f"indicator:{same[1].row}.name", places, same[1].name.text)


def _same(one: Indicator, other: Indicator) -> bool:
    """Under one group or under two classes of the common scheme, with the same figures, or of one thing by its name.

    管理制度健全性 under 预算管理 and again under 资产管理 is two things, and so is 任务完成率.
    """
    if one.part_of and other.part_of and one.part_of != other.part_of:
        return False  # 其中：甲村 recurs under each row that it is a part of
    if len({_bracketed(row) for row in (one, other)} - {""}) > 1:
        return False  # 培训人次（城区） and 培训人次（乡镇）
    above, below = _groups(one), _groups(other)
    if above == below or all(groups and class_of(groups[-1]) for groups in (above, below)):
        return True
    if not isinstance(one.quantity, Amount) or not isinstance(other.quantity, Amount):
        return False
    alike = (one.quantity, one.result) == (other.quantity, other.result)
    return alike or len(_ANY.sub("", plain(one.name.text))) >= OWN


def _bracketed(row: Indicator) -> str:
    return "".join(_BRACKETED.findall(fold(row.name.text)))


def _groups(row: Indicator) -> list[str]:
    return [fold(group.text) for group in row.groups]
