"""Signs that targets, scores or texts were made to fit, one kind a file. Each is a reason to ask, none is a proof."""

from functools import lru_cache
from typing import NamedTuple

from steelyard.model import Message
from steelyard.portfolio.asking import Line
from steelyard.recognising.bodies import Body, body


class Sign(NamedTuple):
    """One sign in one form: its name, how many rows show it, of how many, and what it is."""

    name: Message
    rows: int
    of: int
    what: Message


def named(form: Line) -> Body:
    """The unit of a form: 云溪县教育局（本级） and 云溪县教育局 are one."""
    return _body(form["organization"])


@lru_cache(maxsize=100_000)
def _body(organization: str) -> Body:
    return body(organization)
