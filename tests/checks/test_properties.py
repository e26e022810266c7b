"""What must hold for any numbers: true ones are never reported, wrong ones always."""

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.building import form, line, row

from steelyard.auditing import audit
from steelyard.checks._closeness import closeness
from steelyard.checks._lines import reasonless
from steelyard.checks._rates import rates
from steelyard.model import Place
from steelyard.quantity import half_up
from steelyard.scoring import score

CENTS = st.integers(min_value=100, max_value=10**9).map(lambda cents: Decimal(cents).scaleb(-2))
PARTS = st.lists(CENTS, min_size=2, max_size=6)


def found(select: str, **parts: object) -> list[tuple[str, str | None, str | None]]:
    made = score(form([row("演出场次", "30场", "31场", "100", "100")], **parts))  # type: ignore[arg-type]
    return [(one.about, one.stated, one.computed) for one in audit(made, select=[select]).findings]


def budget(parts: list[Decimal], total: Decimal, places: int = 2) -> list[object]:
    shares = [f"{half_up(100 * part / sum(parts), places)}%" for part in parts]
    lines = [line("initial", f"支出{at}", str(part), share=shares[at]) for at, part in enumerate(parts)]
    return [line("initial", "", str(total), total=True), *lines]


@given(parts=PARTS, places=st.integers(0, 3))
def test_parts_that_add_up_and_their_shares_are_never_reported(parts: list[Decimal], places: int) -> None:
    lines = budget(parts, sum(parts, Decimal(0)), places)
    assert found("budget-total-misstated", budget=lines) == []
    assert found("share-misstated", budget=lines) == []


@given(parts=PARTS, off=CENTS)
def test_a_wrong_total_is_reported_once_and_its_shares_are_not(parts: list[Decimal], off: Decimal) -> None:
    total = sum(parts, Decimal(0))
    lines = budget(parts, total + off)
    assert [one[:2] for one in found("budget-total-misstated", budget=lines)] == [
        ("budget:initial.expenditure", str(total + off))
    ]
    assert found("share-misstated", budget=lines) == []


@given(budgeted=CENTS, spent=CENTS, places=st.integers(0, 2))
def test_an_execution_rate_is_reported_when_it_is_wrong_and_only_then(
    budgeted: Decimal, spent: Decimal, places: int
) -> None:
    assume(spent <= 2 * budgeted and budgeted >= 1000)
    lines = [line("adjusted", "", str(budgeted), total=True), line("final", "", str(spent), total=True)]
    rate = half_up(100 * spent / budgeted, places)
    name = "execution-rate-misstated"
    right = found(name, budget=lines, execution_rate=f"{rate}%")
    assert len(right) == (rate > 100)  # a doubt: more was spent than the budget
    assert len(found(name, budget=lines, execution_rate=f"{rate + 2}%")) == 1


@given(weights=st.lists(st.integers(1, 60), min_size=1, max_size=8), off=st.integers(-5, 5).filter(bool))
def test_totals_are_reported_when_they_are_wrong_and_only_then(weights: list[int], off: int) -> None:
    rows = [row(f"演出{at}", "30场", "31场", str(weight), str(weight)) for at, weight in enumerate(weights)]
    total = sum(weights)
    for stated, wrong in ((total, total != 100), (total + off, True)):
        made = score(form(rows, total=(str(stated), str(stated))))
        assert bool(audit(made, select=["weight-total-misstated"]).findings) == wrong
        assert bool(audit(made, select=["score-total-misstated"]).findings) == (stated != total)


@given(whole=st.integers(1, 5000), part=st.integers(0, 5000), places=st.integers(0, 3))
def test_a_percentage_that_some_count_gives_is_never_called_impossible(whole: int, part: int, places: int) -> None:
    assume(part <= whole)
    percent = half_up(Decimal(100 * part) / whole, places)
    for said in (f"抽检{whole}批次，合格率{percent}%", f"抽检{whole}批次，合格{part}批次，合格率{percent}%"):
        assert all(rate.possible for rate in rates(Place(0, len(said), said))), said


@given(exact=st.decimals(0, 100, places=6), places=st.integers(1, 4))
def test_a_number_rounded_at_its_last_printed_place_is_the_same_number(exact: Decimal, places: int) -> None:
    assert closeness(half_up(exact, places), exact) == "same"
    assert closeness(half_up(exact, 0), exact) != "different"
    assert closeness(half_up(exact, places) + 1, exact) == "different"


@given(text=st.text(alphabet=" 　—-/、。无没有", max_size=8))
def test_dashes_and_none_are_no_reason(text: str) -> None:
    assert reasonless(text) or "没" in text or "有" in text


@given(text=st.text(max_size=60))
def test_no_text_breaks_a_check(text: str) -> None:
    rows = [row(text or "演出", text, text, text, text, text, groups=(text,), coefficient=text, initial_target=text)]
    made = score(form(rows, sections=[("problems", "四、存在问题", text)], grade=text, stated_score=text))
    for finding in audit(made).findings:
        assert finding.message.zh
        assert finding.message.en
