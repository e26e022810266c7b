"""The labelled text itself: big enough, part held out, covering the known traps, and refused where a label is wrong."""

from collections import Counter
from typing import get_args

import msgspec
import pytest
from tests.claims.corpus import (
    Claim,
    LabelError,
    LittleForm,
    Modifier,
    Outcome,
    Passage,
    Reason,
    check_form,
    check_passage,
    departments,
    little_forms,
    passages,
)

TRAPS = """
    万美元 亿美元 倍 近1亿元 辆次 家次 余批次 万余 百分之 两千四百五 3万4000元 1,100万元 三分之二 一半 半数 过半 成
    零 0起 元/亩 毫克/升 个百分点 个工作日 至 — 平方米 公里 十二个 不超过 以内 左右 超 逾 不足 不少于 -3.2% ‰
    ％ １ 1/3 分 （件）
"""
NOT_CLAIMED = "三年行动|四张清单|四个最严|双随机、一公开|一站式|12345|5A级|3·15|财预〔2020〕10号|GB/T 19001"


def test_there_is_enough_of_it() -> None:
    assert len(departments()) >= 10
    assert len(passages()) >= 40
    assert sum(len(passage.claim) for passage in passages()) >= 300
    assert all(len(department.passage) >= 2 for department in departments())


def test_enough_is_held_out_in_departments_of_its_own() -> None:
    for department in departments():
        assert len({passage.tuned for passage in department.passage}) == 1, department.department
    assert sum(not department.passage[0].tuned for department in departments()) >= 14
    tuned, held_out = (
        {each.department for each in departments() if each.passage[0].tuned is part} for part in (True, False)
    )
    assert not tuned & held_out
    assert len(passages(tuned=False)) >= 26
    assert sum(len(passage.claim) for passage in passages(tuned=False)) >= 300


@pytest.mark.parametrize("trap", TRAPS.split())
def test_known_traps_are_labelled(trap: str) -> None:
    assert any(trap in claim.text for passage in passages() for claim in passage.claim)


@pytest.mark.parametrize("trap", NOT_CLAIMED.split("|"))
def test_known_numbers_that_count_nothing_are_labelled(trap: str) -> None:
    assert any(label.text == trap for passage in passages() for label in passage.not_claim)


def test_every_kind_of_label_is_met_in_the_part_held_out() -> None:
    held_out = passages(tuned=False)
    modifiers = {claim.modifier for passage in held_out for claim in passage.claim}
    reasons = {label.reason for passage in held_out for label in passage.not_claim}
    assert modifiers == set(get_args(Modifier))
    assert reasons == set(get_args(Reason))


def test_the_little_forms_hold_every_outcome_and_enough_temptation() -> None:
    outcomes = Counter(pair.outcome for form in little_forms() for pair in form.pair)
    silent = [form for form in little_forms() if {pair.outcome for pair in form.pair} <= {"untied", "confirmed"}]
    assert len(little_forms()) >= 30
    assert set(outcomes) == set(get_args(Outcome))
    assert outcomes["untied"] >= 10
    assert len(silent) >= 10


TEXT = "检查企业12家次，整改12家。"


@pytest.mark.parametrize(
    ("labels", "complaint"),
    [
        ([{"text": "13家次"}], "is not in the text"),
        ([{"text": "12家"}], "occurs 2 times"),
        ([{"text": "12家", "nth": 3}], "has no occurrence 3"),
        ([{"text": "12家次", "nth": 1}], "occurs 1 times"),
        ([{"text": "12家次"}, {"text": "12家", "nth": 1}], "overlap"),
        ([{"text": "企业"}], "holds no numeral"),
        ([{"text": "12家次", "value": "十二"}], "Invalid literal"),
    ],
)
def test_a_label_that_does_not_fit_is_refused(labels: list[dict[str, object]], complaint: str) -> None:
    made = tuple(msgspec.convert({"value": "12", "unit": "家", "object": "企业", **label}, Claim) for label in labels)
    with pytest.raises(LabelError, match=complaint):
        check_passage(Passage(id="made", tuned=True, text=TEXT, claim=made))


@pytest.mark.parametrize("field", [{"valeu": "12"}, {"modifier": "roughly"}, {"reason": "idiom"}, {"nth": "2"}])
def test_an_unknown_field_or_word_is_refused(field: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"text": "12家次", "value": "12", "unit": "家次", "object": "企业", **field}, Claim)


@pytest.mark.parametrize(
    ("pair", "complaint"),
    [
        ({"text": "12家次", "row": 2}, "one row of the table or one other number"),
        ({"text": "12家次"}, "one row of the table or one other number"),
        ({"text": "12家次", "other": {"text": "12家次"}}, "against itself"),
        ({"text": "15家次", "row": 1}, "is not in the text"),
    ],
)
def test_a_pair_that_names_nothing_is_refused(pair: dict[str, object], complaint: str) -> None:
    row = {"name": "检查企业", "target": "10家次", "actual": "12家次"}
    judged = {"outcome": "confirmed", "why": "same"} | pair
    form = msgspec.convert({"id": "made", "department": "", "text": TEXT, "row": [row], "pair": [judged]}, LittleForm)
    with pytest.raises(LabelError, match=complaint):
        check_form(form)
