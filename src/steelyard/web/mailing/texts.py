"""What the mails say, in both languages: a subject and the sentences under it."""

from collections.abc import Mapping
from typing import NamedTuple

from steelyard.model import Lang, Message


class Text(NamedTuple):
    """Both parts hold ``{unit}`` and ``{year}``; the texts of days also ``{days}`` and ``{due}``."""

    subject: Message
    body: Message


TEXTS: Mapping[str, Text] = {
    "due": Text(
        Message("{unit}{year}年度自评表还有{days}天到期", "{unit}: the form of {year} is due in {days} days"),
        Message(
            "{unit}{year}年度自评表应于{due}前提交财政部门，还有{days}天，现在还没有提交。请及时办理。",
            "The self-evaluation form of {unit} for {year} is to be with the bureau by {due}, in {days} days; it was "
            "not submitted yet. Please see to it.",
        ),
    ),
    "today": Text(
        Message("{unit}{year}年度自评表今天到期", "{unit}: the form of {year} is due today"),
        Message(
            "{unit}{year}年度自评表应于今天（{due}）提交财政部门，现在还没有提交。请今天办理。",
            "The self-evaluation form of {unit} for {year} is to be with the bureau today, {due}; it was not submitted "
            "yet. Please see to it today.",
        ),
    ),
    "late": Text(
        Message("{unit}{year}年度自评表已逾期", "{unit}: the form of {year} is overdue"),
        Message(
            "{unit}{year}年度自评表应于{due}前提交财政部门，已逾期{days}天。请尽快提交，有困难请联系财政部门。",
            "The self-evaluation form of {unit} for {year} was to be with the bureau by {due}, {days} days ago. Please "
            "submit it soon, or tell the bureau what stands in the way.",
        ),
    ),
    "returned": Text(
        Message("{unit}{year}年度自评表被退回", "{unit}: the form of {year} was returned"),
        Message(
            "财政部门退回了{unit}{year}年度自评表。请登录查看理由和问题，修改后重新提交。",
            "The bureau has returned the self-evaluation form of {unit} for {year}. Sign in to see why, put it right "
            "and submit it again.",
        ),
    ),
    "accepted": Text(
        Message("{unit}{year}年度自评表审核通过", "{unit}: the form of {year} was accepted"),
        Message(
            "{unit}{year}年度自评表已经财政部门审核通过。",
            "The bureau has accepted the self-evaluation form of {unit} for {year}.",
        ),
    ),
    "asked": Text(
        Message("{unit}报请调整{year}年度绩效目标", "{unit} asks to adjust its targets of {year}"),
        Message(
            "{unit}报请调整{year}年度绩效目标，等待批复。请登录逐行对照，批准或者写明理由不予调整。",
            "{unit} has asked to adjust its targets of {year}. Sign in to see them row by row beside those in force, "
            "and approve them or refuse them with a reason.",
        ),
    ),
    "approved": Text(
        Message("{unit}{year}年度绩效目标调整已获批准", "{unit}: the adjusted targets of {year} were approved"),
        Message(
            "财政部门批准了{unit}{year}年度绩效目标的调整，即日起按调整后的目标监控和对照。",
            "The bureau has approved the adjusted targets of {unit} for {year}; they are in force from now on.",
        ),
    ),
    "refused": Text(
        Message("{unit}{year}年度绩效目标未获批准调整", "{unit}: the adjustment of targets of {year} was refused"),
        Message(
            "财政部门没有批准{unit}{year}年度绩效目标的调整，仍按现行目标监控和对照。请登录查看理由。",
            "The bureau has refused the adjusted targets of {unit} for {year}; those in force stay. Sign in to see "
            "why.",
        ),
    ),
}
GREETING = Message("{name}：", "{name},")
WHERE = Message("办理地址：{link}", "Where: {link}")
END = Message(
    "（本邮件由定盘星自动发出，请勿回复。不想再收到，可以登录后在“邮件提醒”中关闭。）",
    "(Sent by steelyard; nobody reads answers. Sign in and open “Mails” to switch these off.)",
)


def written(kind: str, lang: Lang, facts: Mapping[str, str]) -> tuple[str, str]:
    """Subject and body of a mail; ``facts`` are what its texts ask for, ``name`` and ``link`` (empty: left out)."""
    text = TEXTS[kind]
    lines = [GREETING, Message("", ""), text.body, *([WHERE] if facts["link"] else []), Message("", ""), END]
    body = "\n".join(line.say(lang).format_map(facts) for line in lines)
    return text.subject.say(lang).format_map(facts), body + "\n"
