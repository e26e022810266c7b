"""Export in the names of the integrated budget system, and import: the same data, and the same verdict."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.generator.families import FAMILIES
from tests.generator.faults import Fault, plant
from tests.generator.filing import file
from tests.generator.inventing import invent
from tests.shared import SHARED, needs_shared

from steelyard import audit, read, recognise, recognise_all, score
from steelyard.model import Audited, Form
from steelyard.packs.standards import BUDGET_SYSTEM, standards
from steelyard.reading import read_bytes
from steelyard.reading.errors import BadData
from steelyard.recognising import UnknownProfile
from steelyard.recognising.cells import known
from steelyard.reporting.exchange import document, exported
from steelyard.reporting.places import place
from steelyard.reporting.words import column

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "anlan-water-2025.docx"


def imported(text: str, profile: str | None = None) -> tuple[Form, ...]:
    return recognise_all(read_bytes(text.encode(), "form.json"), profile)


def values(form: Form) -> Iterator[Any]:
    """What a form says, without where it says so."""
    yield form.kind, form.title, form.organization, form.year, form.grade.text, form.profile.name
    yield [(part.heading, part.kind) for part in form.sections]
    for row in form.indicators:
        yield row.row, [group.text for group in row.groups], row.name.text, row.target.text, row.actual.text
        yield row.quantity, row.result, row.initial_quantity, row.core, row.part_of
    yield sorted(
        (one.stage, one.side, one.name, str(one.amount.value), one.unit, str(one.share and one.share.value), one.total)
        for one in form.budget
        if isinstance(one.amount.value, Decimal)
    )
    yield [(one.label, one.rows, one.execution, str(one.weight.value)) for one in form.subtotals if known(one.weight)]
    yield exported(form)


def verdicts(audited: Audited) -> list[tuple[str, str, str | None, str | None]]:
    return sorted((one.name, one.about, one.stated or "", one.computed or "") for one in audited.findings)


def holds(form: Form, again: Form) -> None:
    told, told_again = list(values(form)), list(values(again))
    assert told_again == told
    assert verdicts(audit(score(again))) == verdicts(audit(score(form)))


@pytest.mark.parametrize("family", FAMILIES)
def test_every_layout_comes_back_as_the_same_data_with_the_same_verdict(family: str, tmp_path: Path) -> None:
    for seed in range(2):
        path = tmp_path / f"{seed}.docx"
        file(invent(family, seed), "docx", path)
        form = recognise_all(read(path))[0]
        (again,) = imported(document([form]))
        holds(form, again)


@pytest.mark.parametrize("fault", list(Fault), ids=str)
def test_a_planted_fault_is_found_in_the_data_too(fault: Fault, tmp_path: Path) -> None:
    families = (name for name in FAMILIES if plant(invent(name, 1), fault))
    family = next(families, None)
    if family is None:
        pytest.skip("no layout of this seed can carry the fault")
    planted = plant(invent(family, 1), fault)
    assert planted is not None
    file(planted.truth, "docx", tmp_path / "form.docx", planted)
    form = recognise_all(read(tmp_path / "form.docx"))[0]
    (again,) = imported(document([form]))
    assert list(values(again)) == list(values(form))
    before, after = (verdicts(audit(score(one))) for one in (form, again))
    assert not [one for one in before if one not in after], "nothing that was found in the form is lost"
    # A figure of the budget that the text tells, too, stands twice in the data: the two are held against each other.
    new = [name for name, *rest in after if (name, *rest) not in before]
    assert not new or (before and set(new) == {"narrative-contradicts-itself"})


def test_the_example_with_its_narrative_comes_back() -> None:
    (form,) = recognise_all(read(EXAMPLE))
    (again,) = imported(document([form]))
    holds(form, again)
    assert [claim.text for claim in again.narrative.claims] == [claim.text for claim in form.narrative.claims]


@needs_shared
@pytest.mark.parametrize("name", ["rugao-2023.docx", "rugao-2023.xlsx", "rugao-2023.pdf"])
def test_the_real_form_comes_back(name: str) -> None:
    (form,) = recognise_all(read(SHARED / "forms" / name))
    (again,) = imported(document([form]))
    holds(form, again)


def test_a_place_names_the_cell_and_its_text() -> None:
    (form,) = imported(document(recognise_all(read(EXAMPLE))))
    place = form.indicators[1].score.printed.place
    assert place is not None
    assert (place.row, place.column) == (2, "score")
    assert form.document.text[place.start : place.end] == place.text == "3"


def test_several_forms_in_one_file_stay_apart_and_in_order() -> None:
    (one,) = recognise_all(read(EXAMPLE))
    (two,) = recognise_all(read(ROOT / "docs/schema/examples/form.md"))
    again = imported(document([one, two, one]))
    assert [form.organization for form in again] == [one.organization, two.organization, one.organization]
    assert [len(form.indicators) for form in again] == [len(form.indicators) for form in (one, two, one)]


def test_one_form_alone_says_that_there_are_others() -> None:
    (one,) = recognise_all(read(EXAMPLE))
    (two,) = recognise_all(read(ROOT / "docs/schema/examples/form.md"))
    first = recognise(read_bytes(document([one, two]).encode(), "form.json"))
    assert first.organization == one.organization
    assert two.title in first.unplaced[0].zh


def test_a_profile_that_is_asked_for_wins_over_the_one_in_the_file() -> None:
    text = document(recognise_all(read(EXAMPLE)))
    assert imported(text)[0].profile.name == "rugao-department"
    assert imported(text, "national-project")[0].profile.name == "national-project"
    with pytest.raises(UnknownProfile):
        imported(text.replace("rugao-department", "rugao-departmnt"))


def small() -> dict[str, Any]:
    """A form that another program might hand over: numbers as JSON numbers, tables in another order."""
    rows = [{"kpi_lv3": "新增图书数", "kpi_val": "≥12000册", "actual_val": "12600册", "weight": 40.50, "score": 40}]
    return {
        "standard": "budget-system",
        "forms": [{"BGT_PERF_INDICATOR": rows, "BGT_PERF_GOAL_INFO": {"fiscal_year": 2025, "total_score": None}}],
    }


def test_numbers_may_be_json_numbers_and_keep_their_digits() -> None:
    (form,) = imported(json.dumps(small()).replace("40.5", "40.50"))
    assert str(form.indicators[0].weight.value) == "40.50"
    assert form.year == 2025
    assert form.total.score.value.__class__.__name__ == "Unknown"


def broken(change: Any) -> str:
    told = small()
    change(told["forms"][0])
    return json.dumps(told)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"standard": "budget-system", "forms": [', "JSON"),
        ('{"standard": "another", "forms": [{}]}', "standard"),
        ('{"standard": "budget-system", "forms": []}', "forms"),
        ('{"standard": "budget-system", "forms": [{}]}', "BGT_PERF_GOAL_INFO"),
        ('{"standard": "budget-system", "standard": "budget-system", "forms": []}', "“standard”写了两次"),
        (broken(lambda form: form.pop("BGT_PERF_INDICATOR")), "BGT_PERF_INDICATOR"),
        (broken(lambda form: form.update(BGT_PERF_INDICATR=[])), "是否要写“BGT_PERF_INDICATOR”"),
        (broken(lambda form: form.update(PM_PERF_INDICATOR=[])), "只能有一个"),
        (broken(lambda form: form["BGT_PERF_INDICATOR"][0].update(kpi_vale="1")), "是否要写“kpi_val”"),
        (broken(lambda form: form["BGT_PERF_INDICATOR"][0].update(score="40分")), "[1].score 不能是“40分”"),
        (broken(lambda form: form["BGT_PERF_INDICATOR"][0].update(score=True)), "类型不对"),
        (broken(lambda form: form["BGT_PERF_INDICATOR"][0].update(score=float("nan"))), "“NaN”不是数"),
        (broken(lambda form: form["BGT_PERF_INDICATOR"][0].update(part_of=0)), "part_of 不能是“0”"),
        (broken(lambda form: form["BGT_PERF_INDICATOR"][0].update(score="４０")), "score 不能是“４０”"),
        (broken(lambda form: form["BGT_PERF_INDICATOR"][0].update(kpi_lv3="\ud83d")), "kpi_lv3 含有半个字符"),
        (broken(lambda form: form["BGT_PERF_GOAL_INFO"].update(fiscal_year=20250)), "fiscal_year 不能是“20250”"),
        (broken(lambda form: form.update(BGT_PERF_INDICATOR={})), "行的列表"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(text: str, said: str) -> None:
    with pytest.raises(BadData) as caught:
        imported(text)
    assert said in caught.value.message.zh
    assert "form.json" in caught.value.message.zh


def test_other_json_is_not_taken_for_a_form() -> None:
    assert not [name for name in ("[]", '{"a": 1}') if _kind(name) == "json"]


def _kind(text: str) -> str:
    from steelyard.reading.sniffing import kind_of

    return kind_of(text.encode(), "a.json")


def test_the_standard_names_nothing_twice_and_tells_its_gaps() -> None:
    standard = standards()[BUDGET_SYSTEM]
    for table in standard.tables:
        names = [element.name for element in table.elements] + [gap.name for gap in table.unfilled]
        assert len(set(names)) == len(names)
        keys = [element.key for element in table.elements]
        assert len(set(keys)) == len(keys)
    assert not standard.source.original_seen
    assert standard.source.basis


def test_a_finding_in_a_data_file_names_its_column_in_words() -> None:
    audited = audit(score(imported(document([recognise(read(EXAMPLE))]))[0]))
    (share,) = [one for one in audited.findings if one.name == "share-misstated"]
    said = [place(where, audited.scored.form, "zh") for where in share.where]
    assert said == ["第3张表执行占比“39.57”", *said[1:]]
    assert not any("_" in one for one in said)
    assert column("final_share", "zh") != "final_share" != column("final_share", "en")
    assert column("no such column", "zh") == "no such column"
