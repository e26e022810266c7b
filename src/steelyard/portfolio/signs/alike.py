"""The same rows losing the same points in the forms of several units: deductions that were handed round."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from hashlib import blake2b

from steelyard.model import Message
from steelyard.portfolio.asking import Line
from steelyard.portfolio.signs import Sign, named
from steelyard.portfolio.signs.own import scored_rows
from steelyard.quantity import trimmed

# Our own measures.
ROWS = 3  # deductions that two units do not share by chance
UNITS = 3  # units that share them
SAME = Message("多个单位扣分完全一样", "the same deductions in several units")


class Deductions:
    """What each form loses, row by row, gathered as the forms go by; kept as digests."""

    def __init__(self) -> None:
        self._having: dict[bytes, list[str]] = defaultdict(list)
        self._lost: dict[str, tuple[int, str]] = {}

    def add(self, form: Line, rows: list[Line]) -> None:
        """One form, with its rows."""
        lost = [(row["row"], row["weight"] - row["score"]) for row in scored_rows(rows) if row["score"] < row["weight"]]
        if len(lost) < ROWS or not form["organization"]:
            return
        marks = [(row, trimmed(Decimal(points))) for row, points in lost]
        told = "；".join(f"第{row}行{points}分" for row, points in marks[:ROWS])
        pattern = form["kind"], form["profile"], form["year"], marks
        self._having[blake2b(repr(pattern).encode(), digest_size=16).digest()].append(form["form"])
        self._lost[form["form"]] = len(lost), told

    def signs(self, forms: Mapping[str, Line]) -> dict[str, list[Sign]]:
        """A sign for each form whose deductions are those of enough units."""
        found: dict[str, list[Sign]] = {}
        for same in self._having.values():
            units = len({named(forms[form]).name for form in same})
            if units < UNITS:
                continue
            for form in same:
                rows, told = self._lost[form]
                zh = f"{units}个单位的{len(same)}份自评表同样{rows}行扣同样的分（{told}{'…' if rows > ROWS else ''}）。"
                en = f"{len(same)} forms of {units} units lose the same points in the same {rows} rows."
                found[form] = [Sign(SAME, rows, rows, Message(zh, en))]
        return found
