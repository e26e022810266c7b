"""The bureau's form as a page that ``steelyard check`` reads."""

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from examples.bureau.building import Bureau

HEADINGS = ("绩效指标", "类别", "绩效指标", "年初指标值", "实际完成值", "权重", "得分", "说明")


def document(said: "Bureau", copies: int) -> str:
    """The form; every row at full marks, since every result meets its target."""
    rows = [HEADINGS]
    for row in said.rows:
        rows.append(
            (*row.groups, row.name, row.asked(copies), row.printed(copies), str(row.weight), str(row.weight), "")
        )
    total = str(sum(row.weight for row in said.rows))
    rows.append(("合计", "", "", "", "", total, total, ""))
    lines = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return (
        f'<!doctype html>\n<html lang="zh"><meta charset="utf-8"><title>{escape(said.title)}</title>\n'
        f"<h1>{escape(said.title)}</h1>\n<p>自评价单位（盖章）：{escape(said.organization)}</p>\n"
        f"<table>\n{lines}\n</table>\n</html>\n"
    )
