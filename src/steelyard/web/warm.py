"""Loads the core when it is imported: by the process of which every piece of work is a fork (``web.apart``).

Packs, rules, patterns and templates are read when they are first asked for, so that a form has to be done once.
"""

from steelyard.filling.drafts import blank, tried
from steelyard.packs.templates import layouts
from steelyard.web.worker import audited

FORM = """# 部门整体支出绩效自评表
| 部门名称 | 安澜市水务局 | 年度 | 2025 |
|---|---|---|---|

| 一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 权重 | 得分 | 偏差原因 |
|---|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 巡查河道 | ≥120次 | 126次 | 50 | 50 | 无 |
| 效益指标 | 满意度指标 | 群众满意度 | ≥90% | 93.5% | 50 | 50 | 无 |
| 总分 | | | | | 100 | 100 | |

全年巡查河道126次，群众满意度为93.5%。
"""

audited(FORM.encode(), "form.md")
for profile in layouts():
    tried(blank(profile, "安澜市水务局", 2025))
