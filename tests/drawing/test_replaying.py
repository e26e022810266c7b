"""A record holds when the draw is made again, and says what does not where anything was altered."""

from collections.abc import Callable
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from tests.drawing.pools import made_up_pools, pool, staff

from steelyard.drawing import Candidate, DrawError, Record, Size, draw, read_record, verify, write_record

THREE = [Size(count=3)]
MADE, PEOPLE = pool(12), staff(5)
RECORD = draw(MADE, "2026", THREE, PEOPLE)
replace = msgspec.structs.replace


@given(made_up_pools())
def test_a_record_written_and_read_holds(made: list[Candidate]) -> None:
    record = draw(made, "2026", [Size(share=Decimal("0.3"))], staff(4))
    again = read_record(write_record(record).encode(), "r.json")
    assert again == record
    assert verify(again, made) == ()
    assert verify(again, list(reversed(made)), staff(4)) == ()


def swap_winner(record: Record) -> Record:
    loser = next(one.id for one in record.candidates if one.id not in {won.id for won in record.drawn})
    return replace(record, drawn=(replace(record.drawn[0], id=loser), *record.drawn[1:]))


def hide(record: Record) -> Record:
    return replace(record, candidates=record.candidates[1:])


def other_inspectors(record: Record) -> Record:
    return replace(record, drawn=(replace(record.drawn[0], inspectors=("P00", "P00")), *record.drawn[1:]))


@pytest.mark.parametrize(
    ("alter", "says"),
    [
        (swap_winner, "结果与记录不同"),
        (hide, "记录被改动过"),
        (other_inspectors, "检查人员与记录不同"),
        (lambda record: replace(record, seed="2027"), "结果与记录不同"),
        (lambda record: replace(record, sizes=(Size(count=4),)), "结果与记录不同"),
        (lambda record: replace(record, sizes=(Size(count=40),)), "不能重新抽取"),
        (lambda record: replace(record, team=3), "检查人员与记录不同"),
        (lambda record: replace(record, team=0), "检查人数"),
        (lambda record: replace(record, inspectors=record.inspectors[1:]), "检查人员名录与记录的指纹不符"),
        (lambda record: replace(record, strata=()), "各分层的数目"),
        (lambda record: replace(record, algorithm="steelyard-draw/2"), "只能复核"),
    ],
)
def test_a_record_that_was_altered_does_not_hold(alter: Callable[[Record], Record], says: str) -> None:
    wrong = verify(alter(RECORD), MADE)
    assert any(says in message.zh for message in wrong), wrong
    assert all(message.zh.endswith("。") and message.en.endswith(".") for message in wrong)


def test_another_pool_is_told_by_the_ids_that_differ() -> None:
    undrawn = next(one for one in MADE if one.id not in {won.id for won in RECORD.drawn})
    without = [one for one in MADE if one is not undrawn]
    (message,) = verify(RECORD, without)
    assert "1项" in message.zh
    assert undrawn.id in message.zh
    added = verify(RECORD, [*MADE, Candidate(id="新增")])
    assert "新增" in added[0].zh
    assert "人员名录与抽取时不同" in verify(RECORD, MADE, staff(4))[0].zh


def test_a_fingerprint_that_was_altered_is_told_once() -> None:
    (message,) = verify(replace(RECORD, pool_sha256="0" * 64), MADE)
    assert "记录被改动过" in message.zh


def test_a_record_is_read_strictly() -> None:
    text = write_record(RECORD)
    for wrong in ("", "[]", "{}", text.replace('"seed"', '"sed"'), text.replace('"place": 1', '"place": "1"')):
        with pytest.raises(DrawError, match=r"r\.json"):
            read_record(wrong.encode(), "r.json")
    with pytest.raises(DrawError):
        read_record(b"\xff\xfe", "r.json")
