"""What the server (gunicorn) is told so that its processes count together and log in our lines."""

from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger

from steelyard.web.observing import counting
from steelyard.web.observing.watching import views


class Speaking(Logger):
    """The server's own messages go the way of all others."""

    def setup(self, cfg: Config) -> None:
        """Called by the server at its start, and again when it reads its settings anew."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


def observed() -> dict[str, Any]:
    """Settings of the server; called before it starts, since the counters are mapped here."""
    counting.begin(views())
    # A request that is malformed is told with the address of its sender, at a level below this one.
    # A second door to the server, in the home of its user, is one too many.
    return {
        "control_socket_disable": True,
        "logger_class": Speaking,
        "loglevel": "error",
        "pre_fork": _seat,
        "post_fork": _sit,
    }


def _seat(server: Any, worker: Any) -> None:
    """The first slot that no process has; called in the first process."""
    taken = {other.slot for other in server.WORKERS.values()}
    worker.slot = next(slot for slot in range(counting.SLOTS) if slot not in taken or slot == counting.SLOTS - 1)


def _sit(server: Any, worker: Any) -> None:
    found = counting.counters()
    if found:
        found.sit(worker.slot)
