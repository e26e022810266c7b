"""The words of a form: acts, versions, reviews, history, its document."""

from steelyard.model import Message

WORDS = {
    "no_cases": Message("现在没有需要您办理的自评表。", "There is no form for you to work on now."),
    "waiting_before": Message("现在有", "You have"),
    "waiting_after": Message(
        "份自评表可以由您办理，点单位名称进入。", "form(s) to work on now; follow the name of the unit."
    ),
    "fill_or_upload": Message("网上填报或上传", "fill in or hand in a file"),
    "acts": Message("可以办理", "What can be done now"),
    "no_acts": Message("现在没有您可以办理的事项。", "There is nothing for you to do with it now."),
    "reason": Message("理由", "Reason"),
    "reason_may": Message("附言（可不填）", "Remark (may be left out)"),
    "reason_must": Message("理由（必填）", "Reason (must be given)"),
    "opinion": Message("评审意见", "Opinion"),
    "points": Message("分数（0至100）", "Points (0 to 100)"),
    "experts": Message("选择评审专家（至少两位）", "Experts (two at least)"),
    "no_experts": Message(
        "还没有评审专家，请管理员先设置。", "There are no experts yet; the administrator sets them up."
    ),
    "upload": Message("上传自评表", "Hand in the form"),
    "upload_again": Message("上传新的版本", "Hand in a new version"),
    "upload_hint": Message(
        "Word、Excel、PDF、网页或文本，不超过50 MB。上传后立即核查。",
        "Word, Excel, PDF, HTML or text, 50 MB at most. It is audited at once.",
    ),
    "file": Message("文件", "File"),
    "versions": Message("各次上传", "Versions"),
    "number": Message("序号", "No."),
    "handed_in_by": Message("上传人", "By"),
    "at": Message("时间", "When"),
    "no_version": Message("还没有上传自评表。", "No form was handed in yet."),
    "verdict": Message("核查结论", "Verdict"),
    "see_findings": Message("查看问题和原文", "See findings and document"),
    "reviews": Message("专家评分", "Experts' scores"),
    "not_scored": Message("尚未评分", "not scored yet"),
    "blind": Message("评分期间各位专家互不可见。", "Experts do not see each other's scores."),
    "history": Message("办理记录", "History"),
    "who": Message("办理人", "Who"),
    "role": Message("角色", "Role"),
    "act": Message("事项", "Act"),
    "subject": Message("对象", "Of what"),
    "system": Message("系统", "the system"),
    "download_file": Message("下载原文件", "The file itself"),
    "download_report": Message("下载核查报告", "The report"),
    "download_result": Message("下载核查数据（JSON）", "The result (JSON)"),
    "back_to_case": Message("返回这份自评表", "Back to the form"),
    "version": Message("版本", "Version"),
    "older": Message("这是以前的版本，不是最新的。", "This is an earlier version, not the last one."),
    "findings_part": Message("问题", "Findings"),
    "form_part": Message("原文", "Document"),
    "more_parts": Message("评分、资金与数字", "Scores, budget and numbers"),
}
