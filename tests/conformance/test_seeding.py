"""The answer key is right: each planted fault changes what it says and nothing else, and can be pointed at in print."""

import random
from dataclasses import replace
from itertools import count

import pytest
from conformance.faults.evidenced import COUNT, SATISFACTION, SHARE, SPOILERS, evidenced, spoiled
from conformance.faults.facts import changed, merged, touches
from conformance.faults.key import Spot
from conformance.faults.scoring import _plain, _within
from conformance.faults.seeding import FORM_FAULTS, Twin, combination, seeded, texts
from conformance.faults.sparing import TEMPTATIONS
from conformance.faults.taxonomy import LEVELS, family_of, kinds, unplanted
from tests.contract import CHECKS, FAMILY_OF
from tests.generator.faults import Fault
from tests.generator.inventing import invent
from tests.generator.layouts.sheets import lay

FAMILIES = ("rugao", "general", "sichuan", "national", "chongqing", "transfer", "inline")


def twins(name: str, most: int) -> list[Twin]:
    """Forms of several families that can carry the fault."""
    forms = (invent(family, seed) for seed in range(3000, 3012) for family in FAMILIES)
    found = (twin for truth in forms if (twin := seeded(truth, name)))
    return [twin for twin, _ in zip(found, range(most), strict=False)]


@pytest.mark.parametrize("name", FORM_FAULTS)
def test_a_fault_changes_what_it_says_and_nothing_else(name: str) -> None:
    made = twins(name, 3)
    assert made
    for twin in made:
        (fault,) = twin.faults
        facts = changed(twin.clean, twin.truth)
        assert facts
        assert {path.split(": ")[0] for path in fault.facts} == set(facts)
        assert touches(twin.clean, twin.truth) <= set(kinds()[name].touches)
        before, after = lay(twin.clean), lay(twin.truth)
        same = [number for number, row in enumerate(twin.clean.rows) if row == twin.truth.rows[number]]
        assert [before.lines[number].cells for number in same] == [after.lines[number].cells for number in same]


@pytest.mark.parametrize("name", FORM_FAULTS)
def test_every_place_to_point_at_is_in_print(name: str) -> None:
    for twin in twins(name, 3):
        spots = twin.faults[0].spots
        assert bool(spots) is (kinds()[name].place != "form")
        printed = _plain("|".join(texts(lay(twin.truth))))
        rows = [spot.row for spot in spots if spot.row]
        assert all(row <= len(twin.truth.rows) + 1 for row in rows)
        assert not spots or rows or any(_within(_plain(spot.text or ""), printed) for spot in spots)


def test_several_faults_leave_one_another_alone() -> None:
    source = random.Random("several")
    made = 0
    for number in count():
        twin = combination(invent(FAMILIES[number % 7], 4000 + number), source, "total-score-off", 3)
        if twin is None or len(twin.faults) < 2:
            continue
        whole = changed(twin.clean, twin.truth)
        paths = [path for fault in twin.faults for path in (fact.split(": ")[0] for fact in fault.facts)]
        assert sorted(set(paths)) == sorted(whole)
        assert len(set(paths) - {"tweaks"}) == len([path for path in paths if path != "tweaks"])
        made += 1
        if made == 4:
            return


def test_forms_that_change_the_same_fact_are_not_merged() -> None:
    truth = invent("national", 3000)
    one, other = truth.with_row(1, note="甲"), truth.with_row(1, note="乙")
    assert merged(truth, one, other) is None
    both = merged(truth, one, truth.with_row(2, note="乙"))
    assert both is not None
    assert [row.note for row in both.rows[:2]] == ["甲", "乙"]
    assert merged(truth, one, replace(truth, noise=replace(truth.noise, spaces=not truth.noise.spaces))) is None


def test_the_taxonomy_covers_every_check_of_the_contract() -> None:
    planted = {check for kind in kinds().values() for check in kind.checks}
    assert planted | set(unplanted()) == set(FAMILY_OF)
    assert not planted & set(unplanted())
    assert {kind.name for kind in kinds().values() if not kind.ledgers} == set(map(str, Fault))
    assert {kind.name for kind in kinds().values() if kind.ledgers} == set(SPOILERS)
    for kind in kinds().values():
        assert kind.family in CHECKS
        assert kind.family in {FAMILY_OF[check] for check in kind.checks}
        assert kind.level in LEVELS
        assert {*kind.checks, *kind.also} <= set(FAMILY_OF)
    assert [family_of(name) for name in ("told-otherwise", "group-total-misstated", "spelling")] == [
        *("consistency", "arithmetic", "other")
    ]


@pytest.mark.parametrize("name", TEMPTATIONS)
def test_a_temptation_changes_the_form_in_print(name: str) -> None:
    one, source = TEMPTATIONS[name], random.Random(name)
    assert one.what.endswith(".")
    assert set(one.tempts) <= set(FAMILY_OF)
    forms = (invent(family, seed) for seed in range(5000, 5020) for family in FAMILIES)
    for truth in forms:
        edited = one.edit(truth, source)
        if edited is not None and lay(truth).sheet.blocks != lay(edited).sheet.blocks:
            return
    pytest.fail("no form can carry it")


def test_the_results_of_an_evidenced_form_are_those_of_its_records() -> None:
    source = random.Random("evidenced")
    one = next(filter(None, (evidenced(source) for _ in range(300))))
    results = {name: one.truth.rows[number - 1].result for name, number in one.rows.items()}
    complaints, answers = one.ledgers["complaints"], one.ledgers["survey_responses"]
    kept = [record for record in complaints if record["类别"] == "投诉"]
    taken, pleased = (
        sum(record["受理决定"] == "受理" for record in kept),
        sum(one["总体评价"] in "45" for one in answers),
    )
    assert results[COUNT] == len(complaints)
    assert round(float(results[SHARE] or 0) - 100 * taken / len(kept), 2) == 0
    assert round(float(results[SATISFACTION] or 0) - 100 * pleased / len(answers), 2) == 0
    for name in SPOILERS:
        bad, fault = spoiled(one, name, source)
        assert (bad.truth != one.truth) or (bad.ledgers != one.ledgers)
        assert fault.spots or kinds()[name].place == "form"
        assert all(isinstance(spot, Spot) for spot in fault.spots)
