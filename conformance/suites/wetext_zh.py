"""WeTextProcessing: its Chinese cases of inverse text normalisation (numerals in words beside digits)."""

from collections.abc import Iterator
from pathlib import Path

from conformance.suite import Answer, Case, Suite

from conformance import spoken

PARTS = ("number", "measure", "money", "fraction", "normalizer", "date")


def _cases(folder: Path) -> Iterator[Case]:
    for part in PARTS:
        for line in (folder / f"{part}.txt").read_text(encoding="utf-8").splitlines():
            if "=>" in line:
                said, digits = (side.strip() for side in line.split("=>", 1))
                expected = spoken.written_date(digits) if part == "date" else spoken.written(digits)
                yield Case(part, said, expected)


def _answer(part: str, text: str) -> Iterator[Answer]:
    return spoken.spelled_date(text) if part == "date" else spoken.spelled(text)


SUITE = Suite(
    "WeTextProcessing, Chinese inverse text normalisation",
    "https://github.com/wenet-e2e/WeTextProcessing",
    "Apache-2.0",
    ("WeTextProcessing/itn/chinese/test/data",),
    _cases,
    _answer,
)
