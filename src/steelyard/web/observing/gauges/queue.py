"""How much work waits in the background, and for how long."""

from collections.abc import Iterator

from django.db.models import Count, Min
from django.utils import timezone

from steelyard.web.models import Task
from steelyard.web.observing.metrics import Gauge


def gauges() -> Iterator[Gauge]:
    """The length of the queue."""
    found = dict(Task.objects.values_list("state").annotate(many=Count("id")))
    by_state = [({"state": state}, float(found.get(state, 0))) for state in Task.STATES]
    yield Gauge("tasks", "Tasks of the background by their state.", by_state)
    now = timezone.now()
    first = Task.objects.filter(state="waiting", due__lte=now).aggregate(first=Min("due"))["first"]
    waited = (now - first).total_seconds() if first else 0.0
    yield Gauge("tasks_waited_seconds", "How long the first task that is due has waited.", [({}, waited)])
