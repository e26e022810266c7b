"""What the application stands on: its version, its database, its disk. It answers whatever is gone."""

import shutil
from collections.abc import Iterator

from django.conf import settings
from django.db import Error, connection

import steelyard
from steelyard.web import store
from steelyard.web.observing.metrics import Gauge


def gauges() -> Iterator[Gauge]:
    """Whether it bears."""
    about = {"version": steelyard.__version__, "database": connection.vendor}
    yield Gauge("info", "The version that runs and the kind of its database.", [(about, 1.0)])
    yield Gauge("database_up", "Whether the database answers.", [({}, float(answers()))])
    yield Gauge("files_up", "Whether a file can be written to the data folder.", [({}, float(store.usable()))])
    free = float(shutil.disk_usage(settings.STEELYARD_DATA).free)
    yield Gauge("files_free_bytes", "Free bytes on the disk of the data folder.", [({}, free)])


def answers() -> bool:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM web_head")
            return cursor.fetchone() is not None
    except Error:
        return False
