"""The words of the board and of opening a year."""

from steelyard.model import Message

WORDS = {
    "unit": Message("单位", "Unit"),
    "year": Message("年度", "Year"),
    "state": Message("状态", "State"),
    "due": Message("提交期限", "Due"),
    "late": Message("逾期", "late"),
    "returned": Message("被退回", "returned"),
    "flagged": Message("有错误", "with errors"),
    "all": Message("全部", "all"),
    "errors": Message("错误", "Errors"),
    "doubts": Message("疑点", "Doubts"),
    "score": Message("自评得分", "Score claimed"),
    "rule": Message("按规则得分", "Score by rule"),
    "agreed": Message("复核得分", "Score after review"),
    "grade": Message("等级", "Grade"),
    "changed": Message("最近变动", "Last change"),
    "search": Message("查询", "Search"),
    "unit_contains": Message("单位名称包含", "Unit's name contains"),
    "only": Message("只看", "Only"),
    "any": Message("不限", "any"),
    "sort_hint": Message(
        "点列名排序，再点一次倒序。", "A column's name sorts by it, a second time the other way round."
    ),
    "no_units": Message("没有符合条件的单位。", "No unit is like that."),
    "no_year": Message(
        "还没有开始任何年度的自评。请在下面选择范围、年度和提交期限。",
        "No year is open yet. Choose the place, the year and the day by which forms are due.",
    ),
    "open_year": Message("开始一个年度", "Open a year"),
    "open_year_hint": Message(
        "为所选机构之下的每个填报单位建立该年度的表；已有的不受影响，期限可以改。",
        "Makes a form of the year for every unit below the place; forms that are there stay, the day may be changed.",
    ),
    "range": Message("范围", "Place"),
    "open_it": Message("开始", "Open"),
    "finding": Message("问题类别", "Kind of finding"),
    "standing": Message("得分与等级分布", "Scores and grades"),
    "kinds": Message("问题分类统计", "Findings by kind"),
    "kind_units": Message("单位数", "Units"),
    "kind_times": Message("处数", "Findings"),
}
