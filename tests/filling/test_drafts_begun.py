"""How a draft is begun, how its rows are moved, and how two of one form are made one."""

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from tests.filling.making import PROFILES, data_of
from tests.filling.test_drafts import addresses, draft, row
from tests.filling.test_round_trip import tight

from steelyard.auditing import audit
from steelyard.filling import fill
from steelyard.filling.data import converted
from steelyard.filling.drafts import asked, begun, corrected, differences, edited, merged, tried
from steelyard.filling.drafts import data_of as data_of_draft
from steelyard.filling.drafts.correcting import put
from steelyard.filling.workbook import read_workbook, workbook
from steelyard.papers import write
from steelyard.reading import read_bytes
from steelyard.recognising import recognise
from steelyard.scoring import score

FORM = Path(__file__).parents[2] / "examples" / "anlan-water-2025.docx"


@pytest.mark.parametrize("family", sorted(PROFILES))
@pytest.mark.parametrize("seed", range(2))
def test_a_draft_from_a_workbook_holds_the_same_data(family: str, seed: int) -> None:
    data = converted(data_of(family, seed), "made up")
    content = workbook(data.profile, data)
    made = begun(content, "填报.xlsx", year=data.year, same_year=True)
    assert made.notes == ()
    assert tried(made.draft).gaps == ()
    assert data_of_draft(made.draft) == read_workbook(content, "填报.xlsx")


@pytest.mark.parametrize("family", sorted(PROFILES))
@pytest.mark.parametrize("seed", range(2))
def test_a_draft_from_a_written_form_says_what_the_form_says(family: str, seed: int) -> None:
    data = converted(data_of(family, seed), "made up")
    first = fill(data)
    made = begun(write(first.paper, "docx"), "自评表.docx", year=data.year, same_year=True)
    rows = [(one.name, f"{one.weight:f}") for one in data.indicators]
    assert [(one["name"], one["weight"]) for one in made.draft.indicators] == rows
    found = tried(made.draft)
    assert found.total == first.sheet.total
    assert found.gaps == ()
    asked_of = {question.key for question in asked(data.profile)["card"].questions}
    goals = {f"goals.{name}": text for name, text in first.sheet.goals.items()}
    for key, text in {"project": data.project, "organization": data.organization, **goals}.items():
        if key in asked_of:
            assert tight(made.draft.card.get(key, "")) == tight(text), key


def test_of_another_year_names_targets_and_weights_are_taken_and_nothing_else() -> None:
    made = begun(FORM.read_bytes(), FORM.name, year=2026, same_year=False).draft
    whole = begun(FORM.read_bytes(), FORM.name, year=2025, same_year=True).draft
    assert made.card["year"] == "2026"
    assert made.narrative == {}
    assert [one["target"] for one in made.indicators] == [one["target"] for one in whole.indicators]
    assert not {"actual", "score", "note", "initial"} & {key for one in made.indicators for key in one}
    assert not {"initial", "adjusted", "final"} & {key for one in made.budget for key in one}
    assert addresses(made) == {f"indicators.{number}.actual" for number in range(1, len(made.indicators) + 1)}


def test_braces_of_a_form_are_no_names() -> None:
    data = converted({**data_of("rugao", 1)}, "made up")
    text = "经自评{{按规则}}完成。"
    data = msgspec.structs.replace(data, narrative={**data.narrative, "problems": text})
    made = begun(write(fill(data).paper, "docx"), "自评表.docx", year=data.year, same_year=True)
    assert made.draft.narrative["problems"] == text


def test_a_file_of_several_forms_or_of_none_is_refused() -> None:
    from steelyard.reading import UnreadableDocument
    from steelyard.recognising import Unrecognised

    with pytest.raises((Unrecognised, UnreadableDocument)):
        begun("只有一段话。".encode(), "话.txt", year=2025, same_year=True)


def test_rows_are_added_moved_and_taken_out_with_their_groups() -> None:
    one = draft(row("甲"), {"name": "乙", "weight": "1"}, row("丙", **{"groups.1": "供水保障"}))
    down = edited(one, "down", "indicators", 2)
    assert [line["name"] for line in down.indicators] == ["甲", "丙", "乙"]
    assert down.indicators[2]["groups.1"] == "河湖管护"
    more = edited(one, "add", "indicators", 3)
    assert more.indicators[3] == {"groups.0": "部门履职", "groups.1": "供水保障"}
    assert [line["name"] for line in edited(one, "remove", "indicators", 1).indicators] == ["乙", "丙"]
    for edit, number in (("up", 1), ("down", 3), ("remove", 4), ("up", 0), ("remove", 0)):
        again = edited(one, edit, "indicators", number)  # type: ignore[arg-type]
        assert [line["name"] for line in again.indicators] == ["甲", "乙", "丙"]


def test_two_drafts_are_told_apart_and_made_one() -> None:
    began = draft(row("甲"), row("乙"), narrative={"results": "原文"})
    own = draft(row("甲", actual="1次"), row("乙"), narrative={"results": "我的"})
    other = draft(row("甲"), row("乙", note="缺水"), narrative={"results": "对方的"})
    found = {one.address: one for one in differences(began, own, other)}
    assert {at: one.changed for at, one in found.items()} == {
        "indicators.1.actual": True, "indicators.2.note": False, "narrative.results": True,
    }  # fmt: skip
    both = merged(own, other, [at for at, one in found.items() if not one.changed])
    assert both.indicators[0]["actual"] == "1次"
    assert both.indicators[1]["note"] == "缺水"
    assert both.narrative["results"] == "我的"


def test_rows_that_only_one_has_are_told_as_a_whole() -> None:
    own, other = draft(row("甲")), draft(row("甲"), row("乙"))
    (found,) = differences(own, own, other)
    assert (found.address, found.changed) == ("indicators", False)
    assert merged(own, other, ["indicators"]) == other


@pytest.mark.parametrize("family", sorted(PROFILES))
def test_in_every_layout_a_score_off_its_rule_is_found_at_its_row_and_corrected(family: str) -> None:
    data = converted(data_of(family, 3), "made up")
    clean = begun(write(fill(data).paper, "docx"), "自评表.docx", year=data.year, same_year=True).draft
    before = tried(clean)
    ruled = [
        one.number for one in before.rows if one.mark and isinstance(one.mark.points, Decimal) and one.mark.points > 2
    ]
    assert len(ruled) > 3
    for number in ruled[:4]:
        wrong = put(clean, f"indicators.{number}.score", f"{before.rows[number - 1].score - 2:f}")  # type: ignore[operator]
        found = [one for one in tried(wrong).findings if one.correction and one.finding.name == "score-off-rule"]
        assert [one.addresses for one in found] == [(f"indicators.{number}.score",)]
        after = tried(corrected(wrong, found[0].correction))  # type: ignore[arg-type]
        assert after.total == before.total
        assert [one.finding.name for one in after.findings] == [one.finding.name for one in before.findings]


@pytest.mark.parametrize("family", sorted(PROFILES))
def test_findings_of_a_draft_are_those_of_its_file(family: str) -> None:
    data = converted(data_of(family, 4), "made up")
    content = write(fill(data).paper, "docx")
    made = tried(begun(content, "自评表.docx", year=data.year, same_year=True).draft)
    filed = audit(score(recognise(read_bytes(content, "自评表.docx"))))
    assert [one.finding.about for one in made.findings] == [one.about for one in filed.findings]
