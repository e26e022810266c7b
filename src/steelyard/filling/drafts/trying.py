"""How a draft stands: the points of each row, the totals, its gaps, and the findings of the audit with their places."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from steelyard.auditing import audit
from steelyard.filling.drafts.correcting import Correction, correction
from steelyard.filling.drafts.places import Places
from steelyard.filling.drafts.printing import standing
from steelyard.filling.drafts.typed import Gap, Typed, data_of, gaps
from steelyard.filling.errors import FillError
from steelyard.model import Aim, Finding, Mark, Message, Scored
from steelyard.quantity import parse_number
from steelyard.recognising import Unrecognised
from steelyard.scoring import score

NO_YEAR = Message("年度还没有填，暂不核查。", "The year is blank; nothing is checked yet.")
NOTHING = Message("还没有可以核查的内容。", "There is nothing to check yet.")


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator of the draft: its number there, its score as printed, and what its rule gives."""

    number: int
    score: Decimal | None
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Found:
    """A finding: the addresses in the draft that it names, and the correction where one is offered."""

    finding: Finding
    addresses: tuple[str, ...]
    correction: Correction | None


@dataclass(frozen=True, slots=True)
class Tried:
    """``unread`` says why nothing was checked; then there are gaps alone. ``total`` and ``grade`` are the form's."""

    gaps: tuple[Gap, ...]
    rows: tuple[Row, ...] = ()
    findings: tuple[Found, ...] = ()
    scored: Scored | None = None
    total: Decimal | None = None
    grade: str = ""
    rate: Decimal | None = None
    unread: Message | None = None


def tried(draft: Typed, aims: Sequence[Aim] | None = None) -> Tried:
    """How ``draft`` stands, held against the targets ``aims`` that were set for its year, where there are any.

    Nothing in a draft is an error: what is missing or wrong is a gap.
    """
    lacking = tuple(gaps(draft))
    year = parse_number(draft.card.get("year", ""))
    if any(gap.address == "card.year" for gap in lacking) or not isinstance(year, Decimal):
        return Tried(lacking, unread=NO_YEAR)
    if any(gap.address == "indicators" for gap in lacking):
        return Tried(lacking, unread=NOTHING)
    try:
        stands = standing(draft, int(year))
    except Unrecognised as error:
        return Tried(lacking, unread=error.message)
    audited, places = audit(score(stands.form), aims=aims), Places(stands)
    findings = tuple(_found(draft, finding, places) for finding in audited.findings)
    rows = tuple(Row(row.number, row.score, stands.marks.get(row.number)) for row in stands.rows)
    return Tried(
        _without_doubles((*(lacking or _beside(draft)), *stands.gaps), findings),
        rows,
        findings,
        audited.scored,
        stands.total,
        stands.fields["grade"],
        stands.budget.rate,
    )


def _beside(draft: Typed) -> tuple[Gap, ...]:
    """What stands against the form as a whole where no single answer does: a name that is used twice."""
    try:
        data_of(draft)
    except FillError as error:
        return (Gap("", error.message),)
    return ()


def _found(draft: Typed, finding: Finding, places: Places) -> Found:
    spots = [places.spot(place) for place in finding.where]
    addresses = tuple(dict.fromkeys(spot.address for spot in spots if spot))
    return Found(finding, addresses, correction(draft, finding, spots))


def _without_doubles(lacking: tuple[Gap, ...], findings: tuple[Found, ...]) -> tuple[Gap, ...]:
    """A score against its rule is told once: as the finding, where there is one."""
    told = {one.addresses[0] for one in findings if one.finding.name == "score-off-rule" and one.addresses}
    return tuple(gap for gap in dict.fromkeys(lacking) if gap.address not in told)
