"""The cycle of a year: who may do what in which state, walked at random, and refused with the reason that holds."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.reviewing import ACTS, ITEM_ACTS, ROLES, STATES, Act, Case, Person, Refused, after, permitted, refused
from steelyard.reviewing.acting import SYSTEM
from steelyard.reviewing.rights import Role

UNIT, BUREAU = "云岭省/安澜市/水利局", "云岭省/安澜市"
FILLER, CHECKER = Person("f1", "filler", UNIT), Person("c1", "checker", UNIT)
OFFICER = Person("o1", "officer", BUREAU)
EXPERTS = (Person("e1", "expert"), Person("e2", "expert"))
PEOPLE = (FILLER, CHECKER, OFFICER, *EXPERTS, Person(SYSTEM, "administrator"))
STRANGERS = (
    Person("f2", "filler", "云岭省/安澜市/教育局"),
    Person("c2", "checker", "云岭省/安澜市/水利局/水库管理所"),
    Person("c3", "checker", "云岭省/安澜市"),
    Person("o2", "officer", "云岭省/临川市"),
    Person("o3", "officer", UNIT),
    Person("e3", "expert"),
    Person("p", "public"),
    Person("a", "administrator", BUREAU),
)


def walked(case: Case, *acts: tuple[str, Person]) -> Case:
    for name, by in acts:
        case = after(case, Act(name, by, reason="理由"))
    return case


def test_the_whole_cycle() -> None:
    case = walked(
        Case(UNIT, "planning"),
        ("draft-targets", FILLER), ("set-targets", CHECKER), ("draft-targets", CHECKER),
        ("ask-adjustment", CHECKER), ("withdraw-adjustment", CHECKER), ("ask-adjustment", CHECKER),
        ("refuse-adjustment", OFFICER), ("draft-targets", FILLER), ("ask-adjustment", CHECKER),
        ("approve-adjustment", OFFICER),
        ("monitor", FILLER), ("open-evaluation", OFFICER),
        ("save", FILLER), ("hand-up", FILLER), ("hand-back", CHECKER), ("save", FILLER), ("hand-up", FILLER),
        ("submit", CHECKER), ("return", OFFICER), ("save", FILLER), ("hand-up", FILLER), ("submit", CHECKER),
    )  # fmt: skip
    assert case.state == "submitted"
    case = walked(replace(case, errors=0), ("accept", OFFICER), ("sample", OFFICER))
    case = replace(case, experts=frozenset({"e1", "e2"}))
    case = walked(case, ("score", EXPERTS[0]), ("score", EXPERTS[1]), ("reconcile", OFFICER), ("tell", OFFICER))
    case = walked(case, ("object", CHECKER), ("decide", OFFICER), ("publish", OFFICER))
    assert case.state == "published"


@pytest.mark.parametrize("state", STATES)
def test_strangers_may_do_nothing(state: str) -> None:
    case = Case(UNIT, state, frozenset({"e1"}), frozenset({"e1", "e2"}), reconciled=True, errors=0)  # type: ignore[arg-type]
    for stranger in STRANGERS:
        assert list(permitted(case, stranger)) == []


def test_every_state_is_reached_and_left_by_somebody() -> None:
    assert {step.to for step in ACTS.values() if step.to} | {"planning"} == set(STATES)
    assert {state for step in ACTS.values() for state in step.froms} == set(STATES)
    assert {role for step in ACTS.values() for role in step.roles} <= set(ROLES)
    assert {one.to for one in ITEM_ACTS.values()} == {"open", "answered", "closed"}


ONE, BOTH = frozenset({"e1"}), frozenset({"e1", "e2"})
REFUSALS = [
    (Case(UNIT, "submitted"), Act("accept", OFFICER), "还没有核查结果，请先核查。"),
    (
        Case(UNIT, "submitted", errors=3),
        Act("accept", OFFICER),
        "还有3处错误，请退回修改，或者写明理由后“存疑通过”。",
    ),
    (Case(UNIT, "submitted"), Act("return", OFFICER), "财政退回应当写明理由。"),
    (Case(UNIT, "evaluating"), Act("submit", CHECKER), "现在是“自评填报”，要到“单位审核”才能提交财政。"),
    (
        Case(UNIT, "checking"),
        Act("submit", FILLER),
        "“提交财政”由有权的单位审核人办理，您的角色或所在单位不符。",
    ),
    (
        Case(UNIT, "submitted", touched=True),
        Act("withdraw", CHECKER, "算错"),
        "财政部门已经开始审核，不能撤回，请联系财政审核员退回。",
    ),
    (
        Case(UNIT, "evaluating", empty=True),
        Act("hand-up", FILLER),
        "还没有自评表，请先上传，或者在网上填好并写成正式表样。",
    ),
    (
        Case(UNIT, "checking", empty=True),
        Act("submit", CHECKER),
        "还没有自评表，请先上传，或者在网上填好并写成正式表样。",
    ),
    (Case(UNIT, "sampled", ONE, ONE), Act("score", EXPERTS[0]), "您已经评过分，不能重复评分。"),
    (Case(UNIT, "sampled", scored=ONE), Act("reconcile", OFFICER, "合议"), "至少要有2位专家评分，现有1位。"),
    (Case(UNIT, "sampled", scored=BOTH), Act("tell", OFFICER, "意见"), "各专家评分还没有合议。"),
    (Case(UNIT, "planning"), Act("set-targets", CHECKER), "没有待确认的绩效目标，请先报送目标表。"),
    (Case(UNIT, "running", drafted=True), Act("ask-adjustment", CHECKER), "报请调整绩效目标应当写明理由。"),
    (Case(UNIT, "running", asked=True), Act("refuse-adjustment", OFFICER), "不予调整应当写明理由。"),
    (
        Case(UNIT, "running", drafted=True),
        Act("approve-adjustment", OFFICER),
        "没有报请财政部门调整的绩效目标。",
    ),
    (
        Case(UNIT, "running", asked=True),
        Act("approve-adjustment", CHECKER),
        "“批准调整”由有权的财政审核员办理，您的角色或所在单位不符。",
    ),
    (
        Case(UNIT, "running", asked=True),
        Act("draft-targets", FILLER),
        "目标调整已报财政部门，批复或者单位撤回以后才能办理。",
    ),
    (
        Case(UNIT, "running", asked=True),
        Act("open-evaluation", OFFICER),
        "目标调整已报财政部门，批复或者单位撤回以后才能办理。",
    ),
    (
        Case(UNIT, "planning", drafted=True),
        Act("set-targets", FILLER),
        "“确定绩效目标”由有权的单位审核人办理，您的角色或所在单位不符。",
    ),
    (
        Case(UNIT, "evaluating"),
        Act("draft-targets", FILLER),
        "现在是“自评填报”，要到“目标编制”、“执行中”才能报送绩效目标。",
    ),
    (Case(UNIT, "locked"), Act("erase", OFFICER), "没有名为“erase”的操作。"),
]


@pytest.mark.parametrize(("case", "act", "said"), REFUSALS)
def test_what_is_refused_is_told_with_the_reason_that_holds(case: Case, act: Act, said: str) -> None:
    why = refused(case, act)
    assert why is not None
    assert (why.zh, why.en[-1]) == (said, ".")
    with pytest.raises(Refused):
        after(case, act)


def test_targets_are_confirmed_once_for_each_table_that_is_handed_in() -> None:
    case = after(Case(UNIT, "planning"), Act("draft-targets", FILLER))
    assert (case.state, case.drafted) == ("planning", True)
    case = after(case, Act("set-targets", CHECKER))
    assert (case.state, case.drafted) == ("running", False)
    assert "ask-adjustment" not in permitted(case, CHECKER)
    case = after(case, Act("draft-targets", FILLER))
    assert "ask-adjustment" in permitted(case, CHECKER)
    assert not {"set-targets", "ask-adjustment"} & set(permitted(case, FILLER))


def test_an_adjustment_is_decided_by_the_bureau_alone_and_once() -> None:
    case = after(Case(UNIT, "running", drafted=True), Act("ask-adjustment", CHECKER, "任务划出"))
    assert (case.state, case.drafted, case.asked) == ("running", False, True)
    deciding = {"approve-adjustment", "refuse-adjustment"}
    assert deciding <= set(permitted(case, OFFICER))
    for other in (CHECKER, FILLER, Person("o", "officer", UNIT)):
        assert not deciding & set(permitted(case, other))
    assert "monitor" in permitted(case, FILLER)  # the targets in force go on
    for name in deciding:
        decided = after(case, Act(name, OFFICER, "意见"))
        assert (decided.drafted, decided.asked) == (False, False)
        assert not deciding & set(permitted(decided, OFFICER))


def test_a_form_that_was_handed_in_or_taken_in_goes_on() -> None:
    for act, by in (("save", FILLER), ("take-in", OFFICER)):
        case = after(Case(UNIT, "evaluating", empty=True), Act(act, by))
        assert "hand-up" in permitted(case, FILLER)
        assert "submit" in permitted(replace(case, state="checking"), CHECKER)


def test_an_officer_who_looked_at_it_bars_the_way_back() -> None:
    case = after(Case(UNIT, "submitted"), Act("audit", OFFICER))
    assert "withdraw" not in permitted(case, CHECKER)
    assert "withdraw" in permitted(Case(UNIT, "submitted"), CHECKER)


@given(st.lists(st.integers(0, 1000), max_size=60))
def test_no_walk_leads_around_the_checks(choices: list[int]) -> None:
    """Whatever is permitted, a form is published only after its unit and the bureau let it pass, as it then was."""
    case = Case(UNIT, "planning", empty=True)
    passed: list[str] = []
    for choice in choices:
        if case.state == "sampled":
            case = replace(case, experts=frozenset({"e1", "e2"}))
        if case.state == "submitted" and case.errors is None:
            case = replace(case, errors=choice % 2)
        open_ = [(name, by) for by in PEOPLE for name in permitted(case, by)]
        assert open_, f"nobody can do anything in {case.state}"
        name, by = open_[choice % len(open_)]
        before, case = case, after(case, Act(name, by, "理由"))
        passed = [] if case.state == "evaluating" and before.state != "evaluating" else [*passed, name]
        if case.state == "published":
            assert "submit" in passed
            assert not case.empty
            assert {"accept", "accept-despite"} & set(passed)
            assert "sample" not in passed or {"agree", "decide", "close-hearing"} & set(passed)


@given(st.sampled_from(sorted(ACTS)), st.sampled_from(sorted(STATES)), st.sampled_from(sorted(ROLES)))
def test_a_role_at_the_wrong_place_changes_nothing(name: str, state: str, role: Role) -> None:
    case = Case(UNIT, state, errors=0)  # type: ignore[arg-type]
    assert refused(case, Act(name, Person("x", role, "云岭省/临川市/水利局"), "理由")) is not None


def test_each_act_is_for_some_role_and_state_of_the_table() -> None:
    for (name, step), by in product(ACTS.items(), PEOPLE):
        may = any(name in permitted(Case(UNIT, state, errors=0), by) for state in step.froms)
        assert not may or by.role in step.roles or by.id == SYSTEM
