"""Form → Scored: every row by the rule that its profile names, from a closed list of scoring shapes."""

from steelyard.model import Amount, Deadline, Form, Indicator, Interval, Mark, Period, Rank, Scored, Unknown, Wording
from steelyard.model.form import Figure
from steelyard.packs.forms import RuleChoice, profiles
from steelyard.scoring.dates import by_date
from steelyard.scoring.execution import execution_line, execution_row, is_execution_row
from steelyard.scoring.judging import judged
from steelyard.scoring.numbers import numeric, short_in_words, within
from steelyard.scoring.outcome import Outcome, unknown
from steelyard.scoring.shapes import SHAPES, apply
from steelyard.scoring.sharing import settle
from steelyard.scoring.totals import by_rule, summed

__all__ = ["SHAPES", "apply", "score"]


def score(form: Form, rules: RuleChoice | None = None) -> Scored:
    """``form`` with the points that its rules give, row by row, and its totals as stated and by rule.

    The rules are those of the form's profile, or ``rules``. The execution line of the funds block is row 0.
    Rows that share another row's weight have a mark, but do not count in the totals.

    :raises KeyError: the profile, or a rule that it names, does not exist.
    """
    choice = rules or profiles()[form.profile.name].rules
    rows = form.indicators
    outcomes = settle(rows, [_outcome(row, form, choice) for row in rows])
    marks = [_mark(row.row, row.weight, row.score, got) for row, got in zip(rows, outcomes, strict=True)]
    if form.execution is not None:
        line = form.execution
        marks.insert(0, _mark(0, line.weight, line.score, execution_line(line, form, choice)))
    parts = {row.row for row in rows if row.part_of is not None}
    counted = [mark for mark in marks if mark.row not in parts]
    return Scored(form, tuple(marks), summed(counted), by_rule(counted, choice.grades, choice.full_marks))


def _mark(row: int, weight: Figure, claimed: Figure, got: Outcome) -> Mark:
    return Mark(
        row, weight.value, claimed.value, got.points, got.low, got.high, got.rule, got.how, got.short, got.ratio
    )


def _outcome(row: Indicator, form: Form, choice: RuleChoice) -> Outcome:
    if is_execution_row(row):
        return execution_row(row, form, choice)
    target = row.quantity
    match target:
        case Amount():
            return numeric(row, target, choice)
        case Interval():
            return within(row, target, choice)
        case Deadline() | Period():
            return by_date(row, target, choice)
        case Wording() | Rank():
            return judged(row, choice.qualitative)
        case Unknown():
            return unknown(target, choice.positive, short_in_words(row.result))
