"""Days and months in running text, as they are written: also those that no calendar has."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

# 2024年3月15日, 2024年3月, 3月15日, 2024-03-15, 2024.3.15; 〔2024〕15号 is a document's number.
_DATE = re.compile(
    r"(?<![\dA-Za-z/〔\[])(?<![A-Za-z/]\s)(?:(?P<y1>(?:19|20)\d\d)\s*年\s*(?P<m1>\d{1,2})\s*月份?(?:\s*(?P<d1>\d{1,2})\s*[日号])?"
    r"|(?P<m2>\d{1,2})\s*月\s*(?P<d2>\d{1,2})\s*[日号]"
    r"|(?P<y3>(?:19|20)\d\d)(?P<sep>[-./])(?P<m3>\d{1,2})(?P=sep)(?P<d3>\d{1,2})(?![\d.\-/]))"
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as printed, from ``start`` to ``end`` of its text; what is not printed of it is ``None``."""

    start: int
    end: int
    text: str
    year: int | None
    month: int
    day: int | None

    @property
    def possible(self) -> bool:
        """Whether a calendar has it. Without a year, 29 February is given the benefit of the doubt."""
        return 1 <= self.month <= 12 and 1 <= (1 if self.day is None else self.day) <= self._days

    @property
    def _days(self) -> int:
        return calendar.monthrange(self.year or 2000, self.month)[1]

    @property
    def first(self) -> tuple[int, int, int]:
        """The first day that it can mean, as year (0 where none is printed), month and day."""
        return self.year or 0, self.month, self.day or 1

    @property
    def last(self) -> tuple[int, int, int]:
        """The last day that it can mean."""
        return self.year or 0, self.month, self.day or self._days


def dates(text: str) -> Iterator[Date]:
    """Every date of ``text``, in order."""
    for found in _DATE.finditer(text):
        year, month, day = (
            next((int(found[f"{letter}{way}"]) for way in "123" if found.groupdict().get(f"{letter}{way}")), None)
            for letter in "ymd"
        )
        if not found["sep"] or max(month or 0, day or 0) <= 31:  # 2023-12-45 is a number, no date
            yield Date(*found.span(), found[0], year, month or 0, day)
