"""Forms held against each other: what is copied is found, however names and numbers were changed, and nothing else."""

import random
from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from steelyard.model import Form
from steelyard.reading import read_bytes
from steelyard.recognising import recognise
from steelyard.recognising.likeness import ALIKE, Beside, joined, relation
from steelyard.recognising.telling import told

TABLE = """
| 类别 | 绩效指标 | 年初指标值 | 实际完成值 | 权重 | 得分 | 说明 |
|---|---|---|---|---|---|---|
| 履职指标 | 演出场次 | 30场 | 31场 | 100 | 100 | |
"""
SAID = (
    "汛前组织技术人员对水库、泵站和圩堤逐一排查{}处，发现隐患当场整改{}处",
    "{unit}把老旧供水管网改造列入民生实事，全年更换管道{}公里，低压片区由七处减到两处",
    "{place}图书馆延长夜间开放时间，在乡镇设立流动服务点{}个，群众家门口就能借书还书",
    "选派骨干教师{}名到山区学校支教，带动薄弱学科教研组重新建立集体备课制度",
    "推行家庭医生签约服务，为{}名高血压和糖尿病患者建立随访档案，配齐村卫生室常用药",
    "开展渣土运输专项治理{}次，暂扣违规车辆{}辆，主次干道扬尘投诉逐月减少",
    "打通断头路{}条，调整公交线路{}条，早晚高峰平均候车时间明显缩短",
    "对困难老人实施居家适老化改造{}户，安装扶手、呼叫器和防滑垫，发生跌倒的情况少了",
    "帮助返乡青年办起小型加工厂{}家，发放创业贴息贷款，吸纳附近农户就近做工",
    "种粮大户全部完成统防统治，植保无人机作业面积达到{}亩次，农药用量继续下降",
)
PLACES = ("云溪", "清河", "望川", "青榆")


def made(place: str, sentences: list[str], year: int = 2023, body: str = "水利局") -> Form:
    """A form of ``place`` whose results are ``sentences``."""
    head = f"{year}年部门整体支出绩效自评价表\n\n自评价单位（盖章）：{place}县{body}\n\n三、主要绩效\n"
    return recognise(read_bytes(f"{head}{'。'.join(sentences)}。\n{TABLE}".encode(), f"{place}{year}.md"))


def said(place: str, which: list[int], chance: random.Random) -> list[str]:
    """The sentences ``which`` as a unit of ``place`` writes them, with numbers of its own."""
    own = {"unit": f"{place}县水利局", "place": f"{place}县"}
    return [SAID[at].format(*(chance.randint(2, 9999) for _ in range(3)), **own) for at in which]


def worn(text: str, chance: random.Random, share: float) -> str:
    """``text`` with a share of its characters left out or written otherwise."""
    return "".join("" if (dice := chance.random()) < share / 2 else "乎" if dice < share else one for one in text)


WHICH = st.lists(st.sampled_from(range(len(SAID))), unique=True, min_size=1, max_size=8)


@given(which=WHICH, seed=st.integers(0, 10**6), places=st.permutations(PLACES))
@settings(max_examples=60, deadline=None)
def test_a_copy_with_other_names_and_numbers_is_found_whole(which: list[int], seed: int, places: list[str]) -> None:
    chance = random.Random(seed)
    form = made(places[0], said(places[0], which, chance))
    other = made(places[1], said(places[1], which, chance))
    (comparison,) = Beside([other]).compare(form)
    assert [one.nth for one in comparison.alike] == list(range(len(which)))
    assert all(one.similarity >= 95 for one in comparison.alike)
    (passage,) = joined(comparison.alike, form, other)
    assert passage.here.text == form.document.text[passage.here.start : passage.here.end]
    assert passage.there.text == other.document.text[passage.there.start : passage.there.end]


@given(which=st.permutations(range(len(SAID))), seed=st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_what_each_wrote_itself_is_not_alike(which: list[int], seed: int) -> None:
    chance = random.Random(seed)
    form, other = made("云溪", said("云溪", which[:5], chance)), made("清河", said("清河", which[5:], chance))
    (comparison,) = Beside([other]).compare(form)
    assert comparison.alike == ()


@given(seed=st.integers(0, 10**6), share=st.floats(0, 0.12))
@example(seed=84281, share=0.09375)  # a sentence that lost a quarter of its words, one here and one there
@settings(max_examples=60, deadline=None)
def test_the_index_misses_nothing_that_measuring_every_pair_finds(seed: int, share: float) -> None:
    chance = random.Random(seed)
    everything = list(range(len(SAID)))
    form = made("云溪", said("云溪", everything, chance))
    other = made("清河", [worn(one, chance, share) for one in said("清河", everything, chance)])
    mine, its = told(form), told(other)
    wanted = {(a.nth, b.nth) for a, b in product(mine, its) if fuzz.ratio(a.key, b.key) >= ALIKE}
    (comparison,) = Beside([other]).compare(form)
    assert {(one.nth, one.nth_there) for one in comparison.alike} >= wanted


def test_a_sentence_is_found_inside_a_longer_one() -> None:
    long = f"{SAID[3].format(12)}，{SAID[9].format(340)}"
    (comparison,) = Beside([made("清河", [long])]).compare(made("云溪", [SAID[3].format(8)]))
    assert [one.similarity for one in comparison.alike] == [100]


def test_each_other_form_has_its_own_comparison_and_the_form_itself_none() -> None:
    chance = random.Random(1)
    form = made("云溪", said("云溪", [0, 1], chance))
    others = [made("清河", said("清河", [0], chance)), form, made("望川", said("望川", [1], chance))]
    found = Beside(others).compare(form)
    assert [(one.other.organization, len(one.alike)) for one in found] == [("清河县水利局", 1), ("望川县水利局", 1)]


def test_the_same_bytes_under_another_name_are_said_to_be_the_same_form() -> None:
    form = made("云溪", [SAID[0].format(2, 3)])
    again = replace(form, document=replace(form.document, path="copy.md"))
    assert [one.relation for one in Beside([again, form]).compare(form)] == ["same-form"]


def test_what_everybody_writes_is_nobody_s_copy_but_own_forms_of_many_years_are_one_voice() -> None:
    sentence = SAID[5].format(6, 40)
    form = made("云溪", [sentence])
    everybody = [made(f"{place}{letter}", [sentence]) for place in PLACES for letter in "东西"]
    assert not any(one.alike for one in Beside(everybody).compare(form))
    own = [made("云溪", [sentence], year) for year in range(2014, 2023)]
    assert all(one.alike and one.relation == "other-year" for one in Beside(own).compare(form))


def test_the_same_numbers_are_told_from_others() -> None:
    form = made("云溪", [SAID[5].format(6, 4021), SAID[6].format(31, 7), SAID[9].format(100)])
    other = made("云溪", [SAID[5].format(6, 4021), SAID[6].format(31, 8), SAID[9].format(100)], 2022)
    (comparison,) = Beside([other]).compare(form)
    assert [one.same_numbers for one in comparison.alike] == [True, False, False]  # 100 alone is no sign


@pytest.mark.parametrize(
    ("place", "year", "body", "is_"),
    [
        ("云溪", 2023, "水利局", "same-form"),
        ("云溪", 2022, "水利局", "other-year"),
        ("云溪", 2024, "水利局", "other-year"),
        ("清河", 2023, "水利局", "other-body"),
        ("云溪", 2023, "民政局", "other-body"),
    ],
)
def test_what_the_other_form_is_to_this_one(place: str, year: int, body: str, is_: str) -> None:
    assert relation(made("云溪", ["一"]), made(place, ["一"], year, body)) == is_


def test_projects_of_one_unit_are_different_forms() -> None:
    one = replace(made("云溪", ["一"]), kind="project")
    other = replace(one, indicators=(replace(one.indicators[0], name=replace(one.indicators[0].name, text="河道")),))
    assert relation(one, one) == "same-form"
    assert relation(one, other) == "other-body"


def test_passages_follow_each_other_in_both_forms() -> None:
    chance = random.Random(2)
    form = made("云溪", said("云溪", [0, 1, 2, 3], chance))
    other = made("清河", said("清河", [2, 3, 0, 1], chance))
    (comparison,) = Beside([other]).compare(form)
    passages = list(joined(comparison.alike, form, other))
    assert len(passages) == 2
    assert all(one.here.end <= two.here.start for one, two in pairwise(passages))
