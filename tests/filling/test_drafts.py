"""A form while it is being filled in: how it stands, what it lacks, what may be corrected in it, how it is begun."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.filling import FillError, fill
from steelyard.filling.drafts import Typed, asked, blank, corrected, differences, tried, typed
from steelyard.filling.drafts import data_of as data_of_draft
from steelyard.filling.drafts.correcting import OFFERED
from steelyard.packs.templates import layouts

RUGAO = "rugao-department"


def row(name: str = "巡查河道", **more: str) -> dict[str, str]:
    return {
        "groups.0": "部门履职", "groups.1": "河湖管护", "name": name, "target": "≥120次", "actual": "126次",
        "weight": "100", **more,
    }  # fmt: skip


def draft(*rows: dict[str, str], **more: Any) -> Typed:
    card = {"organization": "安澜市水务局", "year": "2025"}
    return typed({"profile": RUGAO, "card": card, "indicators": rows or (row(),), **more})


def names(one: Typed) -> set[str]:
    return {found.finding.name for found in tried(one).findings}


def addresses(one: Typed) -> set[str]:
    return {gap.address for gap in tried(one).gaps}


def test_a_complete_draft_has_no_gap_and_scores_as_the_written_form() -> None:
    one = draft()
    found = tried(one)
    assert found.gaps == ()
    assert found.unread is None
    filled = fill(data_of_draft(one))
    assert found.total == filled.sheet.total == 100
    assert found.scored is not None
    assert found.scored.by_rule.score == filled.scored.by_rule.score


@pytest.mark.parametrize("key", ["name", "target", "actual", "weight"])
def test_what_is_missing_is_a_gap_at_its_cell_and_never_nought(key: str) -> None:
    one = draft(row(**{key: ""}), row("培训人次", weight="40"))
    assert addresses(one) == {f"indicators.1.{key}"}
    assert "score-off-rule" not in names(one)
    with pytest.raises(FillError):
        data_of_draft(one)


def test_a_number_that_is_none_is_a_gap() -> None:
    one = draft(row(weight="很多", score="甲"), budget=[{"name": "基本支出", "final": "一大笔"}])
    assert addresses(one) >= {"indicators.1.weight", "indicators.1.score", "budget.1.final"}


def test_a_stage_that_one_line_states_is_asked_of_the_others_of_its_side() -> None:
    lines = [{"name": "基本支出", "final": "1"}, {"name": "项目支出"}, {"side": "收入", "name": "拨款"}]
    assert addresses(draft(budget=lines)) == {"budget.2.final", "budget"}


def test_a_blank_row_is_no_row() -> None:
    one = draft(row(), {"name": "  "}, budget=[{}])
    assert tried(one).gaps == ()
    assert len(data_of_draft(one).indicators) == 1


def test_without_a_year_or_a_row_nothing_is_checked_and_said_so() -> None:
    assert tried(draft(card={"organization": "某局"})).unread
    assert tried(blank(RUGAO, "某局", 2025)).unread


def test_a_judged_row_without_a_score_is_a_gap_and_the_total_is_not_known() -> None:
    one = draft(row(target="持续改善", actual="群众反映好"))
    assert addresses(one) == {"indicators.1.score"}
    assert tried(one).total is None


def test_findings_stand_at_the_rows_as_the_writer_counts_them() -> None:
    one = draft({}, row("培训人次", weight="50"), {}, row(weight="50", score="40"))
    found = next(found for found in tried(one).findings if found.finding.name == "score-off-rule")
    assert found.addresses[0] == "indicators.4.score"


# One draft for each kind of finding for which a correction is offered, with what it puts right.
BUDGET = [
    {"side": "收入", "name": "拨款", "initial": "200", "adjusted": "200", "final": "150"},
    {"side": "支出", "name": "基本支出", "initial": "50", "adjusted": "50", "final": "50"},
    {"side": "支出", "name": "项目支出", "initial": "150", "adjusted": "150", "final": "100"},
]
MONEY = (
    "1、年初预算情况：年初预算收入200万元。年初预算支出{total}万元，其中：基本支出50万元，占比{share}%；"
    "项目支出150万元，占比75%。\n"
    "2、全年决算情况：决算支出150万元，其中：基本支出50万元，占比33.33%；项目支出100万元，占比66.67%。"
)
FAULTS: dict[str, tuple[Typed, str, str]] = {
    "score-off-rule": (draft(row(score="90")), "indicators.1.score", "100"),
    "share-misstated": (
        draft(narrative={"overview": MONEY.format(total=200, share="35")}, budget=BUDGET), "narrative.overview", "25",
    ),
    "budget-total-misstated": (
        draft(narrative={"overview": MONEY.format(total=210, share="25")}, budget=BUDGET), "narrative.overview", "200",
    ),
    "score-total-misstated": (
        draft(narrative={"evaluation": "（一）评价结论：经综合评价，综合得分93.5分。"}), "narrative.evaluation", "100",
    ),
    "grade-off-scale": (
        draft(narrative={"evaluation": "（一）评价结论：经综合评价，综合得分{total.score}分，等级为“良”。"}),
        "narrative.evaluation", "优",
    ),
    "execution-rate-misstated": (
        draft(
            row(weight="50"),
            row("预算执行率", target="100%", actual="80%", weight="50"),
            narrative={"overview": "{budget.text}"}, budget=BUDGET,
        ),
        "indicators.2.actual", "75",
    ),
    "impossible-percentage": (
        draft(narrative={"results": "全年抽检样品200批次，合格190批次，合格率96.5%。"}), "narrative.results", "95",
    ),
}  # fmt: skip


def test_every_kind_that_is_offered_has_its_example() -> None:
    assert set(FAULTS) == set(OFFERED)


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_after_a_correction_its_finding_is_gone(name: str) -> None:
    one, address, computed = FAULTS[name]
    found = next(found for found in tried(one).findings if found.finding.name == name)
    assert found.correction is not None
    assert {edit.address for edit in found.correction.edits} == {address}
    assert found.correction.computed.startswith(computed)
    after = corrected(one, found.correction)
    assert name not in names(after)
    changed = {other.address for other in differences(one, one, after)}
    assert changed == {address}


def test_nothing_is_offered_where_the_writer_has_to_decide() -> None:
    one = draft(narrative={"results": "全年巡查河道130次。"})
    found = {found.finding.name: found for found in tried(one).findings}
    assert found["narrative-contradicts-table"].correction is None
    judged = draft(row(target="持续改善", actual="部分达成年度指标", score="99"))
    assert all(found.correction is None for found in tried(judged).findings)


def test_a_number_that_the_text_only_names_is_not_changed_there() -> None:
    one = draft(
        narrative={"evaluation": "（一）评价结论：综合得分{said.value}。"},
        values=[{"name": "said", "number": "93.5分"}],
    )
    found = next(found for found in tried(one).findings if found.finding.name == "score-total-misstated")
    assert found.correction is None


def test_short_texts_are_not_looked_for_in_each_other() -> None:
    told = {"overview": "2", "evaluation": "次", "results": "全年抽检样品200批次，合格190批次，合格率96.5%。"}
    (found,) = (one for one in tried(draft(narrative=told)).findings if one.finding.name == "impossible-percentage")
    assert found.addresses == ("narrative.results",)
    card = {
        "organization": "某局",
        "year": "2025",
        "project": "河道整治",
        "goals.expected": "90",
        "goals.achieved": "1",
    }
    lines = [{"name": "财政资金", "initial": "1", "adjusted": "1", "final": "1"}]
    one = draft(row(weight="90", score="80"), profile="national-project", card=card, budget=lines)
    (found,) = (one for one in tried(one).findings if one.finding.name == "score-off-rule")
    assert found.addresses == ("indicators.1.score",)


def test_a_name_that_is_used_twice_is_a_gap_of_the_whole() -> None:
    assert addresses(draft(row(id="total"))) == {""}
    assert addresses(draft(row("甲", id="a", weight="50"), row("乙", id="a", weight="50"))) == {""}


def test_a_name_that_stands_for_nothing_is_a_gap_at_its_text() -> None:
    one = draft(narrative={"results": "完成{nothing.value}。"})
    assert "narrative.results" in addresses(one)


def test_keys_that_nothing_asks_for_are_refused() -> None:
    for wrong in (
        {"profile": "没有"},
        {"profile": RUGAO, "card": {"sex": "1"}},
        {"profile": RUGAO, "indicators": [{"measure": "a/b"}]},
        {"profile": "national-project", "narrative": {"overview": "一"}},
        {"profile": RUGAO, "indicators": [{}] * 301},
        {"profile": RUGAO, "narrative": {"overview": "长" * 20_001}},
    ):
        with pytest.raises(FillError):
            typed(wrong)


texts = st.text("0123456789.%≥≤＜次件{}“”，。、甲乙 \n-—", max_size=12)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_whatever_is_typed_a_draft_is_tried_without_a_fault(data: st.DataObject) -> None:
    profile = data.draw(st.sampled_from(sorted(layouts())))

    def rows(part: str, many: int) -> list[dict[str, str]]:
        keys = [question.key for question in asked(profile)[part].questions]  # type: ignore[index]
        return data.draw(st.lists(st.dictionaries(st.sampled_from(keys), texts), max_size=many))

    card = {**(rows("card", 1) or [{}])[0], "year": "2025"}
    kinds = [section.kind for section in layouts()[profile].sections]
    narrative = data.draw(st.dictionaries(st.sampled_from(kinds), texts)) if kinds else {}
    one = typed(
        {
            "profile": profile, "card": card, "budget": rows("budget", 3), "values": rows("values", 2),
            "indicators": rows("indicators", 4), "narrative": narrative,
        }
    )  # fmt: skip
    found = tried(one)
    for finding in found.findings:
        if finding.correction:
            corrected(one, finding.correction)
