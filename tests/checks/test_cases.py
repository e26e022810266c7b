"""Every check against its specification, from the file to the finding."""

import pytest
from tests.checks.cases import Case, Expected, cases

from steelyard.auditing import audit
from steelyard.recognising import recognise
from steelyard.scoring import score


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_check_says_what_its_specification_says(case: Case) -> None:
    beside = [recognise(document) for document in case.beside()]
    audited = audit(score(recognise(case.document())), select=[case.check], beside=beside)
    (tally,) = audited.tallies
    found = sorted(map(Expected.of, audited.findings), key=str)
    assert found == sorted(case.expected, key=str), [finding.message.zh for finding in audited.findings]
    if case.skipped:
        assert not tally.passed
        assert tally.skipped
    elif not case.expected:
        assert tally.passed, f"the check was not made: {tally.skipped}"
