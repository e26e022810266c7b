"""What the words of a row say to checks, whatever rules are chosen: what columns need to make these checks again."""

from steelyard.checks._lines import lines, reasonless
from steelyard.checks._mentions import reasons
from steelyard.checks.target_far_exceeded import bounded
from steelyard.model import Scored


def wording(scored: Scored) -> dict[int, dict[str, bool]]:
    """By row, 0 being the execution line: the columns ``noted``, ``reasoned`` and ``bounded`` of ``rows``."""
    told = reasons(scored.form)
    return {
        line.row: {
            "noted": line.note.place is not None,
            "reasoned": not reasonless(line.note.text) or line.name in told,
            "bounded": bounded(line),
        }
        for line in lines(scored)
    }
