"""How one form's text gets into its cells: stray spaces, line breaks, numbers that a workbook stores."""

import random
import re
from decimal import Decimal

from tests.generator.paper import Cell
from tests.generator.truth import Truth

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NUMBER = re.compile(r"^[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$|^[0-9]+(\.[0-9]+)?$")
PERCENT = re.compile(r"^[0-9]+(\.[0-9]+)?%$")


class Hand:
    """One hand for one form, so that the same seed gives the same file."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self.noise = truth.noise
        self.source = random.Random(f"{truth.seed} layout")

    def now_and_then(self, chance: float) -> bool:
        return self.source.random() < chance

    def heading(self, role: str) -> str:
        """The heading of a column: the official one, or another that is used for it."""
        known = self.truth.family.heading(role)
        text = self.source.choice(known) if self.noise.synonyms else known[0]
        if self.noise.bracket_units and role in ("weight", "score") and "（" not in text:
            text += self.source.choice(("（分）", "(分)"))
        return text

    def label(self, text: str) -> str:
        """A short text in Chinese as people type it into a narrow cell."""
        chinese = len(CHINESE.findall(text))
        if self.noise.vertical and 2 <= chinese == len(text) <= 7:
            return "\n".join(text)
        if self.noise.spaces and 2 <= chinese <= 6 and self.now_and_then(0.4):
            text = self._between(text, self.source.choice((" ", "  ", "\u3000")))
        if self.noise.breaks and chinese >= 4 and self.now_and_then(0.5):
            text = self._between(text, "\n")
        return text

    def prose(self, text: str) -> str:
        """A longer text: broken over lines, never one character to a line."""
        return self.label(text) if not self.noise.vertical else text

    def _between(self, text: str, what: str) -> str:
        places = [
            place for place in range(1, len(text)) if CHINESE.match(text[place - 1]) and CHINESE.match(text[place])
        ]
        if not places:
            return text
        place = self.source.choice(places)
        return text[:place] + what + text[place:]

    def cell(self, text: str, down: int = 1, across: int = 1, sums: bool = False) -> Cell:
        """A cell, with the number that a workbook stores for it where it is one."""
        number, pattern = stored(text)
        if number is not None and self.noise.deep_digits and "." in pattern:
            last = Decimal(1).scaleb(-len(pattern.partition(".")[2].rstrip("%")) - (2 if "%" in pattern else 0))
            number += last * Decimal("0.37")
        return Cell(text, down, across, number, pattern, sums)

    def none(self) -> str:
        """What stands in a cell that does not apply."""
        return self.source.choice(("—", "-", "--", "/")) if self.noise.minus_marks else ""


def stored(text: str) -> tuple[Decimal | None, str]:
    """The number and the number format of a cell that shows ``text``."""
    if PERCENT.match(text):
        digits = text[:-1]
        places = len(digits.partition(".")[2])
        return Decimal(digits) / 100, "0%" if not places else f"0.{'0' * places}%"
    if NUMBER.match(text):
        places = len(text.partition(".")[2])
        comma = "#,##" if "," in text else ""
        pattern = f"{comma}0.{'0' * places}" if places else f"{comma}0"
        return Decimal(text.replace(",", "")), pattern
    return None, "General"
