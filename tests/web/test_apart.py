"""Work apart from the server: answered, ended in time, and its death is an answer too."""

import os
import resource
import time
from pathlib import Path

import pytest

from steelyard.reading import limits
from steelyard.web.apart import Died, apart
from steelyard.web.warm import FORM
from steelyard.web.worker import audited, audited_apart


def _length(text: str) -> bytes:
    return str(len(text)).encode()


def _dies() -> bytes:
    os._exit(9)


def _sleeps() -> bytes:
    time.sleep(60)
    return b""


def _grows() -> bytes:
    return b"x" * 4_000_000_000


def _maps(size: int) -> bytes:
    return str(len(bytes(size))).encode()  # mapped, and never touched


def _hard() -> bytes:
    return str(resource.getrlimit(resource.RLIMIT_AS)[1]).encode()


def test_an_answer() -> None:
    assert apart(_length, "定盘星", seconds=30) == b"3"


def test_a_process_that_ends_without_an_answer() -> None:
    with pytest.raises(Died):
        apart(_dies, seconds=30)


def test_a_process_that_takes_too_long_is_ended() -> None:
    with pytest.raises(TimeoutError):
        apart(_sleeps, seconds=0.1)


def test_a_process_that_takes_too_much_memory() -> None:
    with pytest.raises(Died):
        apart(_grows, seconds=30)


def test_what_the_core_has_mapped_is_not_counted_against_a_form() -> None:
    size = limits.MEMORY - 20_000_000
    assert apart(_maps, size, seconds=30) == str(size).encode()


def test_a_program_started_from_there_may_have_the_memory_it_needs() -> None:
    assert apart(_hard, seconds=30) == _hard()


def test_a_form_apart_is_a_form_here(tmp_path: Path) -> None:
    """The form with which everything is loaded is read wholly, so that nothing is left to load for the next."""
    path = tmp_path / "incoming"
    path.write_text(FORM, encoding="utf-8")
    assert audited_apart(path, "form.md") == audited(FORM.encode(), "form.md")
    assert audited(FORM.encode(), "form.md").score == "100"
