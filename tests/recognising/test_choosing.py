"""Which profile is taken, and what is said when none can be."""

import pytest

from steelyard.packs.forms import profiles
from steelyard.packs.rules import rules
from steelyard.reading import read_bytes
from steelyard.recognising import NotAForm, UnknownProfile, recognise
from steelyard.recognising.words import Role, lexicon

FORM = """2023年度项目支出绩效自评表

| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|
| 产出指标 | 检测样品 | 10个 | 10个 | 100 | 100 |
"""
NO_FORM = """会议安排

| 时间 | 地点 | 主持人 | 备注 |
|---|---|---|---|
| 9:00 | 三楼 | 某甲 | |
"""


def test_the_profile_asked_for_is_taken_and_not_called_inferred() -> None:
    form = recognise(read_bytes(FORM.encode(), "form.md"), "hubei-project")
    assert (form.profile.name, form.profile.inferred) == ("hubei-project", False)


def test_an_inferred_profile_says_by_what_signs() -> None:
    table = (
        FORM.replace("分值", "计量单位 | 分值").replace("|---|", "|---|---|", 1).replace("| 100 |", "| 个 | 100 |", 1)
    )
    form = recognise(read_bytes(table.encode(), "form.md"))
    assert form.profile.inferred
    assert form.profile.why.zh
    assert form.profile.why.en


def test_a_profile_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownProfile, match=r"“jiangnan”.*national-project") as caught:
        recognise(read_bytes(FORM.encode(), "form.md"), "jiangnan")
    assert "没有名为“jiangnan”的表样" in caught.value.message.zh


def test_a_table_of_something_else_is_no_form() -> None:
    with pytest.raises(NotAForm) as caught:
        recognise(read_bytes(NO_FORM.encode(), "安排.md"))
    assert caught.value.message.zh.startswith("“安排.md”中有1个表")


@pytest.mark.parametrize("name", profiles())
def test_profile_names_rules_that_exist(name: str) -> None:
    choice = profiles()[name].rules
    named = {value for key in choice.__struct_fields__ if isinstance(value := getattr(choice, key), str)}
    assert named <= set(rules())


def test_a_profile_inferred_from_forms_says_what_it_rests_on() -> None:
    for profile in profiles().values():
        assert profile.source.original_seen or profile.source.basis
    assert profiles()["rugao-department"].inferred


def test_the_lexicon_gives_each_heading_one_role() -> None:
    seen: dict[str, Role] = {}
    for role, words in lexicon().columns.items():
        for word in words:
            assert seen.setdefault(word, role) == role, word
