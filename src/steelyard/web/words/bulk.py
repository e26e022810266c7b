"""The words of many forms in one archive."""

from steelyard.model import Message

WORDS = {
    "bulk": Message("批量上传", "Bulk upload"),
    "bulk_hint": Message(
        "把各单位的自评表放进一个ZIP压缩包（不超过500 MB、2000个文件），"
        "逐份核查后按表上的单位名称录入为该单位的新版本。"
        "只录入“自评填报”中的，由单位确认后提交；认不出单位的，核查后请您指定。",
        "Put the units' forms into one ZIP archive (500 MB, 2,000 files at most). Each is audited and taken in as the "
        "next version of the unit that it names, where that unit is at its self-evaluation; the unit then submits it. "
        "Where no unit can be told, you are asked to name it.",
    ),
    "archive": Message("压缩包", "Archive"),
    "bulk_send": Message("上传并核查", "Send and audit"),
    "batches": Message("已上传的压缩包", "Archives so far"),
    "no_batches": Message("还没有批量上传。", "None was sent yet."),
    "bulk_under_way": Message("正在办理", "under way"),
    "bulk_done": Message("已办完", "done"),
    "bulk_until": Message(
        "压缩包（不是办理结果和录入的表）保留至",
        "The archive (not its result, nor the forms that it held) is kept until",
    ),
    "bulk_removed": Message(
        "压缩包已到期删除，办理结果和录入的表都在；到期时间",
        "The archive's time is over and it was removed; its result and the forms that it held are here. Since",
    ),
    "bulk_cancelled": Message("已取消", "cancelled"),
    "bulk_progress": Message("进度", "Progress"),
    "bulk_of": Message("已核查", "audited"),
    "bulk_stays": Message(
        "可以离开本页，办理不会中断；服务重启后接着办。", "You may leave this page: work goes on, after a restart too."
    ),
    "bulk_follow": Message("自动刷新进度", "Follow by itself"),
    "bulk_unfollow": Message("停止自动刷新", "Stop following"),
    "bulk_refresh": Message("刷新", "Look again"),
    "bulk_cancel": Message("取消这批", "Cancel"),
    "bulk_result": Message("下载结果工作簿（xlsx）", "Result as a workbook (xlsx)"),
    "bulk_files": Message("各个文件", "Files"),
    "bulk_why": Message("说明", "Why"),
    "bulk_named": Message("表上写的单位", "Unit as printed"),
    "bulk_assign": Message("指定单位", "Whose it is"),
    "link": Message("链接", "Link"),
    "open_it_here": Message("查看", "Open"),
}
ADMIN_ACTS = {
    "bulk-upload": Message("批量上传", "many forms sent"),
    "bulk-settle": Message("批量上传办完", "many forms settled"),
    "bulk-cancel": Message("取消批量上传", "many forms cancelled"),
}
