"""The words of every report: official terms in Chinese and English, and how a number or a gap is printed."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from steelyard.model import Lang, Message, Unknown
from steelyard.model.words import UNPRINTABLE

FAMILIES = {
    "arithmetic": Message("数字勾稽", "Arithmetic"),
    "scoring": Message("评分", "Scoring"),
    "targets": Message("指标与目标", "Targets"),
    "consistency": Message("前后一致", "Consistency"),
    "evidence": Message("佐证材料", "Evidence"),
}
LEVELS = {
    "error": Message("错误", "error"),
    "doubt": Message("疑点", "doubt"),
    "note": Message("提示", "note"),
}
STAGES = {
    "initial": Message("年初预算", "Initial budget"),
    "adjusted": Message("调整后预算", "Adjusted budget"),
    "final": Message("决算", "Final accounts"),
}
SIDES = {"revenue": Message("收入", "revenue"), "expenditure": Message("支出", "expenditure")}
KINDS = {
    "department": Message("部门整体支出绩效自评", "department self-evaluation"),
    "project": Message("项目支出绩效自评", "project self-evaluation"),
}
COLUMNS = {
    "group": Message("指标类别", "group"),
    "name": Message("指标名称", "name"),
    "target": Message("指标值", "target"),
    "initial": Message("年初指标值", "initial target"),
    "initial_target": Message("年初指标值", "initial target"),
    "adjusted": Message("调整指标值", "adjusted target"),
    "actual": Message("实际完成值", "result"),
    "weight": Message("权重", "weight"),
    "score": Message("得分", "score"),
    "note": Message("说明", "note"),
    "operator": Message("计算符号", "operator"),
    "unit": Message("计量单位", "unit"),
    "nature": Message("指标性质", "nature"),
    "review": Message("复核得分", "reviewer's score"),
    "core": Message("核心指标", "core indicator"),
    "coefficient": Message("得分系数", "coefficient"),
    "standard": Message("评分标准", "standard"),
    "amount": Message("金额", "amount"),
    "share": Message("占比", "share"),
    "rate": Message("执行率", "rate"),
}
ASIDES = {
    "deleted": Message("修订中删除的文字", "deleted text"),
    "hidden": Message("隐藏文字", "hidden text"),
    "text-box": Message("文本框", "text box"),
    "comment": Message("批注", "comment"),
    "note": Message("脚注或尾注", "footnote or endnote"),
    "header": Message("页眉", "header"),
    "footer": Message("页脚", "footer"),
    "formula": Message("未保存结果的公式", "formula without its result"),
}


def safe(text: str) -> str:
    """``text`` with control characters, bidirectional marks and lone surrogates as ``�``; tab and line feed stay."""
    return text if text.isprintable() else UNPRINTABLE.sub("�", text.replace("\r\n", "\n"))


def one_line(text: str, limit: int = 40) -> str:
    """``text`` on one line, cut in the middle of nothing: at most ``limit`` characters, the cut shown as ``…``."""
    line = " ".join(safe(text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def plain(value: Decimal) -> str:
    """All digits of ``value`` as it is kept, never in exponent notation."""
    return format(value, "f")


def shown(value: Decimal | str | Unknown | None) -> str:
    """A number as printed in a table; a dash where there is none (the reason is given elsewhere)."""
    if isinstance(value, Decimal):
        return plain(value)
    return value if isinstance(value, str) and value else "—"


def column(role: str | None, lang: Lang) -> str:
    """The official term for the role of a column; the role itself where there is no term."""
    if role is None:
        return ""
    said = COLUMNS.get(role) or _elements().get(role)
    return said.say(lang) if said else role


@cache
def _elements() -> dict[str, Message]:
    """The columns of a data file, which has more of them than a form: a data standard tells their titles."""
    from steelyard.packs.standards import standards

    tables = [table for one in standards().values() for table in one.tables]
    return {element.key: Message(element.title, element.title_en) for table in tables for element in table.elements}


def runs(rows: Iterable[int], lang: Lang) -> str:
    """Row numbers in short: ``1、3—5、9``."""
    between, to = ("、", "—") if lang == "zh" else (", ", "–")
    parts: list[list[int]] = []
    for row in sorted(set(rows)):
        if parts and row == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], row]
        else:
            parts.append([row])
    return between.join(to.join(str(end) for end in part) for part in parts)
