"""The words of the front half of a year: how it begins, and its targets."""

from steelyard.model import Message

WORDS = {
    "begin_with": Message("从哪一步开始", "Begin with"),
    "begin_planning": Message("目标编制（年初）", "setting targets"),
    "begin_evaluating": Message("直接开始自评", "the self-evaluation at once"),
    "scheme": Message("运行监控规则", "Monitoring by"),
    "begin_hint": Message(
        "从目标编制开始的，期限是报送并确定目标的日期，年中按所选规则监控，以后再统一转入自评；直接开始自评的，不用监控规则。",
        "With targets the day is the one by which they are set; the year is monitored by the rules chosen, and the "
        "self-evaluation is opened later. Without, the rules of monitoring are not used.",
    ),
    "evaluate_year": Message("转入自评", "Open the self-evaluation"),
    "evaluate_count": Message("个单位在目标编制或执行中", "units set targets or have a year that runs"),
    "evaluate_hint": Message(
        "所选机构之下处于目标编制或者执行中的单位全部转入自评填报，不能撤回；还没有确定目标的，自评时无从对照。"
        "有目标调整等待批复的单位留在原处，批复以后再转。",
        "All units below the place that set targets or have a year that runs go on to the self-evaluation, for good. "
        "The forms of those without confirmed targets cannot be held against any. Units whose adjustment is to be "
        "decided stay where they are until it is.",
    ),
    "targets": Message("绩效目标", "Targets"),
    "targets_card": Message(
        "上传目标申报表，核对后由单位审核人确定。", "Hand in the table of targets; the unit's checker confirms it."
    ),
    "decide_card": Message(
        "单位报请调整目标，等您批复。", "The unit asks to adjust its targets; it waits for your decision."
    ),
    "withdraw_card": Message(
        "目标调整已报财政部门，批复以前可以撤回。",
        "An adjustment of targets is with the bureau; it may be taken back until it is decided.",
    ),
    "to_targets": Message("办理绩效目标", "To the targets"),
    "targets_open": Message("尚未确定", "not set yet"),
    "in_force": Message("现行目标", "In force"),
    "in_force_since": Message("现行目标确定于", "In force since"),
    "waiting": Message("待确认的目标", "To be confirmed"),
    "proposed": Message("拟调整为", "Proposed"),
    "changes": Message("与现行目标的不同", "What is not the same"),
    "adjusted_rows": Message("与上一份目标的不同", "What was not the same as before"),
    "no_changes": Message("逐行对照，没有不同。", "Row by row there is no difference."),
    "whole_table": Message("查看整张表", "The whole table"),
    "at_the_bureau": Message("待财政部门批复的目标调整", "An adjustment that is with the bureau"),
    "asked_by": Message("报请人", "Asked for by"),
    "wait_for_bureau": Message(
        "等财政部门批复；批复以前仍按现行目标监控和对照。",
        "It waits for the bureau; until then the targets in force count for monitoring and for the form.",
    ),
    "ask_hint": Message(
        "报财政部门批复，批准以后才生效；批复以前可以撤回。",
        "It goes to the bureau and counts once it is approved; it may be taken back until then.",
    ),
    "refused_tables": Message("未获批准的调整", "Adjustments that were refused"),
    "adjusting": Message("待批复目标调整", "adjustments to decide"),
    "wait_for_checker": Message("等单位审核人确认。", "It waits for the unit's checker."),
    "no_targets": Message("还没有报送绩效目标。", "No targets were handed in yet."),
    "hand_in": Message("报送绩效目标", "Hand in targets"),
    "hand_in_again": Message("重新报送或者提出调整", "Hand in another table, or an adjustment"),
    "as_file": Message("上传目标申报表", "A table as a file"),
    "targets_hint": Message(
        "Word、Excel、PDF、网页或文本，要有指标名称和指标值，完成值留空。读入后先核对，再确认。",
        "Word, Excel, PDF, HTML or text, with names and targets, results still empty. It is shown before it counts.",
    ),
    "copy_last_year": Message("照抄上一年度的指标", "Copy last year's indicators"),
    "copy_hint": Message(
        "取上一年度的现行目标，没有的取上一年度自评表的指标；仍须核对并确认。",
        "Last year's targets in force, or else the indicators of last year's form. They are still to be confirmed.",
    ),
    "copied_from": Message("照抄年度：", "Copied from"),
    "confirmed_tables": Message("历次确定和调整", "What was confirmed"),
    "before_it": Message("调整前", "Before"),
    "after_it": Message("调整后", "After"),
    "groups": Message("类别", "Class"),
    "change": Message("变动", "Change"),
    "change_dropped": Message("缺少", "missing"),
    "change_added": Message("新增", "new"),
    "change_lowered": Message("调低", "lowered"),
    "change_raised": Message("调高", "raised"),
    "change_reworded": Message("改写", "reworded"),
    "change_weighed": Message("权重不同", "other weight"),
    "from_targets": Message("本年度确定的绩效目标", "the targets that were set for the year"),
    "held": Message("与确定的绩效目标对照", "Against the targets that were set"),
    "held_not": Message(
        "这一版没有与绩效目标对照过，重新核查后才有结果。",
        "This version was not held against the targets; audit it again to have that.",
    ),
    "held_same": Message(
        "逐行对照，与确定的目标一致；有一方没有写权重的，权重未比较。",
        "Row by row it is as it was set; where a side prints no weight, weights were not compared.",
    ),
    "held_moved": Message("项与确定的目标不同", "rows are not as they were set"),
    "as_set": Message("确定的目标", "As it was set"),
    "as_evaluated": Message("自评表", "In the form"),
    "approved": Message("已批准的调整", "Approved adjustments"),
    "none_approved": Message("没有", "none"),
    "was_named": Message("原名称：", "was named"),
    "was_not_there": Message("（没有）", "(not there)"),
    "is_not_there": Message("（没有列出）", "(not there)"),
}
ADMIN_ACTS = {
    # Logged while the unit's own checker put adjustments in force.
    "adjust-targets": Message("调整绩效目标（单位确认）", "adjust targets (confirmed by the unit)"),
    "plan-year": Message("布置年度目标编制", "ask for a year's targets"),
    "ask-targets": Message("开始目标编制", "begin with targets"),
}
