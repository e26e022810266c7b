"""The words of filling in: beginning a draft, the editor, what two people typed, evidence."""

from steelyard.filling.drafts.editing import EDITS
from steelyard.model import Message

WORDS = {
    "fill_in": Message("网上填报", "Fill in the form here"),
    "go_on_filling": Message("继续网上填报", "Go on filling in"),
    "fill_in_hint": Message(
        "边填边核查、自动保存；填好后写成正式表样交上去。",
        "Checked and saved as you type; handed in as the official form when done.",
    ),
    "begin_draft": Message("开始填报", "Begin"),
    "begin_anew": Message("换一个起点重新开始", "Begin anew from something else"),
    "begin_anew_hint": Message(
        "现在的草稿留在保存记录里，随时可以取回。", "The present draft stays among the saves and can be taken up again."
    ),
    "begin_from": Message("从哪里开始", "Begin from"),
    "from_blank": Message("空白表", "a blank form"),
    "from_last_year": Message(
        "本单位往年的自评表：取指标、目标值和权重，完成值留空",
        "an earlier year's form of the unit: its indicators, targets and weights, without results",
    ),
    "from_version": Message("已经上传的自评表", "the form that was handed in"),
    "from_file": Message(
        "本年度的文件：自评表，或填好的填报工作簿", "a file of this year: a form, or a workbook filled in"
    ),
    "from_other_year": Message("往年的文件：只取指标、目标值和权重", "a file of an earlier year, without its results"),
    "layout": Message("表样", "Layout"),
    "own_layout": Message("与来源相同", "as the source has it"),
    "budget": Message("预算", "Budget"),
    "values": Message("数据（正文引用）", "Values that texts name"),
    "values_hint": Message(
        "正文要引用、指标表里没有的数：每个数只写一次，正文里写{名称.value}。",
        "Numbers that texts name and no indicator has: each written once, named as {name.value}.",
    ),
    "narrative": Message("正文", "Narrative"),
    "narrative_hint": Message(
        "每行一段，不写标题。数可以引用：{budget.text}、{budget.execution_rate}、{total.score}、{grade}、{名称.value}。",
        "A paragraph a line, no heading. Numbers may be named: {budget.text}, {budget.execution_rate}, {total.score}, "
        "{grade}, {name.value}.",
    ),
    "indicators_hint": Message(
        "得分由规则计算的可以不填；由人评分的必须填。指标类别不填就与上一行相同，没有这一级写“—”。",
        "A score that the rule gives may be left blank; a judged one must be typed. A group left blank repeats the row "
        "above; “—” says there is none.",
    ),
    "hand_in": Message("写成正式表样并提交核查", "Write the official form and hand it in"),
    "hand_in_short": Message("写成表样交上去", "Hand in"),
    "saved_at": Message("已保存", "Saved"),
    "score_now": Message("得分", "Score"),
    "weight_now": Message("权重合计", "Weights"),
    "by_rule_now": Message("按规则", "By rule"),
    "rate_now": Message("执行率", "Rate"),
    "add_row": Message("增加一行", "Add a row"),
    "add_below": Message("在下面增加一行", "add a row below"),
    "move_up": Message("上移", "move up"),
    "move_down": Message("下移", "move down"),
    "remove_row": Message("删除", "remove"),
    "row_number": Message("第{}行", "row {}"),
    "change_to": Message("改为", "Change to"),
    "whole_form": Message("整份表", "The form as a whole"),
    "keyboard": Message("键盘操作", "Keyboard"),
    "saves": Message("保存记录", "Saves"),
    "take_up": Message("取回这一次", "Take this one up again"),
    "what_type": Message("填写", "typed"),
    "what_begin": Message("开始", "begun"),
    "what_rows": Message("增删移动行", "rows changed"),
    "what_accept": Message("采纳更正", "correction accepted"),
    "what_resolve": Message("合并两人的改动", "two drafts made one"),
    "what_restore": Message("取回旧的内容", "an earlier save taken up"),
    "conflict": Message("别人刚保存过，您填的还没有保存", "Somebody has saved meanwhile; yours is not saved yet"),
    "conflict_hint": Message(
        "下面是两边不同的地方。您填的都还在本页；请逐处选择留哪一个，再保存。",
        "Here is where the two differ. All that you typed is still on this page: choose for each, then save.",
    ),
    "mine": Message("我填的", "mine"),
    "theirs": Message("对方保存的", "theirs"),
    "keep_and_save": Message("按选择保存", "Save what was chosen"),
    "blank": Message("（空）", "(blank)"),
    "evidence": Message("佐证材料", "Evidence"),
    "evidence_hint": Message(
        "每份文件不超过{} MB：PDF、图片、Word、Excel、OFD、CSV 或文本。",
        "{} MB at most for a file: PDF, pictures, Word, Excel, OFD, CSV or text.",
    ),
    "add_evidence": Message("上传佐证材料", "Add a file"),
    "no_evidence": Message("没有材料。", "No file."),
    "unproven": Message("还没有材料的指标：", "Indicators without a file: "),
    "removed_evidence": Message("已移除的材料（文件仍然保留）", "Removed (the files are kept)"),
    "no_rows": Message("草稿里还没有指标，先填指标再上传。", "The draft has no indicator yet; fill one in first."),
    "other_row": Message("证明哪项指标", "Which indicator it proves"),
    "bytes": Message("字节", "bytes"),
    "download_annotated": Message("下载批注稿", "The file with remarks"),
}
ROW_ACTS = {
    edit: WORDS[key] for edit, key in zip(EDITS, ("add_below", "move_up", "move_down", "remove_row"), strict=True)
}
ADMIN_ACTS = {
    "begin-draft": Message("开始网上填报", "begin a draft"),
    "add-evidence": Message("上传佐证材料", "add evidence"),
    "remove-evidence": Message("移除佐证材料", "remove evidence"),
}
BY_RULE = Message("按规则", "by rule")
WORDS["by_rule_cell"] = BY_RULE
SCRIPT = {  # what the editor's script says
    "rule": BY_RULE,
    "saving": Message("正在保存…", "Saving…"),
    "saved": Message("已保存 ", "Saved "),
    "unsaved": Message("有改动，还没有保存", "Changed, not saved yet"),
    "failed": Message(
        "没有保存：网络或服务器不通，内容还在本页，稍后自动再试。",
        "Not saved: the server does not answer. All is still on this page; it is tried again soon.",
    ),
    "signed_out": Message(
        "没有保存：登录已经过期。请在另一个窗口登录，再回到本页继续。",
        "Not saved: you are signed out. Sign in in another window, then come back to this page.",
    ),
    "conflict": Message(
        "{who}在{when}保存过，您之后填的还没有保存。按“保存”比较两边的内容并选择。",
        "{who} saved at {when}; what you typed since is not saved. Press “Save” to compare and choose.",
    ),
}
KEYS = (
    (
        ("↑ ↓",),
        Message("上一行、下一行的同一栏（多行文字：光标在开头、末尾时）", "the same column of the row above or below"),
    ),
    (
        ("← →",),
        Message("光标在开头、末尾时，到左边、右边一格", "the cell beside, from the beginning or the end of a text"),
    ),
    (("Enter",), Message("下一行的同一栏", "the same column of the row below")),
    (("Alt", "Enter"), Message("格内换行", "a new line within the cell")),
    (("Tab",), Message("下一格；加 Shift 是上一格", "the next cell; with Shift the one before")),
    (("Ctrl", "Enter"), Message("在下面增加一行", "add a row below")),
    (("Alt", "↑ ↓"), Message("把这一行上移、下移", "move the row up or down")),
    (("Ctrl", "S"), Message("保存", "save")),
)
