"""JSON by the contract: the shape, amounts as decimal strings, every gap with its reason."""

import json
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.reporting.hand import ABSENT, Sheet, audited

from steelyard import report
from steelyard.model import Amount, Audited, Interval, Message, Rank, Unknown
from steelyard.reporting import json_
from steelyard.reporting.quantities import quantity, result

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/schema/result.schema.json").read_text(encoding="utf-8"))
AMOUNTS = {
    "amount",
    "share",
    "execution_rate",
    "weight",
    "score",
    "points",
    "low",
    "high",
    "claimed",
    "value",
    "stated_score",
    "coefficient",
}


def strict(schema: Any) -> Any:
    """The schema with no key allowed that it does not describe: what is printed is what is promised."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: strict(part) for key, part in schema.items()}
    return closed | {"additionalProperties": False} if "properties" in schema and "type" in schema else closed


def objects(value: Any) -> list[dict[str, Any]]:
    parts = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return ([value] if isinstance(value, dict) else []) + [one for part in parts for one in objects(part)]


@pytest.fixture(scope="module")
def form() -> Any:
    return json.loads(report(audited(), "json"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_result_is_what_the_schema_promises_and_nothing_else(lang: Any) -> None:
    Draft202012Validator(strict(SCHEMA)).validate(json.loads(report(audited(), "json", lang)))


def test_a_failed_file_is_an_entry_without_anything_that_looks_like_an_all_clear() -> None:
    entry = json_.failure("a.docx", Message("“a.docx”已加密。", "“a.docx” is encrypted."), "Encrypted")
    Draft202012Validator(strict(SCHEMA)).validate({"steelyard": "1", "forms": [entry]})
    assert entry["error"] == "“a.docx”已加密。"
    assert {key for key, value in entry.items() if value is not None} == {"path", "error", "kind"}


def test_the_keys_stand_in_the_order_of_the_contract(form: Any) -> None:
    assert list(form) == ["steelyard", "forms"]
    (entry,) = form["forms"]
    assert [*entry] == [
        *("path", "sha256", "error", "profile", "form", "score", "findings", "tallies", "numbers", "claims"),
        "evidence",  # added since
    ]
    contract = ["row", "groups", "name", "target", "actual", "weight", "score", "note", "quantity", "result"]
    assert [*entry["form"]["indicators"][0]][: len(contract)] == contract


def test_a_row_of_the_contract(form: Any) -> None:
    row = form["forms"][0]["form"]["indicators"][2]
    assert row == {
        "row": 3,
        "groups": ["产出"],
        "name": "开架图书",
        "target": "≥5万册",
        "actual": "50552册",
        "weight": "40",
        "score": "40",
        "note": "",
        "quantity": {"op": ">=", "value": "50000", "unit": "册"},
        "result": {"value": "50552", "unit": "册"},
    }


def test_a_finding_names_the_cell(form: Any) -> None:
    finding = form["forms"][0]["findings"][0]
    (where,) = finding["where"]
    assert (finding["name"], finding["stated"], finding["computed"]) == ("weight-total-misstated", "100", "103")
    assert (where["part"], where["table"], where["row"], where["column"], where["text"]) == (
        *("table", 1, 5, "weight", "100"),
    )
    assert Sheet().text[where["start"] : where["end"]] == "100"


def test_no_number_is_a_float_and_no_gap_is_without_a_reason(form: Any) -> None:
    assert not [float_ for one in objects(form) for float_ in one.values() if isinstance(float_, float)]
    for one in objects(form):
        for key in AMOUNTS & one.keys():
            assert isinstance(one[key], str | dict) or (one[key] is None and one["why"][key]), (key, one)


@pytest.mark.parametrize("digits", ["9.20", "0.00", "15326.63", "1E+3", "1E-7", "50000", "-3.5"])
def test_digits_are_kept_and_an_exponent_is_written_out(digits: str) -> None:
    printed = quantity(Amount(None, Decimal(digits), "元"), "zh")
    assert isinstance(printed, dict)
    assert Decimal(printed["value"]) == Decimal(digits)
    assert "E" not in printed["value"]
    assert ("." in digits) <= (printed["value"] == digits)


def test_what_is_no_number_says_what_it_is() -> None:
    interval = quantity(Interval(Decimal(80), Decimal(90), "%", high_open=True), "zh")
    assert interval == {
        "op": None,
        "value": None,
        "unit": "%",
        "kind": "interval",
        "low": "80",
        "high": "90",
        "low_open": False,
        "high_open": True,
        "why": {"value": "是一个区间，见 low 和 high"},
    }
    assert result(Rank("三级"), "en") == {
        "value": None,
        "unit": "",
        "kind": "rank",
        "text": "三级",
        "why": {"value": "a level of a scale: see text"},
    }


def test_an_unknown_total_is_null_with_its_reason_in_the_language_asked_for() -> None:
    one = audited()
    lost = Unknown(Message("第3行权重读不出", "the weight of row 3 cannot be read"))
    broken = replace(one, scored=replace(one.scored, summed=replace(one.scored.summed, weight=lost)))
    entry = json_.entry(broken, "en")
    assert entry["score"]["summed"] == {
        "weight": None,
        "score": "98",
        "why": {"weight": "the weight of row 3 cannot be read"},
    }
    assert entry["form"]["why"]["execution_rate"] == ABSENT.why.en


def test_json_lines_are_one_line_each_and_many_forms_are_one_document() -> None:
    one = audited()
    line = report(one, "jsonl")
    assert line.count("\n") == 1
    whole = "".join(json_.document([json_.piece(json_.entry(one))] * 3))
    assert json.loads(whole)["forms"] == [json.loads(line)] * 3
    assert json.loads("".join(json_.document([]))) == {"steelyard": json.loads(whole)["steelyard"], "forms": []}


def test_the_same_form_gives_the_same_bytes() -> None:
    first, second = report(audited(), "json"), report(audited(), "json")
    assert first == second
    assert first.endswith("}\n")


def test_findings_keep_the_order_of_the_audit(form: Any) -> None:
    order = ["error", "doubt", "note"]
    levels = [order.index(finding["level"]) for finding in form["forms"][0]["findings"]]
    assert all(before <= after for before, after in pairwise(levels))


def test_a_path_that_is_no_text_does_not_break_the_result() -> None:
    one: Audited = audited(Sheet(path="caf\udce9.docx"))
    assert json.loads(report(one, "json"))["forms"][0]["path"] == "caf�.docx"
