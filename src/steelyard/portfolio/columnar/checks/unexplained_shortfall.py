"""``unexplained-shortfall``: every indicator row."""

import ibis

from steelyard.portfolio.columnar.checks._saying import Tables, about, said, too_long, yes
from steelyard.portfolio.columnar.exact import Column

LEVEL = "doubt"


def verdicts(given: Tables) -> Column:
    """A verdict for each thing that the check looks at, ``beyond`` where columns cannot decide."""
    lines = given.lines.filter(given.lines["row"] > 0)
    short = lines["short"]
    numbers = yes((lines["target_kind"] == "amount") & (lines["result_kind"] == "amount"))
    # 99.98 % that is printed as 100 % of 100 % needs no reason.
    alike = (lines["target_value"] == lines["result_value"]) & (lines["target_unit"] == lines["result_unit"])
    strict = ibis.coalesce(lines["target_op"].isin([">", "<"]), ibis.literal(False))
    long = too_long(lines, "target_value") | too_long(lines, "result_value")
    cases = (
        (yes(short) & numbers & long, "beyond"),
        (short.isnull(), "skip"),
        (~short | (numbers & yes(alike) & ~strict), "pass"),
        (~lines["noted"], "skip"),
        (lines["reasoned"], "pass"),
    )
    return said(lines, cases, "found", {"row": lines["row"], "about": about(lines, ".actual")})
