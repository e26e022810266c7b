"""What may be done with a case, by whom, and the one sentence that says why not."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from steelyard.model import Message
from steelyard.reviewing.cycle import ACTS, STATES, Need, State, Step
from steelyard.reviewing.rights import ROLES, Person, Role, oversees, sees

LEAST_SCORES = 2  # reviewers whose scores are reconciled
SYSTEM = "system"  # who acts where nobody does: an audit, a deadline


@dataclass(frozen=True, slots=True)
class Case:
    """A form of one unit and year in review: what the rights and needs of the acts look at.

    ``unit`` is a place; ``experts`` are those it was assigned to, ``scored`` those whose scores are in. ``errors``
    counts the findings of that level in the form as it was last audited, ``None`` before an audit. ``touched`` says
    that the bureau has acted on the form since it was submitted, ``drafted`` that targets were handed in which nobody
    has confirmed yet, ``asked`` that they are with the bureau, as an adjustment of those in force, ``empty`` that no
    form was handed in yet.
    """

    unit: str
    state: State
    experts: frozenset[str] = frozenset()
    scored: frozenset[str] = frozenset()
    reconciled: bool = False
    errors: int | None = None
    touched: bool = False
    drafted: bool = False
    asked: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """An act as somebody means to do it; ``reason`` is what they give."""

    name: str
    by: Person
    reason: str = ""


class Refused(Exception):  # noqa: N818 — an answer, not a fault
    """An act that may not be done; ``why`` says which of role, place, state, reason or need stands against it."""

    def __init__(self, why: Message) -> None:
        self.why = why
        super().__init__(why.en)


def permitted(case: Case, by: Person) -> Iterator[str]:
    """The acts that ``by`` may do now, in the order of the table; those that want a reason among them."""
    return (name for name in ACTS if refused(case, Act(name, by, reason="—")) is None)


def refused(case: Case, act: Act) -> Message | None:
    """Why ``act`` may not be done, the first of the reasons that hold; ``None`` where it may."""
    step = ACTS.get(act.name)
    if step is None:
        return Message(f"没有名为“{act.name}”的操作。", f"There is no act named “{act.name}”.")
    return next(_against(case, act, step), None)


def after(case: Case, act: Act) -> Case:
    """The case after ``act``.

    :raises Refused: the act may not be done.
    """
    if why := refused(case, act):
        raise Refused(why)
    step = ACTS[act.name]
    changed = replace(case, state=step.to or case.state, touched=_touched(case, act))
    match act.name:
        case "draft-targets" | "set-targets":
            return replace(changed, drafted=act.name == "draft-targets")
        case "ask-adjustment" | "withdraw-adjustment":
            asked = act.name == "ask-adjustment"
            return replace(changed, asked=asked, drafted=not asked)
        case "approve-adjustment" | "refuse-adjustment":
            return replace(changed, asked=False)
        case "score":
            return replace(changed, scored=case.scored | {act.by.id})
        case "reconcile":
            return replace(changed, reconciled=True)
        case "return" | "unlock":
            return replace(changed, scored=frozenset(), experts=frozenset(), reconciled=False, errors=None)
        case "save" | "take-in":
            return replace(changed, errors=None, empty=False)
    return changed


def _touched(case: Case, act: Act) -> bool:
    if act.name in {"submit", "withdraw", "return"}:
        return False
    return case.touched or (case.state == "submitted" and act.by.role == "officer")


def _against(case: Case, act: Act, step: Step) -> Iterator[Message]:
    if not _entitled(case, act, step):
        yield not_theirs(step.title, step.roles)
    if case.state not in step.froms:
        zh = "、".join(f"“{STATES[state].zh}”" for state in step.froms)
        en = " or ".join(f"“{STATES[state].en}”" for state in step.froms)
        now = STATES[case.state]
        yield Message(
            f"现在是“{now.zh}”，要到{zh}才能{step.title.zh}。",
            f"The form is in “{now.en}”; to {step.title.en} it must be in {en}.",
        )
    if step.reason and not act.reason.strip():
        yield Message(f"{step.title.zh}应当写明理由。", f"To {step.title.en}, give a reason.")
    yield from (why for need in step.needs if (why := _lacks(case, act, need)))


def _entitled(case: Case, act: Act, step: Step) -> bool:
    if act.by.id == SYSTEM:
        return step.system
    return entitled(act.by, step.roles, case.unit, assigned=act.by.id in case.experts)


def entitled(by: Person, roles: Collection[Role], unit: str, *, assigned: bool = False) -> bool:
    """Whether somebody has one of ``roles`` over or in ``unit``; a bureau does not judge its own form."""
    if by.role not in roles:
        return False
    if by.role == "officer":
        return oversees(by.place, unit) and by.place != unit
    return sees(by, unit, assigned=assigned, public=False)


def not_theirs(title: Message, roles: Iterable[Role]) -> Message:
    """Says to whom an act belongs."""
    who = "、".join(ROLES[role].zh for role in roles)
    whom = " or ".join(ROLES[role].en for role in roles)
    zh = f"“{title.zh}”由有权的{who}办理，您的角色或所在单位不符。"
    return Message(zh, f"To {title.en} is for the {whom} in charge; your role or your place is another.")


def _lacks(case: Case, act: Act, need: Need) -> Message | None:
    missing = {
        "no errors": case.errors is None or case.errors > 0,
        "two scores": len(case.scored) < LEAST_SCORES,
        "reconciled": not case.reconciled,
        "not scored": act.by.id in case.scored,
        "assigned": act.by.id not in case.experts,
        "untouched": case.touched,
        "drafted": not case.drafted,
        "asked": not case.asked,
        "unasked": case.asked,
        "a form": case.empty,
    }
    return _WHY[need](case) if missing[need] else None


def _errors(case: Case) -> Message:
    if case.errors is None:
        return Message("还没有核查结果，请先核查。", "The form has not been audited yet; audit it first.")
    return Message(
        f"还有{case.errors}处错误，请退回修改，或者写明理由后“存疑通过”。",
        f"There are {case.errors} errors left: return the form, or accept it despite them with a reason.",
    )


_WHY: dict[Need, Callable[[Case], Message]] = {
    "no errors": _errors,
    "two scores": lambda case: Message(
        f"至少要有{LEAST_SCORES}位专家评分，现有{len(case.scored)}位。",
        f"At least {LEAST_SCORES} experts must have scored; {len(case.scored)} have.",
    ),
    "reconciled": lambda case: Message("各专家评分还没有合议。", "The experts' scores are not reconciled yet."),
    "not scored": lambda case: Message("您已经评过分，不能重复评分。", "You have scored this form already."),
    "assigned": lambda case: Message("这份表没有分配给您复核。", "This form was not assigned to you."),
    "untouched": lambda case: Message(
        "财政部门已经开始审核，不能撤回，请联系财政审核员退回。",
        "The bureau has begun to look at it; ask its reviewer to return the form.",
    ),
    "drafted": lambda case: Message(
        "没有待确认的绩效目标，请先报送目标表。", "No targets wait to be confirmed; hand in the table of targets first."
    ),
    "asked": lambda case: Message(
        "没有报请财政部门调整的绩效目标。", "No adjustment of targets is with the bureau to be decided."
    ),
    "unasked": lambda case: Message(
        "目标调整已报财政部门，批复或者单位撤回以后才能办理。",
        "An adjustment of targets is with the bureau: it has to be decided, or taken back by the unit, first.",
    ),
    "a form": lambda case: Message(
        "还没有自评表，请先上传，或者在网上填好并写成正式表样。",
        "There is no form yet: hand in a file, or fill it in here first.",
    ),
}
