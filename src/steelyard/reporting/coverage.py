"""How many numbers of a form agree with another place, how many contradict it, and how many nothing else speaks of."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from steelyard.checks import checks
from steelyard.model import Amount, Audited, Figure, Form, Lang, Message, Place, Printed, end_of
from steelyard.model.narrative import State
from steelyard.quantity import half_up

_JUDGED = ("arithmetic", "scoring", "consistency")  # families that hold one number against another

STATES: dict[State, Message] = {
    "confirmed": Message("相符", "confirmed"),
    "contradicted": Message("不符", "contradicted"),
    "unclear": Message("待说明", "unclear"),
    "untied": Message("无可对照", "untied"),
}


class Coverage(NamedTuple):
    """Numbers by what the other places of the form say of them."""

    confirmed: int
    contradicted: int
    unclear: int
    untied: int

    @property
    def total(self) -> int:
        return sum(self)

    @property
    def share(self) -> Decimal | None:
        """The part of all that is tied, in percent; ``None`` where there is no number."""
        return half_up(Decimal(100 * (self.total - self.untied)) / self.total, 1) if self.total else None

    def say(self, lang: Lang) -> str:
        """88个数：相符31，不符1，待说明1，无可对照55；可对照37.5%."""
        if self.share is None:
            return Message("没有数", "no numbers").say(lang)
        parts = zip(STATES.values(), (self.confirmed, self.contradicted, self.unclear, self.untied), strict=True)
        told = [(f"{word.zh}{count}", f"{count} {word.en}") for word, count in parts]
        zh, en = "，".join(zh for zh, _ in told), ", ".join(en for _, en in told)
        return Message(
            f"{self.total}个数：{zh}；可对照{self.share}%", f"{self.total} numbers: {en}; {self.share}% tied"
        ).say(lang)


def of_narrative(form: Form) -> Coverage:
    """The claims of the narrative."""
    states = Counter(form.narrative.states())
    return Coverage(states["confirmed"], states["contradicted"], states["unclear"], states["untied"])


def of_table(audited: Audited) -> Coverage:
    """The numbers of the indicator rows and of the total row: targets, results, weights and scores."""
    told = _told(audited)
    states = Counter(told.get(place.start, state) for place, state in _cells(audited))
    return Coverage(states["confirmed"], states["contradicted"], states["unclear"], states["untied"])


def _told(audited: Audited) -> dict[int, State]:
    """What findings and ties say of a cell, by where it begins; the gravest counts."""
    known = checks()
    form, said = audited.scored.form, dict[int, State]()
    for tie in form.narrative.ties:
        if tie.outcome in ("confirmed", "part-of") and (place := end_of(form, tie)):
            said[place.start] = "confirmed"
    for finding in reversed(audited.findings):  # gravest first
        if known[finding.name].family in _JUDGED and finding.level != "note":
            said.update(
                (place.start, "contradicted" if finding.level == "error" else "unclear") for place in finding.where
            )
    return said


def _cells(audited: Audited) -> Iterator[tuple[Place, State]]:
    """Every number of the table and its state where neither a finding nor the narrative speaks of it."""
    scored, form = audited.scored, audited.scored.form
    weights, scores = _sum(form.total.weight, scored.summed.weight), _sum(form.total.score, scored.summed.score)
    exact = {mark.row for mark in scored.marks if isinstance(mark.points, Decimal) and mark.points == mark.claimed}
    for row in form.indicators:
        yield from _cell(row.target, isinstance(row.quantity, Amount), "untied")
        yield from _cell(row.actual, isinstance(row.result, Amount), "untied")
        yield from _cell(row.weight.printed, isinstance(row.weight.value, Decimal), weights)
        state: State = "confirmed" if row.row in exact else scores
        yield from _cell(row.score.printed, isinstance(row.score.value, Decimal), state)
    for figure, state in ((form.total.weight, weights), (form.total.score, scores)):
        yield from _cell(figure.printed, isinstance(figure.value, Decimal), state)


def _cell(printed: Printed, number: bool, state: State) -> Iterator[tuple[Place, State]]:
    if number and printed.place:
        yield printed.place, state


def _sum(total: Figure, summed: object) -> State:
    """The terms of a sum that holds confirm each other; of one that does not, any may be the wrong one."""
    if not (isinstance(total.value, Decimal) and isinstance(summed, Decimal)):
        return "untied"
    return "confirmed" if total.value == summed else "unclear"
