"""模板提示未删 · A placeholder left in

查什么：模板里的占位和提示是否留在正文或表中：XX局、×××、某某单位、请填写、此处填写、（说明……）、____、0000。
为什么：占位没有改，说明该处没有填，也没有人通读；公开出去有损部门形象。
依据：自评表应当填写完整（财预〔2020〕10号，原文待核）；公开的自评表里确有整段填表提示。
例：“2023年XX局年初预算收入0000万元”。
怎么办：补上实际内容，删去提示和占位符，定稿前通读一遍。

What: Whether placeholders and hints of the template are left in text or table: XX, ×××, “please fill in”, ____, 0000.
Why: Where one is left nothing was filled in, and nobody read the form before it went out.
Clause: Forms are to be complete (Cai Yu (2020) 10, original not seen); published forms were met with such hints.
Example: “XX bureau, initial revenue 0000 (10,000 yuan)”.
Next: Put in what belongs there, delete the hint, and read the form through once more.
"""

import re
from collections.abc import Iterator

from steelyard.checks._lines import shortened, where
from steelyard.checks._registry import NEXT, check
from steelyard.checks._text import part, passages
from steelyard.model import Finding, Message, Pass, Place, Scored, Verdict

_NOUN = (
    r"(?:局|单位|部门|项目|公司|企业|街道|社区|镇|乡|村|市|县|区|省|年|月|日|万元|亿元|元|个|家|项|次|人|批次|件|%|％)"
)
_ASK = r"(?:填写|填报|输入|选择|补充|说明|注明|写明|列明|列出|简述|简要|概述|详细|根据|据实|如实|在此|另附)"
_ZERO = "零〇○一二三四五六七八九十"
_SIGNED = re.compile(
    r"(?:签字|签名|签章|盖章|公章|负责人|填报人|填表人|联系人|审核人|经办人|电话|日期|时间|[年月第])[（(）)：:\s]*$"
)
_FURNITURE = re.compile(r"\s*(?:注|备注|填[写表报]说明)[：:\d]")  # instructions that belong to the form as issued
_LEFT = re.compile(
    r"(?<![A-Za-z])(?<![A-Za-z]\s)[XxＸｘ]{2,}(?![A-Za-z0-9]|-\d)|[×✕╳]{2,}|＊{2,}|\*{2,}(?=" + _NOUN + ")"
    r"|(?<![" + _ZERO + r"])[○〇◯●]{2,}(?![" + _ZERO + "])"
    r"|(?<![A-Za-z0-9０-９×])[XＸ×](?=" + _NOUN + ")|某{2,}(?=" + _NOUN + r")|^某{2,}$|某[市县区](?=某[局镇乡单部])"
    r"|[（(【\[](?:请" + _ASK + r"|此处|在此|填写|填报|简述|简要|概述|示例|样例|待(?:填|补|定)"
    r"|说明(?!书|材料|[：:]本|情况?[见如]|[见如]))[^）)】\]\n]{0,40}[）)】\]]"
    r"|请" + _ASK + r"|(?:此处|在此)处?应?(?:填写|输入|说明|填)|尚?待(?:填写|补充|填)(?=[，。；）)\s]|$)|^待定$"
    r"|^(?:示例|样例)(?:[：:]|$)|^例[：:]|[_＿]{3,}|(?<![\d.．])0{4,}(?=[年月日万亿元%％]|$|\s)"
)

_UNNAMED = re.compile(r"…+|[.．。·]{3,}|指标\s*\d+\s*[：:]?")  # what the blank form has in place of a name


@check("consistency", "doubt")
def placeholder_left(scored: Scored) -> Iterator[Verdict]:
    """Every paragraph and every cell: one finding for each in which anything is left."""
    for passage in passages(scored.form):
        places = tuple(_left(passage))
        if not places:
            yield Pass()
            continue
        said = "、".join(dict.fromkeys(shortened(place.text, 20) for place in places))
        message = Message(f"留有模板占位或提示“{said}”。", f"A placeholder of the template is left: “{said}”.")
        about = f"indicator:{passage.row}" if passage.row else "text"
        yield Finding(message, NEXT, about, places, places[0].text)
    for row in scored.form.indicators:
        if _UNNAMED.fullmatch(row.name.text) and row.actual.text:
            zh, en = (
                f"第{row.row}行填了数而指标名称仍是“{row.name.text}”",
                f"Row {row.row} has a result but no name of its own",
            )
            message = Message(f"{zh}。", f"{en}: “{row.name.text}”.")
            yield Finding(message, NEXT, f"indicator:{row.row}", where(row.name), row.name.text)


def _left(passage: Place) -> Iterator[Place]:
    if _FURNITURE.match(passage.text):
        return
    for found in _LEFT.finditer(passage.text):
        blank_to_sign = found[0].startswith(("_", "＿")) and _SIGNED.search(passage.text[: found.start()][-12:])
        if not blank_to_sign:
            yield part(passage, *found.span())
