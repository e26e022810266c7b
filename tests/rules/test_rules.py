"""Every rule file: strict, sourced, and true to its own worked examples."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest

from steelyard.packs.loading import PackError, load
from steelyard.packs.rules import Example, Rule, rule, rules
from steelyard.quantity import half_up
from steelyard.scoring.shapes import SHAPES, apply

EXAMPLES = [
    pytest.param(name, example, id=f"{name}-{number}")
    for name, found in rules().items()
    for number, example in enumerate(found.examples, 1)
]


def read(text: str) -> Decimal | str:
    """An argument of an example: a number where it is one, else the word."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def told(answer: Any) -> str:
    """An answer as the examples write it: points to 2 decimals, a band ``low..high``, a word, yes, no or unknown."""
    if answer is None:
        return "unknown"
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if isinstance(answer, tuple):
        return "..".join(map(told, answer))
    return str(half_up(answer, 2)) if isinstance(answer, Decimal) else str(answer)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_worked_example(name: str, example: Example) -> None:
    given = {key: read(text) for key, text in example.given.items()}
    assert told(apply(rule(name), **given)) == example.gives


@pytest.mark.parametrize("name", rules())
def test_rule_says_where_it_is_from_and_what_it_rests_on(name: str) -> None:
    found = rule(name)
    assert found.examples, "a rule shows at least one worked example"
    assert found.source.basis or found.source.original_seen, "what was not seen in the original says what it rests on"
    assert all((found.title, found.title_en, found.clause, found.clause_en, found.source.document))
    assert found.source.read_on >= "2026"


def test_every_shape_is_used_by_some_rule_and_every_rule_by_a_known_shape() -> None:
    assert {found.shape.name for found in rules().values()} == set(SHAPES)


RULE = """
title = "一"
title_en = "one"
clause = "一"
clause_en = "one"
examples = []
[source]
document = "文号"
title = "标题"
article = "条"
original_seen = true
read_on = "2026-01-01"
"""


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[shape]\nname = "proportion"\nfloors = 1', "floors"),
        ('[shape]\nname = "eval"', "eval"),
        ('[shape]\nname = "reverse-linear"\nzero_at = "many"', "zero_at"),
        ('[shape]\nname = "steps"\nmeasure = "result"\nsteps = [{ share = 1, over = 2 }]', "over"),
        ("weight = 3", "weight"),
    ],
)
def test_a_file_that_is_not_as_asked_is_refused_by_name_and_key(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(f"{RULE}{text}\n", encoding="utf-8")
    with pytest.raises(PackError, match=rf"wrong\.toml.*{named}"):
        load(file, Rule)


def test_an_unknown_rule_is_answered_with_its_neighbours() -> None:
    with pytest.raises(KeyError, match="platform/reverse-linear"):
        rule("platform/reverse-lin")
