"""The checks that columns can make, made again over the whole store as queries, and held against what was stored."""

import argparse
from typing import Any

from steelyard.checks import checks
from steelyard.model import Message
from steelyard.portfolio.asking import Answer, Bars, Heading, Value, engine, table
from steelyard.portfolio.refusing import nothing
from steelyard.portfolio.storing import Store

ABOUT = Message("在列存上重做能做的检查，并与读入时核对", "make the checks that columns can make again, and compare")
HEADINGS = (
    Heading("check", Message("检查", "check")),
    Heading("title", Message("查什么", "defect")),
    Heading("passed", Message("通过", "passed"), "whole"),
    Heading("found", Message("发现", "found"), "whole"),
    Heading("skipped", Message("无法进行", "skipped"), "whole"),
    Heading("forms", Message("有发现的表", "forms with findings"), "whole"),
    Heading("beyond", Message("沿用读入时判定的表", "forms where the stored verdict stands"), "whole"),
    Heading("other", Message("与读入时不同的表", "forms that differ from what was stored"), "whole"),
)
SERIES = Message("有发现的表", "forms with findings")
UNIT = Message("份", "forms")


def options(parser: Any) -> None:
    """What it takes: the store alone."""


def ask(store: Store, options: argparse.Namespace) -> Answer:
    """One line a check: its verdicts over all forms, and how many forms hang on what columns do not keep.

    :raises PortfolioError: no form of the store could be read.
    """
    from steelyard.portfolio.columnar.checks import names, tables, tallies

    on = engine()
    given = tables(*(table(on, store, name) for name in ("forms", "rows", "marks")))
    kept = table(on, store, "tallies")
    many = int(on.to_pyarrow(given.forms.count()).as_py())
    if not many:
        raise nothing(store.place.address)
    counted = {name: _counted(on, tallies(given, name), kept) for name in names()}
    lines: list[tuple[Value, ...]] = [(name, checks()[name].title, *some) for name, some in counted.items()]
    beyond, other = (sum(some[at] for some in counted.values()) for at in (-2, -1))
    zh = f"{many}份自评表的{len(lines)}项检查已在列存上重做：{other}份次与读入时不同，{beyond}份次沿用读入时的判定。"
    en = f"{len(lines)} checks of {many} forms made again: {other} differ from the stored, {beyond} stand as stored."
    titles, found = (checks()[name].title for name in counted), (some[3] for some in counted.values())
    chart = Bars(SERIES, tuple(titles), (SERIES,), (tuple(found),), UNIT)
    return Answer(Message(zh, en), HEADINGS, lines, (chart,))


def _counted(on: Any, made: Any, kept: Any) -> tuple[int, ...]:
    """passed, found, skipped, forms with findings, forms beyond columns, forms that differ."""
    import ibis

    counts = ("passed", "found", "skipped")
    both = made.left_join(kept.rename({f"_{one}": one for one in counts}), ["form", "check"])
    own = {one: both["beyond"].ifelse(both[f"_{one}"], both[one]) for one in counts}
    differs = ibis.or_(*(both[one] != both[f"_{one}"] for one in counts)) & ~both["beyond"]
    [row] = on.to_pyarrow(
        both.aggregate(
            **{one: value.sum() for one, value in own.items()},
            forms=(own["found"] > 0).sum(),
            beyond=both["beyond"].sum(),
            other=differs.sum(),
        )
    ).to_pylist()
    return tuple(int(row[one] or 0) for one in (*counts, "forms", "beyond", "other"))
