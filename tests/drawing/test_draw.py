"""The double-random draw: the same from the same inputs, fair by weight, two able inspectors for each, evenly."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.drawing.pools import made_up_pools, pool, staff

from steelyard.drawing import Candidate, DrawError, Inspector, Record, Size, draw, fingerprint

THREE = [Size(count=3)]
SEEDS = [f"第{at}期" for at in range(3000)]


def ids(record: Record) -> list[str]:
    return [one.id for one in record.drawn]


def chi_square(counted: Counter[str], shares: dict[str, Decimal]) -> Decimal:
    total = counted.total()
    return sum(((counted[one] - total * share) ** 2 / (total * share) for one, share in shares.items()), Decimal(0))


@given(
    made_up_pools(),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
    st.randoms(use_true_random=False),
)
def test_neither_the_order_of_rows_nor_the_machine_plays_a_part(
    made: list[Candidate], seed: str, chance: Random
) -> None:
    first = draw(made, seed, THREE, staff(5))
    shuffled = chance.sample(made, len(made))
    again = draw(shuffled, seed, THREE, list(reversed(staff(5))))
    assert msgspec.json.encode(first) == msgspec.json.encode(again)


@given(made_up_pools())
def test_what_is_drawn_is_of_the_pool_is_not_excluded_and_comes_once(made: list[Candidate]) -> None:
    record = draw(made, "2026", THREE)
    by_id = {one.id: one for one in made}
    assert len(set(ids(record))) == len(ids(record))
    assert all(not by_id[one].exclusion for one in ids(record))
    for stratum in record.strata:
        members = [one for one in made if one.stratum == stratum.name]
        assert (stratum.members, stratum.eligible) == (len(members), sum(not one.exclusion for one in members))
        assert stratum.drawn == 3 == sum(one.stratum == stratum.name for one in record.drawn)


@given(made_up_pools(), st.data())
def test_without_one_that_was_not_drawn_the_fingerprint_changes_and_the_lots_do_not(
    made: list[Candidate], data: st.DataObject
) -> None:
    before = draw(made, "2026", THREE)
    left = [one for one in made if one.id not in ids(before)]
    if not left:
        return
    gone = data.draw(st.sampled_from(left))
    after = draw([one for one in made if one is not gone], "2026", THREE)
    assert after.pool_sha256 != before.pool_sha256
    assert after.drawn == before.drawn


@pytest.mark.parametrize(
    "change", [{"weight": 2}, {"stratum": "重点"}, {"exclusion": "停业"}, {"needs": ("特种设备",)}, {"name": "改名"}]
)
def test_every_field_of_a_candidate_is_in_the_fingerprint(change: dict[str, object]) -> None:
    made = pool(4)
    assert fingerprint([*made[:3], msgspec.structs.replace(made[3], **change)]) != fingerprint(made)


def test_equal_weights_are_drawn_equally_often() -> None:
    """χ² of the first drawn over 3,000 seeds, 9 degrees of freedom: above 27.88 in one of a thousand fair draws."""
    counted = Counter(ids(draw(pool(10), seed, [Size(count=1)]))[0] for seed in SEEDS)
    shares = {one.id: Decimal("0.1") for one in pool(10)}
    assert chi_square(counted, shares) < Decimal("27.88")


def test_each_is_among_those_drawn_equally_often() -> None:
    """Four of ten: what is counted varies by (10 − 4) ÷ (10 − 1) of what it would if places were independent."""
    counted = Counter(one for seed in SEEDS for one in ids(draw(pool(10), seed, [Size(count=4)])))
    shares = {one.id: Decimal("0.1") for one in pool(10)}
    assert chi_square(counted, shares) * 9 / 6 < Decimal("27.88")


def test_weights_are_drawn_in_proportion() -> None:
    """Weights 1, 2, 3, 4: first drawn in proportion; then in proportion to what is left. 3 degrees: 16.27."""
    made = [Candidate(id=f"D{weight}", weight=weight) for weight in (1, 2, 3, 4)]
    pairs = [ids(draw(made, seed, [Size(count=2)])) for seed in SEEDS]
    shares = {one.id: Decimal(one.weight) / 10 for one in made}
    assert chi_square(Counter(pair[0] for pair in pairs), shares) < Decimal("16.27")
    after_heaviest = Counter(pair[1] for pair in pairs if pair[0] == "D4")
    left = {one.id: Decimal(one.weight) / 6 for one in made if one.weight < 4}
    assert chi_square(after_heaviest, left) < Decimal("13.82")


def test_every_pair_of_inspectors_is_met_equally_often() -> None:
    """One object, four inspectors: six pairs, 5 degrees of freedom: 20.52."""
    met = Counter("".join(sorted(draw(pool(1), seed, [Size(count=1)], staff(4)).drawn[0].inspectors)) for seed in SEEDS)
    assert len(met) == 6
    assert chi_square(met, {pair: Decimal(1) / 6 for pair in met}) < Decimal("20.52")


@given(st.integers(1, 30), st.integers(2, 9), st.integers(2, 4))
def test_the_load_is_even_where_everybody_can_do_everything(objects: int, people: int, team: int) -> None:
    if team > people:
        return
    record = draw(pool(objects), "2026", [Size(share=Decimal(1))], staff(people), team)
    load = Counter(who for one in record.drawn for who in one.inspectors)
    assert all(len(set(one.inspectors)) == team for one in record.drawn)
    assert max(load.values()) - min(load[who.id] for who in staff(people)) <= 1


@given(st.lists(st.sets(st.integers(0, 9), max_size=6), min_size=5, max_size=5))
def test_nobody_inspects_what_is_recused_or_lies_beyond_its_capabilities(recused: Sequence[set[int]]) -> None:
    made = [Candidate(id=f"D{at}", needs=("特种设备",) if at % 2 else ()) for at in range(10)]
    people = [
        Inspector(id=f"P{at}", capabilities=("特种设备", "食品"), recusals=tuple(f"D{which}" for which in which_ones))
        for at, which_ones in enumerate(recused)
    ]
    people += [Inspector(id="P8", capabilities=("特种设备",)), Inspector(id="P9", capabilities=("特种设备",))]
    people += [Inspector(id="新人")]
    record = draw(made, "2026", [Size(count=10)], people)
    by_id = {one.id: one for one in people}
    for one in record.drawn:
        assert len(one.inspectors) == 2
        for who in map(by_id.__getitem__, one.inspectors):
            assert one.id not in who.recusals
            assert "特种设备" in who.capabilities or int(one.id[1:]) % 2 == 0


@pytest.mark.parametrize(
    ("size", "eligible", "drawn"),
    [
        (Size(share=Decimal("0.05")), 30, 2),  # 1.5: at least the share
        (Size(share=Decimal("0.1")), 30, 3),  # exactly 3, not 4
        (Size(share=Decimal("0.001")), 5, 1),
        (Size(share=Decimal(1)), 7, 7),
        (Size(count=0), 7, 0),
    ],
)
def test_a_share_is_rounded_up_exactly(size: Size, eligible: int, drawn: int) -> None:
    assert len(draw(pool(eligible), "2026", [size]).drawn) == drawn


@pytest.mark.parametrize(
    ("made", "sizes", "people", "says"),
    [
        ([], THREE, [], "名录是空的"),
        (pool(2), THREE, [], "名录只有2个可抽对象，不够抽取3个"),
        ([*pool(3), *pool(1)], THREE, [], "编号“D000”重复"),
        ([Candidate(id="")], THREE, [], "没有编号"),
        (pool(3, weight=0), THREE, [], "权重是0"),
        (pool(3, weight=1001), THREE, [], "权重是1001"),
        (pool(3), [], [], "没有规定抽取数量"),
        (pool(3), [Size(count=1), Size(share=Decimal(1))], [], "不止一个"),
        (pool(3), [Size(count=1), Size(stratum="重点", count=1)], [], "没有分层“重点”"),
        (pool(3), [Size()], [], "只写一项"),
        (pool(3), [Size(count=1, share=Decimal(1))], [], "只写一项"),
        (pool(3), [Size(count=-1)], [], "不能是-1"),
        (pool(3), [Size(share=Decimal("1.01"))], [], "不超过100%"),
        (pool(3), [Size(share=Decimal("NaN"))], [], "不超过100%"),
        (pool(3), THREE, staff(1), "只有1名检查人员"),
        (pool(3), THREE, [*staff(2), *staff(1)], "编号“P00”重复"),
        ([Candidate(id="\ud800"), *pool(2)], THREE, [], "无法编码"),
    ],
)
def test_a_draw_that_cannot_be_made_says_why(
    made: list[Candidate], sizes: list[Size], people: list[Inspector], says: str
) -> None:
    with pytest.raises(DrawError) as error:
        draw(made, "2026", sizes, people)
    assert says in error.value.message.zh
    assert error.value.message.zh.endswith("。")
    assert error.value.message.en.endswith(".")


def test_a_seed_and_two_inspectors_are_asked_for() -> None:
    with pytest.raises(DrawError, match="seed"):
        draw(pool(3), "  ", THREE)
    with pytest.raises(DrawError, match="at least 2"):
        draw(pool(3), "2026", THREE, staff(3), 1)
