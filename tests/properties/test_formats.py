"""Every family in every kind of file reads back as it was printed: each cell, total, budget figure."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.generator.auditing import recognised
from tests.generator.comparing import compare
from tests.generator.families import FAMILIES
from tests.generator.filing import file_in
from tests.generator.layouts.sheets import lay
from tests.generator.truth import Truth
from tests.generator.writers import OFFICE, OWN
from tests.generator.writers.office import PROGRAM
from tests.properties.made_up import FORMS, filed, formats, seeds, truths


@pytest.mark.parametrize("kind", OWN)
@pytest.mark.parametrize("family", FAMILIES)
def test_form_reads_back_as_printed(family: str, kind: str, tmp_path: Path) -> None:
    wrong = {}
    for seed in seeds(len(FAMILIES) * len(OWN)):
        form = file_in(tmp_path, family, kind, seed)
        assert form is not None
        if misfits := compare(form, recognised(form.path)).misfits:
            wrong[seed] = misfits
    assert not wrong


@pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", OFFICE if FORMS else ("doc", "pdf-office"))
@pytest.mark.parametrize("family", FAMILIES if FORMS else ["rugao"])
def test_form_from_an_office_program_reads_back(family: str, kind: str, tmp_path: Path) -> None:
    form = file_in(tmp_path, family, kind, 1)
    assert form is not None
    assert not compare(form, recognised(form.path)).misfits


@settings(
    max_examples=max(60, FORMS),
    deadline=None,
    derandomize=not FORMS,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(truth=truths(), kind=formats)
def test_any_noise_reads_back(truth: Truth, kind: str, tmp_path: Path) -> None:
    form = filed(truth, kind, tmp_path)
    assert not compare(form, recognised(form.path)).misfits


@given(truth=truths())
@settings(max_examples=100, deadline=None)
def test_made_up_form_adds_up(truth: Truth) -> None:
    """The generator's own word: a clean form is clean, and its grids have no holes."""
    for grid in lay(truth).sheet.grids:
        grid.cover()
    assert truth.total_weight == (100 if truth.family.scored else sum(row.weight for row in truth.rows))
    assert all(0 <= row.score <= row.weight for row in truth.rows)
    assert any(row.reason for row in truth.rows)
    assert all(row.note for row in truth.rows if row.short and truth.family.notes)


@given(seed=st.integers(0, 999), family=st.sampled_from(sorted(FAMILIES)))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_same_seed_makes_the_same_form(seed: int, family: str, tmp_path: Path) -> None:
    first, second = (file_in(tmp_path, family, "html", seed) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.laid == second.laid
