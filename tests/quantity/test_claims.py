"""What results in words claim, and whether they deny their target."""

import tomllib
from pathlib import Path

import pytest

from steelyard.quantity import denies
from steelyard.quantity.claims import met

TABLE = tomllib.loads(Path(__file__).with_name("claims.toml").read_text("utf-8"))
WORDS = [(text, claim) for claim in ("yes", "partly", "no", "open") for text in TABLE[claim].split()]


@pytest.mark.parametrize(("text", "claim"), WORDS)
def test_words_claim_what_they_say_and_a_negation_claims_no_success(text: str, claim: str) -> None:
    assert (met(text) or "open") == claim


@pytest.mark.parametrize(("target", "said", "denied"), TABLE["denials"])
def test_a_result_may_be_its_target_denied(target: str, said: str, denied: str) -> None:
    assert (denies(target, said) or "open") == denied


def test_a_long_cell_costs_no_more_than_a_sentence() -> None:
    assert met("不" * 1_000_000) is None
    assert denies("健全" * 500_000, "未" * 1_000_000) is None
