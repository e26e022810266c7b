"""The words of mails."""

from steelyard.model import Message

WORDS = {
    "mails": Message("邮件提醒", "Mails"),
    "mails_hint": Message(
        "期限将近、逾期、被退回、审核通过、目标调整批复时，给本单位填报人和审核人发邮件；单位报请调整目标时，"
        "给直接主管的财政审核员发邮件。地址留空就不发。",
        "People who fill in and check a unit's form get mails when a day is near or has passed, and when the form is "
        "returned or accepted or an adjustment of targets decided; the reviewers of the bureau above it when one is "
        "asked for. Without an address there are none.",
    ),
    "mail_address": Message("邮件地址", "Address"),
    "mail_lang": Message("邮件语言", "Language of the mails"),
    "mail_zh": Message("中文", "Chinese"),
    "mail_en": Message("英文", "English"),
    "mail_wanted": Message("接收邮件", "Send me mails"),
    "mail_last": Message("最近的邮件", "The last mails"),
    "mail_none": Message("还没有邮件。", "There was none yet."),
    "mail_kind": Message("事由", "About"),
    "mail_due": Message("期限将近", "a day is near"),
    "mail_today": Message("今天到期", "due today"),
    "mail_late": Message("已逾期", "overdue"),
    "mail_returned": Message("被退回", "returned"),
    "mail_accepted": Message("审核通过", "accepted"),
    "mail_asked": Message("报请调整目标", "an adjustment is asked for"),
    "mail_approved": Message("目标调整获批", "adjustment approved"),
    "mail_refused": Message("目标调整未获批", "adjustment refused"),
    "remind_days": Message("提前几天提醒（如 7,1）", "Remind so many days before (as 7,1)"),
}
ADMIN_ACTS = {"set-address": Message("设定邮件地址", "set an address of mail")}
