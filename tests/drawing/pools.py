"""Pools and lists of inspectors for the tests of the draw, small and made up."""

from hypothesis import strategies as st

from steelyard.drawing import Candidate, Inspector

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


def pool(many: int, *, weight: int = 1) -> list[Candidate]:
    """``many`` candidates without strata, all of one weight."""
    return [Candidate(id=f"D{at:03}", weight=weight) for at in range(many)]


def staff(many: int, *capabilities: str) -> list[Inspector]:
    """``many`` inspectors with the same capabilities."""
    return [Inspector(id=f"P{at:02}", capabilities=capabilities) for at in range(many)]


@st.composite
def made_up_pools(draw: st.DrawFn) -> list[Candidate]:
    """Candidates of some strata, weights and exclusions; at least three of them can be drawn in each stratum."""
    ids = draw(st.lists(NAMES, min_size=6, max_size=25, unique=True))
    strata = draw(st.integers(1, 2))
    found = []
    for at, one in enumerate(ids):
        out = "当年已检查" if at >= 6 and draw(st.booleans()) else ""
        found.append(
            Candidate(
                id=one, stratum=f"层{at % strata}", weight=draw(st.integers(1, 4)), exclusion=out, name=draw(NAMES)
            )
        )
    return found
