"""What the narrative says in numbers, and what each number was found to agree with."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from steelyard.model.words import Message, Unknown

Modifier = Literal["exact", "at-least", "over", "near", "under", "max"]
Aggregate = Literal["", "cumulative", "consecutive"]
NotClaimReason = Literal[
    "ordinal",
    "date",
    "year",
    "document-number",
    "idiom",
    "name",
    "heading",
    "listed-count",
    "phone",
    "standard-number",
    "scope",
]
Outcome = Literal["confirmed", "contradicted", "unclear", "part-of"]
State = Literal["confirmed", "contradicted", "unclear", "untied"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantity that the narrative claims (查办一般案件1276件).

    ``start`` and ``end`` are characters of ``Document.text``; ``text`` is what is printed there, with the words that
    adjoin it and change its meaning (近、约、余、以上). ``value`` and ``unit`` are normal as in ``Amount``; of a range
    ``high`` is the upper end. ``object`` is what is counted; ``share_of`` what a percentage is a share of, or ``""``.
    ``section`` is the number of the section in ``Form.sections`` that holds it, ``None`` outside of all.
    """

    text: str
    start: int
    end: int
    value: Decimal | Unknown
    unit: str
    printed_unit: str
    object: str
    modifier: Modifier = "exact"
    aggregate: Aggregate = ""
    high: Decimal | None = None
    share_of: str = ""
    period: str = ""
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A numeral of the narrative that claims nothing, and why (三位一体: an idiom)."""

    text: str
    start: int
    end: int
    reason: NotClaimReason


@dataclass(frozen=True, slots=True)
class Tie:
    """Two figures found to speak of one thing, and what came of comparing them.

    ``claim`` is the number of the claim in ``Narrative.claims``; ``other`` names the other end: ``indicator:15``,
    ``budget:final.expenditure.项目支出``, ``claim:7``, ``form:execution_rate``, ``text:120:140`` (characters that list
    the things that the claim counts), or ``ledger:complaints-and-reports/complaints-received`` (a measure of a pack).
    ``why`` says by what signs they were tied and shows the arithmetic.
    ``column`` tells which figure of an indicator row is meant.
    """

    claim: int
    other: str
    outcome: Outcome
    why: Message
    computed: str = ""
    column: Literal["actual", "target"] = "actual"


@dataclass(frozen=True, slots=True)
class Narrative:
    """The claims in reading order, the numerals that claim nothing, and the ties between figures."""

    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    ties: tuple[Tie, ...] = ()

    def by_claim(self) -> list[list[Tie]]:
        """The ties of each claim, in the order of the claims."""
        found: list[list[Tie]] = [[] for _ in self.claims]
        for tie in self.ties:
            found[tie.claim].append(tie)
        return found

    def states(self) -> list[State]:
        """The state of each claim, in the order of the claims."""
        return [_state(ties) for ties in self.by_claim()]

    def state(self, claim: int) -> State:
        """The state of one claim; ask for ``states`` where all are wanted."""
        return _state([tie for tie in self.ties if tie.claim == claim])


def _state(ties: list[Tie]) -> State:
    """A claim is contradicted if any tie says so, else unclear, else confirmed, else untied."""
    outcomes = {tie.outcome for tie in ties}
    if "contradicted" in outcomes:
        return "contradicted"
    if "unclear" in outcomes:
        return "unclear"
    return "confirmed" if outcomes else "untied"


NOTHING_CLAIMED = Narrative()
