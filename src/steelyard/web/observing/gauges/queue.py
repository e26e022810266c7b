"""How much work waits in the background, and for how long."""

from collections.abc import Iterator

from django.db.models import Count, Min, Q
from django.utils import timezone

from steelyard.web.models import Task
from steelyard.web.observing.metrics import Gauge


def gauges() -> Iterator[Gauge]:
    """The length of the queue, and what its workers have left lying."""
    found = dict(Task.objects.values_list("state").annotate(many=Count("id")))
    by_state = [({"state": state}, float(found.get(state, 0))) for state in Task.STATES]
    yield Gauge("tasks", "Tasks of the background by their state.", by_state)
    now = timezone.now()
    due, lapsed = Q(state="waiting", due__lte=now), Q(state="running", until__lt=now)
    seen = Task.objects.aggregate(
        many_due=Count("id", filter=due),
        many_lapsed=Count("id", filter=lapsed),
        first=Min("due", filter=due | lapsed),
        silent=Min("until", filter=lapsed),
    )
    yield Gauge("tasks_due", "Waiting tasks whose time has come.", [({}, float(seen["many_due"]))])
    waited = (now - seen["first"]).total_seconds() if seen["first"] else 0.0
    about = "How long the first task that is due, or that its worker has left, has waited."
    yield Gauge("tasks_waited_seconds", about, [({}, waited)])
    about = "Tasks under way whose worker has not said within its lease that it lives."
    yield Gauge("tasks_lapsed", about, [({}, float(seen["many_lapsed"]))])
    silent = (now - seen["silent"]).total_seconds() if seen["silent"] else 0.0
    yield Gauge("tasks_lapsed_seconds", "For how long the oldest of those leases is over.", [({}, silent)])
