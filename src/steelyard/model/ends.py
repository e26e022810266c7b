"""Where the other end of a tie stands."""

from steelyard.model.document import Place
from steelyard.model.form import Figure, Form, Printed
from steelyard.model.narrative import Claim, Tie


def end_of(form: Form, tie: Tie) -> Place | None:
    """The place of the figure that a claim of ``form`` was tied to.

    ``None`` where the layout prints no such figure, and where a ledger gives it.
    """
    kind, _, name = tie.other.partition(":")
    claims = form.narrative.claims
    match kind:
        case "claim":
            other = claims[int(name)]
            return Place(other.start, other.end, other.text)
        case "text":
            start, _, end = name.partition(":")
            return Place(int(start), int(end), form.document.text[int(start) : int(end)])
        case "indicator":
            return _in_row(form, int(name), tie)
        case "ledger":
            return None
        case "budget":
            return _in_budget(form, name, claims[tie.claim])
    return _place(form.execution_rate if name == "execution_rate" else form.total.score)


def _in_row(form: Form, number: int, tie: Tie) -> Place | None:
    row = next(one for one in form.indicators if one.row == number)
    return _place(row.actual if tie.column == "actual" else row.target)


def _in_budget(form: Form, name: str, claim: Claim) -> Place | None:
    stage, side, line = name.split(".", 2)
    found = next(one for one in form.budget if (one.stage, one.side, one.name) == (stage, side, line))
    return _place(found.share if claim.unit == "%" else found.amount)


def _place(printed: Printed | Figure | None) -> Place | None:
    text = printed.printed if isinstance(printed, Figure) else printed
    return text.place if text else None
