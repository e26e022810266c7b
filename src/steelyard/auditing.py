"""Scored → Audited: runs the checks, counts their verdicts, puts the findings in order."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from difflib import get_close_matches

from steelyard.checks import NEXT, At, Check, checks
from steelyard.model import Aim, Audited, Evidence, Finding, Form, Level, Message, Pass, Scored, Skip, Tally
from steelyard.recognising.ties.recorded import with_ledgers

SILENT = Skip(Message("表中没有这项检查所看的内容。", "The form has nothing that this check looks at."))
_GRAVITY: dict[Level, int] = {"error": 0, "doubt": 1, "note": 2}


class UnknownCheckError(ValueError):
    """A name that no check bears."""

    def __init__(self, name: str) -> None:
        near = get_close_matches(name, checks(), n=1, cutoff=0.5)
        zh, en = (f"，是否指“{near[0]}”？", f"; did you mean “{near[0]}”?") if near else ("。", ".")
        self.message = Message(f"没有名为“{name}”的检查{zh}", f"There is no check named “{name}”{en}")
        super().__init__(self.message.en)


def audit(
    scored: Scored,
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    beside: Sequence[Form] = (),
    evidence: Evidence | None = None,
    aims: Sequence[Aim] | None = None,
) -> Audited:
    """Every check, or those named in ``select``, without those named in ``ignore``.

    ``beside`` are other forms to hold this one against: of other units, or of the same one's other years.
    ``evidence`` is what ledgers say of its rows and of the numbers of its narrative
    (``steelyard.measuring.LedgerFolder``). ``aims`` are the targets set for its year (``steelyard.scoring.aims``).

    Findings come gravest first, then in the order of the document. A check that yields nothing is counted as skipped.

    :raises UnknownCheckError: ``select`` or ``ignore`` names a check that is not there.
    """
    if beside:
        scored = replace(scored, beside=tuple(beside))
    if evidence is not None:
        scored = replace(scored, evidence=evidence, form=with_ledgers(scored.form, evidence.known))
    if aims is not None:
        scored = replace(scored, aims=tuple(aims))
    found: list[Finding] = []
    tallies: list[Tally] = []
    for one in _chosen(select, ignore):
        findings, tally = _made(one, scored)
        found.extend(findings)
        tallies.append(tally)
    return Audited(scored, tuple(sorted(found, key=_order)), tuple(tallies))


def _chosen(select: Collection[str], ignore: Collection[str]) -> list[Check]:
    known = checks()
    for name in (*select, *ignore):
        if name not in known:
            raise UnknownCheckError(name)
    return [one for name, one in known.items() if (not select or name in select) and name not in ignore]


def _made(one: Check, scored: Scored) -> tuple[list[Finding], Tally]:
    findings: list[Finding] = []
    skipped: Counter[Message] = Counter()
    passed = 0
    step = one.next_step
    for verdict in list(one.run(scored)) or [SILENT]:
        match verdict:
            case Pass():
                passed += 1
            case Skip(why):
                skipped[why] += 1
            case At(level, finding):
                findings.append(replace(finding, name=one.name, level=level, next_step=_step(finding, step)))
            case Finding():
                findings.append(replace(verdict, name=one.name, level=one.level, next_step=_step(verdict, step)))
    return findings, Tally(one.name, passed, len(findings), tuple(skipped.items()))


def _step(finding: Finding, usual: Message) -> Message:
    return usual if finding.next_step == NEXT else finding.next_step


def _order(finding: Finding) -> tuple[int, float, str]:
    start = finding.where[0].start if finding.where else float("inf")
    return _GRAVITY[finding.level], start, finding.name
