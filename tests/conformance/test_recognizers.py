"""An outside suite: the Chinese cases of Recognizers-Text (Microsoft, MIT), read by our scanner.

A case passes when every span and every value is the expected one. The rates are printed at the end of the run.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.conformance.adapters import ADAPTERS, Answer, digits
from tests.shared import SHARED, needs_shared

HERE = Path(__file__).parent
SUITE = SHARED / "suites" / "recognizers-zh"
FLOORS: dict[str, int] = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["passing"]
DISPUTED: list[dict[str, str]] = tomllib.loads((HERE / "disputed.toml").read_text("utf-8"))["case"]
NO_CODE = {"Dollar": "USD", "Bitcoin": "比特币"}
pytestmark = needs_shared


def cases(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads((SUITE / f"{ADAPTERS[name][0]}.json").read_text("utf-8-sig"))
    return loaded


def expected(name: str, case: dict[str, Any]) -> list[Answer]:
    return [(one["Start"], one["End"] + 1, _resolution(name, one["Resolution"])) for one in case["Results"]]


def _resolution(name: str, resolution: dict[str, str | None]) -> str:
    value = resolution.get("value")
    if value is None:
        return ""
    if name == "Percent":
        return digits(value.removesuffix("%")) + "%"
    if name.startswith("NumberRange"):
        low, high = (digits(end) if end else "" for end in value[1:-1].split(","))
        return f"{value[0]}{low},{high}{value[-1]}"
    if name == "Currency":
        return f"{digits(value)} {resolution.get('isoCurrency') or NO_CODE[str(resolution['unit'])]}"
    return f"{digits(value)} {resolution['unit']}" if name == "Dimension" else digits(value)


def answers(name: str, text: str) -> list[Answer]:
    return list(ADAPTERS[name][1](text))


@pytest.mark.parametrize("name", ADAPTERS)
def test_the_rate_does_not_drop(name: str, record_property: Any) -> None:
    every = cases(name)
    failed = [case["Input"] for case in every if answers(name, case["Input"]) != expected(name, case)]
    passed = len(every) - len(failed)
    record_property("conformance", f"{name}: {passed} of {len(every)} ({100 * passed / len(every):.1f} %)")
    assert passed >= FLOORS[name], f"{passed} of {len(every)} pass, {FLOORS[name]} did: {failed}"


@pytest.mark.parametrize("case", DISPUTED, ids=lambda case: f"{case['file']}: {case['input']}")
def test_where_the_suite_is_disputed_our_answer_is_ours(case: dict[str, str]) -> None:
    (theirs,) = (one for one in cases(case["file"]) if one["Input"] == case["input"])
    ours = answers(case["file"], case["input"])
    assert ours != expected(case["file"], theirs), "no longer disputed"
    assert "; ".join(value for _, _, value in ours) == case["ours"], case["why"]
