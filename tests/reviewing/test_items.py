"""Items to be put right: who may raise, answer, close and reopen them, and when."""

import pytest

from steelyard.reviewing import ITEM_ACTS, STATES, ItemState, Person, Refused, item_after, item_permitted, item_refused

UNIT, BUREAU = "云岭省/安澜市/水利局", "云岭省/安澜市"
FILLER, CHECKER = Person("f1", "filler", UNIT), Person("c1", "checker", UNIT)
OFFICER = Person("o1", "officer", BUREAU)
STRANGERS = (
    Person("f2", "filler", "云岭省/安澜市/教育局"),
    Person("o2", "officer", "云岭省/临川市"),
    Person("o3", "officer", UNIT),
    Person("e1", "expert"),
    Person("a", "administrator", BUREAU),
)


def may(item: ItemState | None, by: Person, case: str = "locked") -> list[str]:
    return list(item_permitted(UNIT, case, item, by))  # type: ignore[arg-type]


def test_an_item_from_its_beginning_to_its_end() -> None:
    item: ItemState | None = None
    for act, by, now in (
        ("raise", OFFICER, "open"),
        ("answer", FILLER, "answered"),
        ("reopen", OFFICER, "open"),
        ("answer", CHECKER, "answered"),
        ("close", OFFICER, "closed"),
        ("reopen", OFFICER, "open"),
    ):
        item = item_after(UNIT, "published", item, act, by, "已补充佐证材料")
        assert item == now


def test_what_each_may_do() -> None:
    assert [may(item, OFFICER) for item in (None, "open", "answered", "closed")] == [  # type: ignore[arg-type]
        ["raise"], [], ["close", "reopen"], ["reopen"],
    ]  # fmt: skip
    assert [may(item, FILLER) for item in (None, "open", "answered", "closed")] == [[], ["answer"], [], []]  # type: ignore[arg-type]
    assert all(not may(item, one) for item in (None, "open", "answered", "closed") for one in STRANGERS)  # type: ignore[arg-type]


def test_before_a_form_is_accepted_it_is_returned_instead() -> None:
    raised_in = [state for state in STATES if may(None, OFFICER, state)]
    assert raised_in == ["accepted", "sampled", "told", "objected", "locked", "published"]
    why = item_refused(UNIT, "submitted", None, "raise", OFFICER, "补正")
    assert why is not None
    assert "请直接退回修改" in why.zh
    assert may("open", FILLER, "evaluating") == ["answer"]  # what was asked for stays, also where the form is reopened


@pytest.mark.parametrize("act", ITEM_ACTS)
def test_every_act_gives_words(act: str) -> None:
    by = OFFICER if "officer" in ITEM_ACTS[act].roles else FILLER
    item = ITEM_ACTS[act].froms[0] if ITEM_ACTS[act].froms else None
    assert item_refused(UNIT, "locked", item, act, by, "内容") is None
    with pytest.raises(Refused, match="say what"):
        item_after(UNIT, "locked", item, act, by, " ")


def test_an_act_that_is_not_there() -> None:
    why = item_refused(UNIT, "locked", None, "delete", OFFICER, "—")
    assert why is not None
    assert why.en == "There is no act named “delete”."
