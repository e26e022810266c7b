"""The metrics as Prometheus reads them (text format 0.0.4): what was counted, and what the gauges say now."""

import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from itertools import groupby
from typing import NamedTuple

from steelyard.web.observing import counting, gauges
from steelyard.web.observing.counting import BUCKETS, Counters, Key

COUNTED = {
    "requests": ("Requests answered, by view and status.", ("view", "status")),
    "audits": ("Forms audited for an upload, and files refused.", ("outcome",)),
}
TIMED = {
    "request_seconds": ("Seconds from a request to its answer, by view.", ("view",)),
    "audit_seconds": ("Seconds of reading and auditing one file, waiting for a free process included.", ()),
}


class Gauge(NamedTuple):
    """A number that goes up and down: its name without our prefix, what it is, a value for each set of labels."""

    name: str
    about: str
    values: Iterable[tuple[Mapping[str, str], float]]


def text() -> str:
    """All of it. A gauge whose database is gone is left out."""
    found = counting.counters()
    lines = [*(_counted(found) if found else ()), *_gauges()]
    return "\n".join(lines) + "\n"


def _counted(found: Counters) -> Iterator[str]:
    for name, group in groupby(found.totals(), key=lambda one: one[0][0]):
        if name in COUNTED:
            about, labels = COUNTED[name]
            yield from _head(f"{name}_total", about, "counter")
            yield from (
                _line(f"{name}_total", dict(zip(labels, key[1:], strict=True)), value) for key, value in group if value
            )
        else:
            yield from _histograms(name, list(group))


def _histograms(name: str, numbers: list[tuple[Key, float]]) -> Iterator[str]:
    about, labels = TIMED[name]
    yield from _head(name, about, "histogram")
    for values, group in groupby(numbers, key=lambda one: one[0][1:-1]):
        by_bound = {key[-1]: value for key, value in group}
        of = dict(zip(labels, values, strict=True))
        count = 0.0
        if not any(by_bound.values()):
            continue
        for bound in BUCKETS:
            count += by_bound[bound]
            yield _line(f"{name}_bucket", {**of, "le": bound}, count)
        yield _line(f"{name}_sum", of, by_bound["sum"])
        yield _line(f"{name}_count", of, count)


def _gauges() -> Iterator[str]:
    from django.db import Error

    for found in pkgutil.iter_modules(gauges.__path__):
        try:
            told = [(one, list(one.values)) for one in import_module(f"{gauges.__name__}.{found.name}").gauges()]
        except Error:
            continue
        for gauge, values in told:
            yield from _head(gauge.name, gauge.about, "gauge")
            yield from (_line(gauge.name, labels, value) for labels, value in values)


def _head(name: str, about: str, kind: str) -> Iterator[str]:
    yield f"# HELP steelyard_{name} {about}"
    yield f"# TYPE steelyard_{name} {kind}"


def _line(name: str, labels: Mapping[str, str], value: float) -> str:
    told = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
    number = int(value) if value == int(value) else value
    return f"steelyard_{name}{{{told}}} {number}" if told else f"steelyard_{name} {number}"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
