"""NeMo text processing: its Chinese cases of inverse text normalisation (numerals in words beside digits)."""

from collections.abc import Iterator
from pathlib import Path

from conformance.suite import Answer, Case, Suite

from conformance import spoken

PARTS = ("cardinal", "decimal", "fraction", "ordinal", "money", "date")


def _cases(folder: Path) -> Iterator[Case]:
    for part in PARTS:
        for line in (folder / f"test_cases_{part}.txt").read_text(encoding="utf-8-sig").splitlines():
            if "~" in line:
                said, digits = line.split("~", 1)
                expected = spoken.written_date(digits) if part == "date" else spoken.written(digits)
                yield Case(part, said, expected)


def _answer(part: str, text: str) -> Iterator[Answer]:
    return spoken.spelled_date(text) if part == "date" else spoken.spelled(text)


SUITE = Suite(
    "NeMo text processing, Chinese inverse text normalisation",
    "https://github.com/NVIDIA/NeMo-text-processing",
    "Apache-2.0",
    ("NeMo-text-processing/tests/nemo_text_processing/zh/data_inverse_text_normalization",),
    _cases,
    _answer,
)
