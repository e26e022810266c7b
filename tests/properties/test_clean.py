"""A form in which every figure agrees raises no error and no doubt of the sums, the points or the words."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.generator.auditing import Alarms, alarms, audited
from tests.generator.families import FAMILIES
from tests.generator.filing import file_in
from tests.generator.truth import Truth
from tests.generator.writers import OWN
from tests.properties.made_up import FORMS, filed, seeds, truths


def sentences(said: Alarms) -> list[str]:
    return [f"{one.name}: {one.message.zh}" for one in said.promised]


@pytest.mark.parametrize("family", FAMILIES)
def test_clean_form_raises_no_false_alarm(family: str, tmp_path: Path) -> None:
    """The forms take turns over the kinds of file; what the target checks ask is printed, not forbidden."""
    asked: Counter[str] = Counter()
    wrong: dict[str, list[str]] = {}
    numbers = seeds(len(FAMILIES), least=len(OWN))
    for seed in numbers:
        form = file_in(tmp_path, family, OWN[seed % len(OWN)], seed)
        assert form is not None
        said = alarms(audited(form.path))
        asked.update(one.name for one in said.others)
        if said.promised:
            wrong[form.path.name] = sentences(said)
    count = sum(map(len, wrong.values()))
    print(f"{family}: {count / len(numbers):.2f} false alarms per clean form; others: {dict(asked)}")
    assert not wrong


@settings(
    max_examples=max(60, FORMS),
    deadline=None,
    derandomize=not FORMS,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(truth=truths())
def test_no_noise_makes_a_clean_form_suspect(truth: Truth, tmp_path: Path) -> None:
    form = filed(truth, "docx", tmp_path)
    assert not sentences(alarms(audited(form.path)))
