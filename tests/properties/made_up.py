"""What the property tests share: how many forms, and how Hypothesis draws one."""

import os
from pathlib import Path

from hypothesis import strategies as st
from tests.generator.families import FAMILIES
from tests.generator.filing import Filed, file
from tests.generator.inventing import invent
from tests.generator.noise import EXTRAS, FLAGS, LABELS, SUBTOTALS, TOTALS, Noise
from tests.generator.truth import Truth
from tests.generator.writers import OWN, WRITERS

FORMS = int(os.environ.get("STEELYARD_FORMS", "0"))  # a bigger run, by hand


def seeds(share: int, least: int = 1) -> range:
    """Seeds for one of ``share`` parts of the run."""
    return range(max(least, FORMS // share))


noises = st.builds(
    Noise,
    groups=st.sampled_from(("merged", "restarted", "blank", "repeated")),
    subtotals=st.sampled_from(SUBTOTALS),
    continued=st.sampled_from(("no", "with-header", "without-header")),
    header=st.sampled_from(("one", "two")),
    labels=st.sampled_from(LABELS),
    extra=st.sampled_from(EXTRAS),
    total=st.sampled_from(TOTALS),
    stars=st.booleans(),
    side_label=st.booleans(),
    **{name: st.booleans() for name in FLAGS},
)


@st.composite
def truths(draw: st.DrawFn) -> Truth:
    """A clean form; it shrinks to a neat one of the first family."""
    return invent(draw(st.sampled_from(sorted(FAMILIES))), draw(st.integers(0, 9999)), draw(noises))


formats = st.sampled_from(OWN)


def filed(truth: Truth, kind: str, folder: Path) -> Filed:
    return file(truth, kind, folder / f"form{WRITERS[kind][0]}")
