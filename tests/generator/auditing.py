"""Runs the product over a made-up form by its public verbs and sorts what it finds."""

from dataclasses import dataclass
from pathlib import Path

from tests.contract import FAMILY_OF
from tests.generator.faults import Planted

from steelyard.auditing import audit
from steelyard.model import Audited, Finding, Form
from steelyard.reading import read
from steelyard.recognising import recognise
from steelyard.scoring import score

SILENT_ON_CLEAN = ("arithmetic", "scoring", "consistency")


@dataclass(frozen=True)
class Alarms:
    """What was said of a clean form. ``promised`` are those that the contract says are never raised."""

    promised: tuple[Finding, ...]
    others: tuple[Finding, ...]


def recognised(path: Path) -> Form:
    return recognise(read(path))


def audited(path: Path) -> Audited:
    return audit(score(recognised(path)))


def alarms(result: Audited) -> Alarms:
    loud = [one for one in result.findings if one.level in ("error", "doubt")]
    promised = tuple(one for one in loud if FAMILY_OF.get(one.name) in SILENT_ON_CLEAN)
    return Alarms(promised, tuple(one for one in loud if one not in promised))


def found(result: Audited, planted: Planted) -> bool:
    """Whether the fault was named, and at its row where it has one."""
    return any(one.name in planted.names and _there(one, planted.rows) for one in result.findings)


def _there(finding: Finding, rows: tuple[int, ...]) -> bool:
    return not rows or any(place.row in rows for place in finding.where)
