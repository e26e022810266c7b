"""Forms by their state, and the length of the log."""

from collections.abc import Iterator

from django.db.models import Count

from steelyard.reviewing import STATES
from steelyard.web.models import Case, Head
from steelyard.web.observing.metrics import Gauge


def gauges() -> Iterator[Gauge]:
    """What the database holds."""
    found = dict(Case.objects.values_list("state").annotate(many=Count("id")))
    by_state = [({"state": state}, float(found.get(state, 0))) for state in STATES]
    yield Gauge("cases", "Forms by their state.", by_state)
    log = float(Head.objects.get(id=1).number)
    yield Gauge("log_entries", "Entries of the log of acts.", [({}, log)])
