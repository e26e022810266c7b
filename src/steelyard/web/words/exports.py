"""The words of files that are made in the background."""

from steelyard.model import Message

WORDS = {
    "exports": Message("导出", "Exports"),
    "export_hint": Message(
        "文件在后台生成，可以离开本页；生成后在下面下载。只有您自己看得到您要的文件。",
        "Files are made in the background; you may leave this page. Only you see what you asked for.",
    ),
    "export_what": Message("内容", "What"),
    "export_ask": Message("生成", "Make it"),
    "export_so_far": Message("要过的文件", "Asked for so far"),
    "export_none": Message("还没有要过文件。", "Nothing was asked for yet."),
    "export_waits": Message("正在生成", "being made"),
    "export_download": Message("下载", "Download"),
    "kept_until": Message("可下载至", "to be had until"),
    "kept_no_more": Message("已到期，不能再下载，可以重新生成；到期时间", "No more to be had, make it anew; since"),
    "export_dossier": Message("导出卷宗（供审计）", "Export the dossier (for auditors)"),
}
ADMIN_ACTS = {"export": Message("导出", "export"), "expire": Message("到期删除", "removed, its time being over")}
