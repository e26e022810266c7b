"""What docs/schema holds is what the code writes; the examples are valid by it."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schema"
BUILT: dict[Path, str] = runpy.run_path(str(SCHEMAS / "build.py"))["built"]()


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", BUILT, ids=lambda path: path.name)
def test_the_file_is_what_the_code_says(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == BUILT[path], "run: python docs/schema/build.py"


@pytest.mark.parametrize("name", ["form", "published", "result"])
def test_the_schema_is_one_and_the_example_is_valid(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    example = SCHEMAS / "examples" / f"{name}.json{'l' if name == 'published' else ''}"
    Draft202012Validator(schema(name)).validate(json.loads(example.read_text(encoding="utf-8")))


def test_no_descriptor_of_a_ledger_is_left_over() -> None:
    assert set((SCHEMAS / "ledgers").iterdir()) == {path for path in BUILT if path.parent.name == "ledgers"}


@pytest.mark.parametrize("path", sorted((SCHEMAS / "ledgers").glob("*.json")), ids=lambda path: path.stem)
def test_the_keys_of_a_ledger_are_among_its_columns(path: Path) -> None:
    ledgers = {one["name"]: one["schema"] for one in json.loads(path.read_text(encoding="utf-8"))["resources"]}
    columns = {name: {field["name"] for field in one["fields"]} for name, one in ledgers.items()}
    for name, one in ledgers.items():
        assert set(one["primaryKey"]) <= columns[name]
        for key in one.get("foreignKeys", []):
            assert set(key["fields"]) <= columns[name]
            assert set(key["reference"]["fields"]) <= columns[key["reference"]["resource"]]
        assert {field["type"] for field in one["fields"]} <= {"string", "integer", "number", "date", "boolean"}


@pytest.mark.parametrize(
    "change",
    [
        lambda form: form.update(extra=1),
        lambda form: form["BGT_PERF_GOAL_INFO"].update(total_score="94分"),
        lambda form: form.pop("BGT_PERF_INDICATOR"),
        lambda form: form["BGT_PERF_INDICATOR"][0].update(kpi_value="1"),
        lambda form: form["funds"][0].update(side="out"),
    ],
)
def test_the_schema_of_a_form_refuses_what_the_reader_refuses(change: Any) -> None:
    told = json.loads((SCHEMAS / "examples/form.json").read_text(encoding="utf-8"))
    change(told["forms"][0])
    assert list(Draft202012Validator(schema("form")).iter_errors(told))
