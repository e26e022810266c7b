"""The measures of an indicator are found by its name, and never those of another."""

from pathlib import Path

import pytest
from tests.packs import coverage
from tests.shared import needs_shared

from steelyard.packs.ledgers import packs
from steelyard.packs.loading import PackError, folder
from steelyard.packs.proving import core, proofs, read_reasons, reason

SAME = [
    ("预算执行率（%）", "budget-ledger/execution-rate"),
    ("三公经费控制率", "budget-ledger/three-public-control"),
    ("申报浙江省质量奖", "quality-awards/provincial-applied"),
    ("培育安澜市长质量奖、提名奖", "quality-awards/mayor-granted"),
    ("申报国家级、省级试点示范项目", "standard-and-pilot-projects/applied"),
    ("获批国家级或省级试点示范项目数", "standard-and-pilot-projects/granted"),
    ("老干部党建和文体活动次数", "party-and-veterans/held"),
    ("投诉受理率、处置率", "complaints-and-reports/accepted-share complaints-and-reports/disposed-on-time"),
]
APART = [
    ("投诉受理率", "投诉处置率"),
    ("申报省质量奖", "获评省质量奖"),
    ("申报省质量奖", "申报市长质量奖"),
    ("申报国家级或省级试点示范项目", "获批国家级或省级试点示范项目"),
    ("食品抽检批次完成数", "食品快检批次完成数"),
    ("食品抽检批次完成数", "食品抽检批次完成率"),
    ("外资市场主体申请数", "外资市场主体申请完成数"),
    ("预算执行率", "项目支出预算执行率"),
    ("“三公”经费控制率", "“三公”经费变动率"),
    ("预决算信息公开及时率", "预决算信息公开完整率"),
]
UNKNOWN = ["处置率", "整改率", "满意", "预算", "执行率", "投诉受理率、满足率", "质量奖", "一般程序案件办结率的说明", ""]


@pytest.mark.parametrize(("name", "expected"), SAME)
def test_a_usual_way_to_write_a_name_finds_its_measures(name: str, expected: str) -> None:
    assert " ".join(map(str, proofs(name))) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("办理一般程序案件数（件）", "一般程序案件"),
        ("审查文件数", "审查文件"),
        ("抽检批次数", "抽检批次"),
        ("查询件数", "查询"),
    ],
)
def test_only_the_words_for_a_number_are_taken_off(name: str, expected: str) -> None:
    assert core(name) == expected


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_count_different_things_stay_apart(one: str, other: str) -> None:
    assert core(one) != core(other)
    assert not {str(proof) for proof in proofs(one)} & {str(proof) for proof in proofs(other)}


def test_no_name_is_proved_by_two_measures_or_by_none_of_its_own() -> None:
    names = [(f"{pack}/{one.name}", name) for pack, it in packs().items() for one in it.measures for name in one.proves]
    assert names
    wrong = [(own, name) for own, name in names if [str(proof) for proof in proofs(name)] != [own]]
    assert wrong == []
    kept = {core(name): own for own, name in names}
    assert [(own, name) for own, name in names if kept[core(name)] != own] == []


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_part_of_a_name_finds_nothing(name: str) -> None:
    assert proofs(name) == ()


def test_a_judgement_has_a_reason_and_no_measure() -> None:
    found = reason("内控制度健全性")
    assert found is not None
    assert "制度清单具备率" in found.instead
    assert proofs("内控制度健全性") == ()
    assert reason("预算执行率") is None


FAULTS = [
    ("because_en = ", "because_us = ", "because_us"),
    ('instead = ["支付进度率"]', "instead = []", "must not be empty"),
    ('instead = ["支付进度率"]', 'instead = ["支付进度"]', "instead: no ledger pack proves “支付进度”"),
    ('names = ["政府采购合规性"]', 'names = ["资金使用合规性"]', "stands twice"),
]


@pytest.mark.parametrize(("was", "becomes", "named"), FAULTS)
def test_a_fault_in_the_reasons_is_named(tmp_path: Path, was: str, becomes: str, named: str) -> None:
    text = folder("reasons")["general"].read_text(encoding="utf-8")
    assert was in text
    file = tmp_path / "mine.toml"
    file.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(PackError, match=r"mine\.toml") as caught:
        read_reasons(file)
    assert named in str(caught.value)


@needs_shared
def test_every_row_of_the_seed_is_in_the_coverage_and_it_is_not_stale() -> None:
    assert len(coverage.names()) == 39
    assert coverage.FILE.read_text(encoding="utf-8") == coverage.written(), "run: python -m tests.packs.coverage"
