"""What the first page of the workbook tells: how it is filled in, and what a text may name."""


def steps() -> tuple[str, ...]:
    """The lines of the page, a blank one between its parts."""
    return (
        "一、白色的格要填写，灰色的格自动计算或不能改动；表头角上有批注，鼠标停在上面可以看到填法。",
        "二、先填“基本情况”和“预算”，再填“绩效指标”，最后写“正文”；空着的行不用删除。",
        "三、每个数只写一次。正文、说明和年度目标里要用到的数，写成花括号里的名字，改了数，各处一起改：",
        "　　{名称.value} 数和单位；{名称.number} 只要数；{名称.unit} 只要单位（名称是“数据”或“绩效指标”里的引用名称）",
        "　　{名称.target} 指标值；{名称.name} 指标名称；{名称.weight} 权重；{名称.score} 得分",
        "　　{budget.final.expenditure} 支出决算合计（initial 年初、adjusted 调整；revenue 收入）",
        "　　{budget.final.expenditure.基本支出} 其中一项；后面加 .share 是占比；{budget.execution_rate} 预算执行率",
        "　　{budget.text} 预算情况的整段文字；{total.score} 总分；{grade} 等级；{organization} 单位名称；{year} 年度",
        "四、得分由评分规则计算，只有由人评分的指标要填得分；填了与规则不符的得分，会说明是哪一项、应是多少。",
        "五、完成值能由台账算出的，不填完成值，在“台账测算项”一栏选择；写表时加 --ledgers 台账文件夹。",
        "六、格里换行按 Alt+Enter；指标行不够时可以插入行；工作表没有密码，不要改动表头和工作表左上角的名称。",
    )
