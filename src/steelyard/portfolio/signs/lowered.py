"""Targets that were made low: far below last year's result, eased in the year, below what was declared."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from steelyard.model import Message
from steelyard.portfolio.asking import Line, engine, table
from steelyard.portfolio.signs import Sign
from steelyard.portfolio.storing import Store
from steelyard.quantity import trimmed

FAR_BELOW = Decimal("0.8")  # of last year's result: a target below it was lowered to be met; our own measure
LOWERED = Message("目标远低于上年完成值", "targets far below last year's results")
EASED = Message("年中放宽目标而未说明", "targets eased in the year without a reason")
DECLARED = Message("目标低于申报的目标", "targets below those declared")
MOVED = "moved-target"  # the check whose doubts are the signs of a target eased in the year
_ROW = re.compile(r"indicator:(\d+)\.")


def far_below(store: Store, before: Mapping[str, str]) -> dict[str, list[Sign]]:
    """Targets far below what the same unit reported for the same indicator, in the same unit, the year before."""
    told: dict[str, list[Sign]] = {}
    for form, lines in _compared(store, before, "result"):
        low = [line for line in lines if line["target"] < FAR_BELOW * line["other"]]
        if low:
            then, now = _shown(low[0])
            zh, en = f"上年完成{then}，今年目标{now}", f"{then} before, {now} now"
            told[form] = [Sign(LOWERED, len(low), len(lines), _such(low[0], zh, en))]
    return told


def below_declared(store: Store, declared: Mapping[str, str]) -> dict[str, list[Sign]]:
    """Targets below those of the form that the same unit filed for the same year without any result."""
    told: dict[str, list[Sign]] = {}
    for form, lines in _compared(store, declared, "target"):
        low = [line for line in lines if line["target"] < line["other"]]
        if low:
            then, now = _shown(low[0])
            zh, en = f"申报时{then}，自评时{now}", f"{then} as declared, {now} as evaluated"
            told[form] = [Sign(DECLARED, len(low), len(lines), _such(low[0], zh, en))]
    return told


def eased(store: Store) -> dict[str, list[Sign]]:
    """Targets that a form itself prints as eased in the year and gives no reason for, as the check finds them."""
    database = engine()
    found = table(database, store, "findings")
    found = found.filter(found["name"] == MOVED, found["level"] == "doubt")
    rows = table(database, store, "rows")
    both = rows.filter(rows["initial_target"] != "").group_by("form").aggregate(both=lambda t: t.count())
    lines = found.join(both, "form").select("form", "nth", "about", "stated", "computed", "both")
    told: dict[str, list[Sign]] = {}
    for form, some in _grouped(database, lines.order_by("form", "nth")):
        first = some[0]
        row = _ROW.match(first["about"] or "")
        zh = f"如第{row[1] if row else '—'}行：年初{first['computed']}，年中放宽为{first['stated']}。"
        en = f"Row {row[1] if row else '—'}: {first['computed']} at first, eased to {first['stated']}."
        told[form] = [Sign(EASED, len(some), first["both"], Message(zh, en))]
    return told


def _compared(store: Store, pairs: Mapping[str, str], what: str) -> Iterable[tuple[str, list[Line]]]:
    """The rows of each form whose indicator the paired form has once, in the same unit: target and the other's value.

    Of ceilings a low target is no sign: they are left out.
    """
    import pyarrow

    database = engine()
    text = pyarrow.string()
    columns = {"form": list(pairs), "before": list(pairs.values())}
    database.con.register("pairs", pyarrow.table(columns, schema=pyarrow.schema([("form", text), ("before", text)])))
    rows = table(database, store, "rows")
    once = rows.group_by(["form", "name"]).having(rows.count() == 1).aggregate()
    rows = rows.semi_join(once, ["form", "name"])
    old = rows.select(before="form", name="name", unit=f"{what}_unit", other=f"{what}_value")
    chosen = rows.filter((rows["way"] == "positive") & rows["target_value"].notnull())
    now = chosen.select("form", "row", "name", unit="target_unit", target="target_value")
    both = now.join(database.table("pairs"), "form").join(old, ["before", "name", "unit"])
    return _grouped(database, both.filter(both["other"] > 0).order_by("form", "row"))


def _grouped(database: Any, lines: Any) -> Iterable[tuple[str, list[Line]]]:
    each = (line for batch in database.to_pyarrow(lines).to_batches() for line in batch.to_pylist())
    return ((form, list(some)) for form, some in groupby(each, key=itemgetter("form")))


def _shown(line: Line) -> tuple[str, str]:
    then, now = (f"{trimmed(line[name])}{line['unit'] or ''}" for name in ("other", "target"))
    return then, now


def _such(line: Line, zh: str, en: str) -> Message:
    return Message(f"如“{line['name']}”：{zh}。", f"{line['name']}: {en}.")
