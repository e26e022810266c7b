"""What a form of a profile is begun from; the data file explains itself and fills in as it stands."""

from collections.abc import Iterator
from decimal import Decimal

from steelyard.filling.errors import FillError
from steelyard.model.form import SectionKind
from steelyard.packs.forms import profiles
from steelyard.packs.templates import Layout, layouts

KINDS = ("toml", "xlsx", "docx")
_PROMPTS: dict[SectionKind, str] = {
    "overview": "（一）部门基本情况：{organization}……\n（二）部门收支情况：\n{budget.text}",
    "evaluation": "经自评，综合得分{total.score}分，等级为“{grade}”。",
    "results": "{served.name}为{served.value}。",
    "problems": "……",
    "suggestions": "……",
}
_ROWS = (
    ("served", "产出指标", "数量指标", "服务企业家数", "100家以上", "100家", Decimal("0.4"), ""),
    ("cost", "成本指标", "经济成本指标", "单位服务成本", "≤500元/家", "500元/家", Decimal("0.3"), ""),
    ("state", "效益指标", "社会效益指标", "服务环境改善", "持续改善", "达成年度指标", Decimal("0.3"), "judged"),
)


def start(profile: str, kind: str) -> bytes:
    """A file to begin a form from: a data file, a workbook to fill in, or a Word file with fields.

    :raises FillError: there is no layout of that profile, or the extra that writes workbooks is not installed.
    """
    known = layouts()
    if profile not in known:
        raise FillError(f"“{profile}”没有可填写的版式。", f"There is no layout of “{profile}”.")
    if kind == "xlsx":
        from steelyard.filling.workbook import workbook

        return workbook(profile)
    if kind == "docx":
        from steelyard.filling.wordtemplate.starting import word_template

        return word_template(profile)
    return "\n".join(_lines(profile, known[profile])).encode()


def _lines(profile: str, layout: Layout) -> Iterator[str]:
    about = profiles()[profile]
    yield f"# {about.title}"
    yield "# 填好以后：steelyard fill 本文件 -o 自评表.docx（或 .xlsx .pdf .html）"
    yield "# 每个数只写一次，正文里写 {名称.value} 引用；得分由规则计算，只有定性指标要写 score。"
    yield f'profile = "{profile}"'
    yield 'organization = "某某市某某局"'
    yield "year = 2026"
    if any(cell.field == "project" for row in layout.fields for cell in row):
        yield 'project = "项目名称"'
        yield 'department = "主管部门"'
    yield ""
    yield '# 正文要引用、指标表里没有的数，例如 visitors = "1.2万人次"；由台账计算的写 {measure = "资料/测算项"}'
    yield "[values]"
    yield from _budget(layout)
    if layout.goals:
        yield from ("", "[goals]", 'expected = "年度预期目标"')
        yield 'achieved = "{served.name}为{served.value}。"'
    if layout.sections:
        yield from ("", "[narrative]")
        for section in layout.sections:
            yield from (f'{section.kind} = """', _PROMPTS.get(section.kind, "……"), '"""')
    yield from _indicators(layout, about.rules.full_marks)


def _budget(layout: Layout) -> Iterator[str]:
    yield from ("", "# 预算：side 是 revenue（收入）或 expenditure（支出）；合计、占比和执行率自动计算")
    sides = ("revenue", "expenditure") if layout.funds is None else ("expenditure",)
    names = {"revenue": "一般公共预算财政拨款收入", "expenditure": "基本支出"}
    for side in sides:
        yield from ("[[budget]]", f'side = "{side}"', f'name = "{names[side]}"')
        yield from ("initial = 100.00", "adjusted = 100.00", "final = 100.00")


def _indicators(layout: Layout, full_marks: Decimal) -> Iterator[str]:
    left = full_marks - (layout.execution or Decimal(0))
    levels = sum(column.role == "group" for column in layout.columns)
    for name, *groups, title, target, actual, share, judged in _ROWS:
        yield from ("", "[[indicators]]", f'id = "{name}"')
        if levels:
            labels = ", ".join(f'"{group}"' for group in groups[:levels])
            yield f"groups = [{labels}]"
        yield from (f'name = "{title}"', f'target = "{target}"', f'actual = "{actual}"')
        yield f"weight = {left * share:f}"
        if judged:
            yield f"score = {left * share:f}  # 由人评分的指标"
