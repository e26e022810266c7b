"""Checks in columns give the verdicts of the core: as often, of the same things, with the same numbers."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.building import Line, Row, form
from tests.generator.families import FAMILIES
from tests.properties.made_up import FORMS

from steelyard import audit
from steelyard.checks import checks
from steelyard.cli import main
from steelyard.model import Audited, Form
from steelyard.packs.forms import profiles
from steelyard.portfolio.extracting import lines
from steelyard.scoring import score

ibis = pytest.importorskip("ibis", reason="the extra portfolio is not installed")
pytest.importorskip("duckdb", reason="the extra portfolio is not installed")
EXAMPLE = Path(__file__).parents[2] / "examples" / "anlan-water-2025.docx"

NUMBERED = ("score-above-weight", "dominant-weight", "weight-total-misstated", "score-total-misstated")
TEXTS = {"stated": ("full-marks-everywhere", *NUMBERED, "unexplained-deduction")}
COMPUTED = ("score-above-weight", "weight-total-misstated", "score-total-misstated", "unexplained-deduction")
NAMES = ("检查数", "预算执行率", "成本", "资金结转率", "其中：城区", "验收合格率")
TARGETS = ("", "≥20家", "20家", "完成", "100%", "≥5%", "≤5%", "8次", "0", "＞100%")
RESULTS = (
    "",
    "13家",
    "20家",
    "26家",
    "40家",
    "基本完成",
    "100%",
    "98.5%",
    "6%",
    "13次",
    "99999999999999999999999999999家",
)
FIGURES = (
    "",
    "0",
    "1",
    "2",
    "3.5",
    "10",
    "40",
    "80",
    "-5",
    "满分",
    "0.335",
    "123456.5",
    "1234567890123456789012345678901",
)
NOTES = ("", "无", "酌情扣分", "因连续降雨，工期推迟")
TOTALS = (None, "", "100", "100.0", "90", "95", "3.5", "80.1", "13.335", "1234567890123456789012345678901")
GRADES = ("", "优", "“良”", "优秀等次", "差级", "甲等", "中等级")
LINES = (
    None,
    ("10", "9", ""),
    ("10", "8.62", "无"),
    ("", "9", ""),
    ("0", "0", ""),
    ("10", "8.62", "支出进度慢，因项目推迟"),
)


def made_up(draw: Random) -> Form:
    """A form of a few rows, whose totals often fit and often nearly do."""
    rows = []
    for number in range(draw.choice((0, 1, 2, 3, 3, 4, 6))):
        weight = draw.choice(FIGURES)
        marks = draw.choice((weight, draw.choice(FIGURES)))
        part_of = 1 if number and draw.randint(0, 5) == 0 else None
        cells = [draw.choice(kind) for kind in (NAMES, TARGETS, RESULTS)]
        rows.append(Row(*cells, weight, marks, draw.choice(NOTES), part_of=part_of))
    budget = [Line("adjusted", "年度资金总额", "43.2", total=True), Line("final", "年度资金总额", "37.24", total=True)]
    made: dict[str, Any] = {
        "budget": draw.choice(([], budget)),
        "execution": draw.choice(LINES),
        "execution_rate": draw.choice((None, "86.2%")),
        "grade": draw.choice(GRADES),
        "profile": draw.choice(sorted(profiles())),
    }
    sums = score(form(rows, **made)).summed
    known = [str(one) if isinstance(one, Decimal) else None for one in (sums.weight, sums.score)]
    total = tuple(draw.choice((value, draw.choice(TOTALS))) for value in known)
    stated = draw.choice((None, known[1], total[1], draw.choice(TOTALS)))
    return form(rows, total=total, stated_score=stated, **made)


@pytest.fixture(scope="module")
def engine() -> Any:
    from steelyard.measuring.engines import embedded

    return embedded()


@settings(max_examples=max(8, FORMS), deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(draw=st.randoms())
def test_columns_say_of_forms_what_the_core_says(engine: Any, draw: Random) -> None:
    made = [audit(score(made_up(draw))) for _ in range(40)]
    assert agrees(engine, made) > 0.5  # Hypothesis draws the same odd value many times over


def test_columns_say_of_whole_forms_what_the_core_says(engine: Any) -> None:
    """Forms as offices write them: hardly anything of them is beyond columns."""
    from tests.generator.inventing import invent

    from steelyard import recognise

    documents = [_document(invent(family, seed)) for family in FAMILIES for seed in range(2)]
    made = [audit(score(recognise(one))) for one in documents]
    assert agrees(engine, made) > 0.9


def _document(truth: Any) -> Any:
    from tempfile import TemporaryDirectory

    from tests.generator.filing import file

    from steelyard import read

    with TemporaryDirectory() as folder:
        return read(file(truth, "html", Path(folder) / "form.html").path)


def agrees(engine: Any, made: list[Audited]) -> float:
    """Holds every verdict in columns to the core's; answers the share that columns could decide."""
    from steelyard.portfolio.columnar.checks import tallies, verdicts

    given = stored(engine, made)
    decided = 0
    for name in names():
        counted = {one["form"]: one for one in engine.to_pyarrow(tallies(given, name)).to_pylist()}
        told = engine.to_pyarrow(verdicts(given, name)).to_pylist()
        for nth, one in enumerate(made):
            own = form_name(nth)
            if counted[own]["beyond"]:
                continue
            decided += 1
            [tally] = [tally for tally in one.tallies if tally.check == name]
            expected = tally.passed, tally.found, sum(count for _, count in tally.skipped)
            got = tuple(counted[own][key] for key in ("passed", "found", "skipped"))
            assert got == expected, (name, one.findings, tally)
            assert found_in(told, name, own) == found_by(one, name)
    return decided / (len(names()) * len(made))


def found_in(told: list[dict[str, Any]], name: str, form: str) -> Counter[tuple[Any, ...]]:
    mine = [one for one in told if one["form"] == form and one["verdict"] == "found"]
    return Counter(
        (one["about"], one["level"], *_compared(name, one["stated"], one["computed"], one["should"])) for one in mine
    )


def found_by(audited: Audited, name: str) -> Counter[tuple[Any, ...]]:
    mine = [one for one in audited.findings if one.name == name]
    told = [(one.about, one.level, *_compared(name, one.stated, one.computed, one.computed)) for one in mine]
    return Counter(told)


def _compared(name: str, stated: Any, computed: Any, should: Any) -> tuple[Any, ...]:
    """What of a finding is a number or a grade; other texts are as printed and not looked at again."""
    numbers = [
        Decimal(stated) if name in TEXTS["stated"] and stated is not None else None,
        Decimal(computed) if name in COMPUTED and computed is not None else None,
    ]
    if name == "target-far-exceeded":
        numbers[1] = Decimal(str(computed).removesuffix("%"))
    return *numbers, should if name == "grade-off-scale" else None


def names() -> tuple[str, ...]:
    from steelyard.portfolio.columnar.checks import names as found

    return found()


def form_name(nth: int) -> str:
    return f"{nth:024}-1"


def stored(engine: Any, made: list[Audited]) -> Any:
    """The forms as tables, each under a name of its own."""
    import pyarrow

    from steelyard.portfolio.columnar.checks import tables
    from steelyard.portfolio.schema import arrow

    kept: dict[str, list[dict[str, Any]]] = {"forms": [], "rows": [], "marks": []}
    for nth, one in enumerate(made):
        for name, some in lines(one, "form.txt", 1, "v").items():
            if name in kept:
                kept[name] += [{**line, "form": form_name(nth)} for line in some]
    for name, some in kept.items():
        engine.con.register(f"kept_{name}", pyarrow.Table.from_pylist(some, arrow(name)))  # type: ignore[arg-type]
    return tables(*(engine.table(f"kept_{name}") for name in ("forms", "rows", "marks")))


def test_every_check_in_columns_is_one_of_the_core() -> None:
    assert set(names()) <= set(checks())
    assert {checks()[name].family for name in names()} == {"arithmetic", "scoring", "targets"}


def test_a_store_is_checked_again_as_a_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was stored and what columns say are the same; a store that was altered is told apart."""
    from pyarrow import parquet

    store = tmp_path / "store"
    assert main(["portfolio", "read", str(EXAMPLE), "-o", str(store)]) == 0
    assert main(["portfolio", "recheck", str(store)]) == 0
    assert capsys.readouterr().out.startswith(f"1份自评表的{len(names())}项检查已在列存上重做：0份次与读入时不同")
    [file] = store.glob("forms/part-*.parquet")
    whole = parquet.read_table(file)
    at = whole.schema.get_field_index("summed_weight")
    field = whole.schema.field(at)
    altered = whole.set_column(at, field, whole["total_weight"].cast(field.type))  # as if the rows added up
    parquet.write_table(altered, file)
    assert main(["portfolio", "recheck", str(store)]) == 0
    assert "1份次与读入时不同" in capsys.readouterr().out
