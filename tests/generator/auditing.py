"""Runs the product over a made-up form by its public verbs and sorts what it finds."""

from dataclasses import dataclass
from pathlib import Path

from tests.generator.faults import Planted

from steelyard.auditing import audit
from steelyard.model import Audited, Finding, Form
from steelyard.reading import read
from steelyard.recognising import recognise
from steelyard.scoring import score

CHECKS = {
    "arithmetic": """weight-total-misstated score-total-misstated group-total-misstated budget-total-misstated
        share-misstated execution-rate-misstated impossible-percentage""",
    "scoring": """score-above-weight score-off-rule unexplained-deduction unexplained-shortfall grade-off-scale
        full-marks-everywhere dominant-weight""",
    "targets": """target-far-exceeded echoed-target result-not-a-value illogical-operator unit-off-name
        duplicated-indicator misplaced-indicator moved-target""",
    "consistency": """narrative-contradicts-table narrative-contradicts-itself shortfall-left-out
        output-ahead-of-money impossible-date reversed-wording copied-text section-missing placeholder-left""",
}
FAMILY_OF = {name: family for family, names in CHECKS.items() for name in names.split()}
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
