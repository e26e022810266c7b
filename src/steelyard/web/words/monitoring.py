"""The words of monitoring through the year."""

from steelyard.model import Message

WORDS = {
    "monitoring": Message("运行监控", "Monitoring"),
    "monitoring_card": Message(
        "按月填报各项目标的完成情况和支出进度。", "Report by the month how far goals and spending are."
    ),
    "to_monitoring": Message("填报运行监控", "Report progress"),
    "month": Message("月", "month"),
    "month_end": Message("月底", "month's end"),
    "reported_at": Message("填报", "Reported"),
    "not_reported": Message("未报", "not reported"),
    "unreported": Message("未报监控", "not reported"),
    "red": Message("有红灯", "with red lights"),
    "no_month_due": Message("还没有到填报的月份。", "No month is due yet."),
    "no_targets_to_watch": Message("没有确定的绩效目标，无从监控。", "No targets were set, so none can be watched."),
    "so_far": Message("至今完成", "So far"),
    "expected": Message("预计年底完成", "Expected at the year's end"),
    "deviation": Message("偏差原因", "Why it lags"),
    "watched_as": Message("完成值如何累计", "How the result runs"),
    "way_paced": Message("逐月累计", "grows by the month"),
    "way_floor": Message("各月水平", "a level in each month"),
    "light": Message("灯", "Light"),
    "light_why": Message("说明", "Why"),
    "no_light": Message("没有", "none"),
    "will_miss": Message("预计不能完成", "will be missed"),
    "spent": Message("累计支出（万元）", "Spent so far (10,000 yuan)"),
    "budget_now": Message("现行预算（万元）", "Budget in force (10,000 yuan)"),
    "goals_progress": Message("目标完成进度", "Goals"),
    "executed": Message("预算执行进度", "Spending"),
    "spending": Message("支出进度", "Spending"),
    "alarm_line": Message("执行预警线", "Alarm line"),
    "goals_and_spending": Message("目标与支出", "Goals and spending"),
    "report_month": Message("填报", "Report"),
    "report_hint": Message(
        "完成值按目标的单位填写；亮红灯或者预计不能完成的，写明偏差原因。留空的算作没有填报，不算作零。",
        "Values in the unit of the target. What is red or will be missed wants a reason. What is left blank counts as "
        "not reported, never as nought.",
    ),
    "lights_by_month": Message("运行监控汇总", "Monitoring by month"),
    "units_reported": Message("已报单位", "Units"),
    "lights_none": Message("无灯", "No light"),
    "moved": Message("目标变动", "Targets moved"),
}
