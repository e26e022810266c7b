"""Ties between the figures of a form: claim and row, claim and budget figure, claim and claim.

``names`` brings names to one form, ``telling`` says what stands around a claim, ``comparing`` holds two figures
against each other; ``rows``, ``judging`` and ``settling`` hold claims against rows, ``money`` and ``totals`` against
the budget; ``lists``, ``ratios``, ``growth``, ``counted`` and ``repeats`` find claims that belong together; ``saying``
says why. ``recorded`` holds the claims against what ledgers give, once these are known.
"""

from collections.abc import Sequence

from steelyard.model import Claim, Form, Tie
from steelyard.recognising.ties.counted import counted
from steelyard.recognising.ties.growth import growths
from steelyard.recognising.ties.judging import against_rows
from steelyard.recognising.ties.lists import lists, sums
from steelyard.recognising.ties.money import Budget, with_budget
from steelyard.recognising.ties.ratios import ratios
from steelyard.recognising.ties.repeats import repeats
from steelyard.recognising.ties.rows import Rows, row_of
from steelyard.recognising.ties.saying import with_row
from steelyard.recognising.ties.settling import inherited
from steelyard.recognising.ties.telling import Text
from steelyard.recognising.ties.totals import with_totals

__all__ = ["tie"]


def tie(form: Form, claims: Sequence[Claim]) -> tuple[Tie, ...]:
    """What the claims of the narrative of ``form`` agree with, in the order of the claims.

    ``form`` needs no narrative of its own. Linear in the characters, the claims and the rows.
    """
    if not claims:
        return ()
    text = Text(form, claims)
    told = [text.told(index) for index in range(len(claims))]
    listed = list(lists(form.document.text, claims))
    budget = Budget(form)
    money = list(with_budget(budget, claims, told))
    done = {one.claim for one in money}
    money += [one for one in with_totals(form, claims, told) if one.claim not in done]
    rows = list(against_rows(Rows(map(row_of, form.indicators)), claims, told, listed))
    rows += inherited(rows, listed, claims)
    among = [one for found in listed if found.head not in done for one in sums(found, claims)]
    among += [one for one in ratios(form.document.text, claims, told, listed) if one.claim not in done]
    among += [*growths(form.document.text, claims, told), *counted(form.document.text, claims)]
    among += repeats(claims, told, budget.figures(claims))
    ties = [*money, *(with_row(claims[one.claim], one) for one in rows), *among]
    return tuple(sorted(ties, key=lambda one: one.claim))
