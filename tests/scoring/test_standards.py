"""A row that prints that it is scored in proportion is scored so, whatever the rule of its layout."""

from dataclasses import replace

import pytest
from tests.building import RULES, Row, form, known

from steelyard.model import Mark, Printed
from steelyard.packs.forms import RuleChoice
from steelyard.scoring import score
from steelyard.scoring.standards import standard

BY_STEPS = RuleChoice(
    **{field: getattr(RULES, field) for field in RULES.__struct_fields__} | {"positive": "yixing-2016/steps"}
)


def mark(printed: str, actual: str, rules: RuleChoice = RULES) -> Mark:
    made = form([Row("设施完好率", "≥90%", actual, "10", "10")])
    (row,) = made.indicators
    return score(replace(made, indicators=(replace(row, standard=Printed(printed)),)), rules).marks[0]


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("", None),
        ("反映设施的运行状况", None),
        ("按完成比例计分", "proportion"),
        ("每低1%扣0.5分，扣完为止", "own"),
        ("达到得满分，否则不得分", "own"),
        ("≥90% 5分，≥85% 3分", "own"),
        ("按达成情况分档计分", "own"),
    ],
)
def test_what_a_standard_says_of_a_shortfall(printed: str, said: str | None) -> None:
    (row,) = form([Row("设施完好率", "≥90%", "81%", "10", "10")]).indicators
    assert standard(replace(row, standard=Printed(printed))) == said


@pytest.mark.parametrize(
    ("printed", "rules", "points"),
    [
        ("", RULES, "9.00"),
        ("按完成比例计分", RULES, "9.00"),
        ("反映设施的运行状况", RULES, "9.00"),  # tells what is measured, not how it is scored
        ("", BY_STEPS, "2.00"),
        ("达到目标值得满分，未达到的按比例得分", BY_STEPS, "9.00"),
    ],
)
def test_a_shortfall_goes_by_the_standard_printed(printed: str, rules: RuleChoice, points: str) -> None:
    got = mark(printed, "81%", rules)
    assert (known(got.points), got.short) == (points, True)


def test_a_target_that_is_met_earns_the_weight_by_any_standard() -> None:
    assert known(mark("每低1%扣0.5分", "93%").points) == "10.00"
