"""Runs a suite: what passes, what we answer otherwise on purpose, and what is simply not right yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from conformance.suite import Answer, Case, Difference, Notes, Suite


@dataclass
class Part:
    """The cases of one part. ``purposely`` and ``failed`` hold those that do not pass, with our answer."""

    name: str
    passed: int = 0
    purposely: list[tuple[Case, tuple[Answer, ...], Difference]] = field(default_factory=list)
    failed: list[tuple[Case, tuple[Answer, ...]]] = field(default_factory=list)

    @property
    def count(self) -> int:
        return self.passed + len(self.purposely) + len(self.failed)

    def says(self) -> str:
        """The line of the table."""
        rate = 100 * self.passed / self.count
        return f"{self.passed} of {self.count} ({rate:.1f} %), {len(self.purposely)} otherwise on purpose"


def run(suite: Suite, folder: Path, known: Notes) -> dict[str, Part]:
    """Every part of the suite that lies in ``folder``, in the suite's order."""
    parts: dict[str, Part] = {}
    for case in suite.cases(folder):
        part = parts.setdefault(case.part, Part(case.part))
        ours = tuple(suite.answer(case.part, case.input))
        if ours == case.expected:
            part.passed += 1
        elif meant := next(_meant(known, case), None):
            part.purposely.append((case, ours, meant))
        else:
            part.failed.append((case, ours))
    return parts


def _meant(known: Notes, case: Case) -> Iterator[Difference]:
    for one in known.differences:
        if one.part == case.part and (one.input == case.input if one.input else re.search(one.like, case.input)):
            yield one


def values(answers: tuple[Answer, ...]) -> str:
    """Values as the notes write them."""
    return "; ".join(one.value for one in answers)
