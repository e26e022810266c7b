"""The states of a form in its year and the acts that lead from one to the next, as a table.

The order is that of the provincial platforms' tasks (自评填报 → 项目确定 → 复核成果 → 审核 → 公开), known from their
data tables, not from a notice. A place that does without a step never takes its act; nothing else depends on it.
"""

from typing import Literal, NamedTuple

from steelyard.model import Message
from steelyard.reviewing.rights import Role

State = Literal[
    "planning", "running", "evaluating", "checking", "submitted", "accepted", "sampled", "told", "objected", "locked",
    "published",
]  # fmt: skip
ItemState = Literal["open", "answered", "closed"]
Need = Literal[
    "no errors", "two scores", "reconciled", "not scored", "assigned", "untouched", "drafted", "asked", "unasked",
    "a form",
]  # fmt: skip

STATES: dict[State, Message] = {
    "planning": Message("目标编制", "setting targets"),
    "running": Message("执行中", "the year runs"),
    "evaluating": Message("自评填报", "self-evaluation"),
    "checking": Message("单位审核", "check by the unit"),
    "submitted": Message("待财政审核", "submitted"),
    "accepted": Message("审核通过", "accepted"),
    "sampled": Message("抽查复核", "drawn for review"),
    "told": Message("复核意见已告知", "result of the review told"),
    "objected": Message("异议处理", "objection"),
    "locked": Message("已定稿", "final"),
    "published": Message("已公开", "published"),
}
ITEM_STATES: dict[ItemState, Message] = {
    "open": Message("待整改", "open"),
    "answered": Message("已报整改", "answered"),
    "closed": Message("已销号", "closed"),
}


class Step(NamedTuple):
    """One act: from which states to which, by whom; ``to`` is ``None`` where the state stays.

    ``reason``: one must be given. ``needs`` must hold of the case; ``system``: the program may do it, too.
    """

    title: Message
    froms: tuple[State, ...]
    to: State | None
    roles: tuple[Role, ...]
    reason: bool = False
    needs: tuple[Need, ...] = ()
    system: bool = False


class ItemStep(NamedTuple):
    """One act on an item that has to be put right (整改事项); each gives words. No ``froms``: it makes the item."""

    title: Message
    froms: tuple[ItemState, ...]
    to: ItemState
    roles: tuple[Role, ...]


ACTS: dict[str, Step] = {
    "draft-targets": Step(
        Message("报送绩效目标", "hand in targets"),
        ("planning", "running"), None, ("filler", "checker"), needs=("unasked",),
    ),
    "set-targets": Step(
        Message("确定绩效目标", "set the targets"), ("planning",), "running", ("checker",), needs=("drafted",)
    ),
    # What was set binds the unit towards the bureau: in the year it is the bureau that lets it go (from memory of the
    # rules on targets, 财预〔2015〕88号; the original was not read).
    "ask-adjustment": Step(
        Message("报请调整绩效目标", "ask for an adjustment"),
        ("running",), None, ("checker",), reason=True, needs=("drafted",),
    ),
    "withdraw-adjustment": Step(
        Message("撤回调整申请", "take the request back"), ("running",), None, ("checker",), needs=("asked",)
    ),
    "approve-adjustment": Step(
        Message("批准调整", "approve the adjustment"), ("running",), None, ("officer",), needs=("asked",)
    ),
    "refuse-adjustment": Step(
        Message("不予调整", "refuse the adjustment"), ("running",), None, ("officer",), reason=True, needs=("asked",)
    ),
    "monitor": Step(Message("填报运行监控", "report progress"), ("running",), None, ("filler", "checker")),
    "open-evaluation": Step(
        Message("开始自评", "open the self-evaluation"),
        ("running", "planning"), "evaluating", ("officer",), needs=("unasked",), system=True,
    ),
    "save": Step(Message("保存填报", "save"), ("evaluating",), None, ("filler", "checker")),
    # What came to the bureau on another way is entered for the unit, whose people still check and submit it.
    "take-in": Step(Message("代为录入", "take in for the unit"), ("evaluating",), None, ("officer",)),
    "hand-up": Step(
        Message("报单位审核", "hand up to the unit's checker"),
        ("evaluating",), "checking", ("filler",), needs=("a form",),
    ),
    "hand-back": Step(Message("单位退回", "hand back"), ("checking",), "evaluating", ("checker",), reason=True),
    "submit": Step(
        Message("提交财政", "submit to the bureau"), ("checking",), "submitted", ("checker",), needs=("a form",)
    ),
    "audit": Step(
        Message("自动核查", "audit"), ("evaluating", "checking", "submitted"), None, ("officer",), system=True
    ),
    "withdraw": Step(
        Message("撤回提交", "withdraw"), ("submitted",), "checking", ("checker",), reason=True, needs=("untouched",)
    ),
    "return": Step(Message("财政退回", "return"), ("submitted",), "evaluating", ("officer",), reason=True),
    "accept": Step(Message("审核通过", "accept"), ("submitted",), "accepted", ("officer",), needs=("no errors",)),
    "accept-despite": Step(
        Message("存疑通过", "accept despite errors"), ("submitted",), "accepted", ("officer",), reason=True
    ),
    "sample": Step(Message("抽中复核", "draw for review"), ("accepted",), "sampled", ("officer",), system=True),
    "score": Step(
        Message("专家评分", "score"), ("sampled",), None, ("expert",), needs=("assigned", "not scored")
    ),
    "reconcile": Step(
        Message("合议定分", "reconcile the scores"),
        ("sampled",), None, ("officer",), reason=True, needs=("two scores",),
    ),
    "tell": Step(
        Message("告知复核意见", "tell the result of the review"),
        ("sampled",), "told", ("officer",), reason=True, needs=("reconciled",),
    ),
    "agree": Step(Message("认可复核意见", "agree to the result"), ("told",), "locked", ("checker",)),
    "object": Step(Message("提出异议", "object"), ("told",), "objected", ("checker",), reason=True),
    "decide": Step(Message("异议裁定", "decide on the objection"), ("objected",), "locked", ("officer",), reason=True),
    "close-hearing": Step(
        Message("逾期未提异议", "no objection in time"), ("told",), "locked", ("officer",), system=True
    ),
    "lock": Step(Message("定稿", "make final"), ("accepted",), "locked", ("officer",)),
    "unlock": Step(Message("撤销定稿", "reopen"), ("locked",), "evaluating", ("officer",), reason=True),
    "publish": Step(Message("公开", "publish"), ("locked",), "published", ("officer",)),
    "retract": Step(Message("撤回公开", "take back"), ("published",), "locked", ("officer",), reason=True),
}  # fmt: skip

ITEM_ACTS: dict[str, ItemStep] = {
    "raise": ItemStep(Message("提出整改事项", "ask for a correction"), (), "open", ("officer",)),
    "answer": ItemStep(Message("报送整改情况", "answer"), ("open",), "answered", ("filler", "checker")),
    "close": ItemStep(Message("销号", "close"), ("answered",), "closed", ("officer",)),
    "reopen": ItemStep(Message("要求继续整改", "reopen"), ("answered", "closed"), "open", ("officer",)),
}
# From when on the bureau asks for corrections that outlast the form's own cycle; before, it returns the form.
ITEMS_FROM: tuple[State, ...] = ("accepted", "sampled", "told", "objected", "locked", "published")
