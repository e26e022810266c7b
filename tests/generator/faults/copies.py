"""Faults of copying: a name or a year of another form left where the form's own must stand."""

import random
from dataclasses import replace

from tests.generator.banks import bank
from tests.generator.faults.planting import Fault, Planted, plants
from tests.generator.truth import Truth

NARRATED = ("rows", "paragraphs")


@plants(Fault.STALE_YEAR)
def stale_year(truth: Truth, source: random.Random) -> Planted | None:
    """The conclusion, or a figure of the budget, is still dated with a year gone by."""
    if truth.family.narrative not in NARRATED:
        return None
    before = truth.year - source.choice((1, 1, 2))
    kept = source.choice((f"年度{truth.organization}年初预算", "年度部门整体支出绩效自评综合得分"))
    return Planted(replace(truth, tweaks=((f"{truth.year}{kept}", f"{before}{kept}"),)), ("copied-text",))


@plants(Fault.OTHER_UNIT)
def other_unit(truth: Truth, source: random.Random) -> Planted | None:
    """The unit is called by the name of another: of another county, or of another bureau."""
    if truth.family.narrative not in NARRATED:
        return None
    bureau = bank()[truth.department]["bureau"]
    place = truth.organization.removesuffix(bureau)
    elsewhere = source.choice([one for one in bank()["common"]["places"] if one != place]) + bureau
    other = source.choice((elsewhere, elsewhere, f"{place}财政局"))
    kept = source.choice(("年初预算", "是政府组成部门"))
    return Planted(replace(truth, tweaks=((truth.organization + kept, other + kept),)), ("copied-text",))
