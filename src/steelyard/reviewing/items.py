"""Items that have to be put right (整改事项): raised by the bureau, answered by the unit, closed by the bureau."""

from collections.abc import Iterator

from steelyard.model import Message
from steelyard.reviewing.acting import Refused, entitled, not_theirs
from steelyard.reviewing.cycle import ITEM_ACTS, ITEM_STATES, ITEMS_FROM, STATES, ItemState, ItemStep, State
from steelyard.reviewing.rights import Person


def item_permitted(unit: str, case: State, item: ItemState | None, by: Person) -> Iterator[str]:
    """The acts that ``by`` may do now on an item of a ``unit``'s form, or to raise one where there is none yet."""
    return (name for name in ITEM_ACTS if item_refused(unit, case, item, name, by, "—") is None)


def item_refused(unit: str, case: State, item: ItemState | None, act: str, by: Person, words: str) -> Message | None:
    """Why an act on an item may not be done, the first of the reasons that hold; ``None`` where it may.

    ``case`` is the state of the form, ``item`` that of the item and ``None`` before it is raised; ``words`` are what
    is asked for, answered, or found.
    """
    step = ITEM_ACTS.get(act)
    if step is None:
        return Message(f"没有名为“{act}”的操作。", f"There is no act named “{act}”.")
    return next(_against(unit, case, item, step, by, words), None)


def item_after(unit: str, case: State, item: ItemState | None, act: str, by: Person, words: str) -> ItemState:
    """The state of an item after an act.

    :raises Refused: the act may not be done.
    """
    if why := item_refused(unit, case, item, act, by, words):
        raise Refused(why)
    return ITEM_ACTS[act].to


def _against(
    unit: str, case: State, item: ItemState | None, step: ItemStep, by: Person, words: str
) -> Iterator[Message]:
    if not entitled(by, step.roles, unit):
        yield not_theirs(step.title, step.roles)
    if item is None and not step.froms and case not in ITEMS_FROM:
        zh = f"现在是“{STATES[case].zh}”，审核通过后才能提出整改事项；此前请直接退回修改。"
        en = f"The form is in “{STATES[case].en}”; corrections are asked for once it is accepted. Return it instead."
        yield Message(zh, en)
    if (item is None and step.froms) or (item is not None and item not in step.froms):
        now = ITEM_STATES[item] if item else Message("尚未提出", "not there yet")
        zh = f"这个事项现在是“{now.zh}”，不能{step.title.zh}。"
        yield Message(zh, f"The item is “{now.en}” now; it is not the time to {step.title.en}.")
    if not words.strip():
        yield Message(f"{step.title.zh}应当写明内容。", f"To {step.title.en}, say what there is to say.")
