"""Every check against its specification, from the file to the finding."""

from pathlib import Path

import pytest
from tests.checks.cases import Case, Expected, cases

from steelyard.auditing import audit
from steelyard.measuring import LedgerFolder
from steelyard.recognising import recognise
from steelyard.scoring import score


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_check_says_what_its_specification_says(case: Case, tmp_path: Path) -> None:
    form = recognise(case.document())
    beside = [recognise(document) for document in case.beside()]
    ledgers = case.folder(tmp_path)
    evidence = LedgerFolder(ledgers).evidence(form) if ledgers else None
    audited = audit(score(form), select=[case.check], beside=beside, evidence=evidence, aims=case.aims())
    (tally,) = audited.tallies
    found = sorted(map(Expected.of, audited.findings), key=str)
    assert found == sorted(case.expected, key=str), [finding.message.zh for finding in audited.findings]
    if case.skipped:
        assert not tally.passed
        assert tally.skipped
    elif not case.expected:
        assert tally.passed, f"the check was not made: {tally.skipped}"
