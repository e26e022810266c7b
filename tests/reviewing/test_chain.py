"""The log: whole as it was written, and no change to it goes unnoticed."""

from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.reviewing import Entry, LogError, chained, read_log, verify, write_log

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def log(reasons: list[str]) -> list[Entry]:
    entries: list[Entry] = []
    for number, reason in enumerate(reasons):
        last = entries[-1] if entries else None
        at = START + timedelta(minutes=number)
        entries.append(
            chained(
                last, at=at, by=f"u{number % 3}", role="officer", act="return", subject="2025/水利局", reason=reason
            )
        )
    return entries


@given(st.lists(st.text(max_size=30), max_size=8))
def test_a_log_is_whole_as_it_was_written(reasons: list[str]) -> None:
    entries = log([reason.encode("utf-8", "replace").decode() for reason in reasons])
    lines = list(write_log(entries))
    assert list(read_log(lines)) == entries
    assert list(verify(read_log(lines), head=entries[-1].hash if entries else "")) == []


@given(st.integers(2, 8), st.data())
def test_no_change_goes_unnoticed(length: int, data: st.DataObject) -> None:
    entries = log([f"第{number}次退回" for number in range(length)])
    head, at = entries[-1].hash, data.draw(st.integers(0, length - 1))
    match data.draw(st.sampled_from(["field", "hash", "drop", "swap", "repeat"])):
        case "field":
            name = data.draw(st.sampled_from(["at", "by", "role", "act", "subject", "reason", "seen", "previous"]))
            entries[at] = msgspec.structs.replace(entries[at], **{name: getattr(entries[at], name) + "0"})
        case "hash":
            entries[at] = msgspec.structs.replace(entries[at], hash="0" * 64)
        case "drop":
            del entries[at]
        case "swap":
            entries[at], entries[at - 1] = entries[at - 1], entries[at]
        case "repeat":
            entries.insert(at, entries[at])
    assert list(verify(entries, head))


def test_a_log_rewritten_from_the_middle_is_known_by_a_hash_that_was_kept() -> None:
    kept = log(["一", "二", "三"])[-1].hash
    forged = log(["一", "另一个理由", "三"])
    assert list(verify(forged)) == []
    assert [found.line for found in verify(forged, head=kept)] == [3]
    assert [found.line for found in verify([], head=kept)] == [0]


def test_the_clock_never_runs_backwards_and_has_a_zone() -> None:
    entry = log(["一"])[0]
    for wrong in (START - timedelta(days=1), START.replace(tzinfo=None)):
        with pytest.raises(ValueError, match=r"clock|zone"):
            chained(entry, at=wrong, by="u", role="officer", act="accept", subject="s")
    china = chained(
        entry, at=START.astimezone(timezone(timedelta(hours=8))), by="u", role="officer", act="a", subject="s"
    )
    assert list(verify([entry, china])) == []


@pytest.mark.parametrize("line", ["", "{}", "[1]", '{"number": "1"}', "不是JSON"])
def test_a_line_that_is_no_entry_is_named(line: str) -> None:
    good = next(write_log(log(["一"])))
    with pytest.raises(LogError, match="line 2"):
        list(read_log([good, line]))
