"""What is told of errors that nobody foresaw, and of what other programs say."""

import pytest

from steelyard.model.words import first_line, in_short


@pytest.mark.parametrize(
    ("said", "line"),
    [("", ""), (" \n\t", ""), ("one", "one"), ("\n  the cause\nand its trace", "the cause"), ("长" * 300, "长" * 200)],
)
def test_the_first_line_of_what_is_said_at_length(said: str, line: str) -> None:
    assert first_line(said) == line


def test_an_error_in_short_is_one_line_and_names_its_kind() -> None:
    assert in_short(ValueError("no such day\n(line 3)")) == "ValueError: no such day"
    assert in_short(MemoryError()) == "MemoryError"
