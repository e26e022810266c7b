"""Signs that targets or scores were made to fit. Each is a reason to ask, none is a proof."""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from steelyard.model import Message
from steelyard.portfolio.asking import FORM, PATH, Answer, Heading, Line, engine, form_cells, forms, table
from steelyard.portfolio.storing import Store
from steelyard.quantity import half_up

ABOUT = Message("目标和得分像是凑出来的迹象", "signs of targets or scores made to fit")
# Our own measures, since no rule gives any.
FEW = 5  # rows fewer than which tell nothing
FAR_BELOW = Decimal("0.8")  # of last year's result: a target below it was lowered to be met
JUST_ABOVE = Decimal("1.02")  # of the target
MOST = Decimal("0.5")  # of the rows that are above their target
ALIKE = 3  # deductions of one size
AHEAD = Decimal("0.2")  # share of the points earned above the share of the budget spent

HEADINGS = (
    *FORM,
    Heading("sign", Message("迹象", "sign")),
    Heading("rows", Message("涉及行", "rows"), "whole"),
    Heading("of", Message("可看行", "of"), "whole"),
    Heading("what", Message("说明", "what")),
    PATH,
)
LOWERED = Message("目标远低于上年完成值", "targets far below last year's results")
COLUMNS = ("kind", "budget", "executed", "execution_rate")
ROWS = ("form", "row", "weight", "score", "part_of", "way", "case", "result", "aim")


class Sign(NamedTuple):
    """One sign in one form: its name, how many rows show it, of how many, and what it is."""

    name: Message
    rows: int
    of: int
    what: Message


def options(parser: Any) -> None:
    """What it takes."""
    parser.option("--year", help=Message("只看这一年度", "this year only"), metavar="YEAR", type=int)


def ask(store: Store, options: argparse.Namespace) -> Answer:
    """One line for each sign in each form, in the order of unit and year."""
    found = forms(store, COLUMNS)
    chosen = {line["form"]: line for line in found if options.year in (None, line["year"])}
    told: dict[str, list[Sign]] = _lowered(store, _years_before(found))
    for form, rows in _rows(store):
        if form in chosen:
            told.setdefault(form, []).extend(signs(chosen[form], rows))
    each = [(line, sign) for form, line in chosen.items() for sign in told.get(form, ())]
    lines = [(*form_cells(line), *sign, line["path"]) for line, sign in each]
    seen = Counter(sign.name for _, sign in each)
    return Answer(_sentence(len(chosen), len({line["form"] for line, _ in each}), seen), HEADINGS, lines)


def _years_before(found: list[Line]) -> dict[str, str]:
    """The form of the year before, by form, where a unit has one form of its kind in either year."""
    keys = [(line["organization"], line["kind"], line["year"]) for line in found]
    many = Counter(keys)
    one = {key: line["form"] for key, line in zip(keys, found, strict=True) if many[key] == 1 and all(key)}
    return {
        form: one[unit, kind, year - 1] for (unit, kind, year), form in one.items() if (unit, kind, year - 1) in one
    }


def _rows(store: Store) -> Iterator[tuple[str, list[Line]]]:
    """The rows of each form, part after part."""
    from pyarrow import parquet

    for file in store.files("rows"):
        lines = parquet.read_table(file, columns=list(ROWS), use_threads=False).to_pylist()
        for form, rows in groupby(lines, key=itemgetter("form")):
            yield form, list(rows)


def signs(form: Line, rows: list[Line]) -> Iterator[Sign]:
    """The signs that one form shows by itself."""
    counted = [row for row in rows if row["part_of"] is None]
    scored = [row for row in counted if row["weight"] is not None and row["score"] is not None and row["weight"] > 0]
    yield from _full_marks(scored, counted)
    yield from _same_deductions(scored)
    yield from _just_above(rows)
    yield from _ahead(form, scored)


def _lowered(store: Store, before: dict[str, str]) -> dict[str, list[Sign]]:
    """Targets far below what the same unit reported for the same indicator, in the same unit, the year before."""
    import pyarrow

    database = engine()
    pairs = pyarrow.table(
        {"form": list(before), "before": list(before.values())},
        schema=pyarrow.schema([("form", pyarrow.string()), ("before", pyarrow.string())]),
    )
    database.con.register("pairs", pairs)
    rows = table(database, store, "rows")
    once = rows.group_by(["form", "name"]).having(rows.count() == 1).aggregate()
    rows = rows.semi_join(once, ["form", "name"])
    old = rows.select(before="form", name="name", unit="result_unit", result="result_value")
    now = rows.filter(rows["way"] == "positive").select(
        "form", "row", "name", unit="target_unit", target="target_value"
    )
    both = now.join(database.table("pairs"), "form").join(old, ["before", "name", "unit"])
    lines = database.to_pyarrow(both.filter(both["result"] > 0, both["target"].notnull()).order_by("form", "row"))
    told: dict[str, list[Sign]] = {}
    each = (line for batch in lines.to_batches() for line in batch.to_pylist())
    for form, some in groupby(each, key=itemgetter("form")):
        comparable = list(some)
        low = [line for line in comparable if line["target"] < FAR_BELOW * line["result"]]
        if low:
            told[form] = [Sign(LOWERED, len(low), len(comparable), _shown(low[0]))]
    return told


def _shown(line: Line) -> Message:
    now, then = (f"{_plain(line[name])}{line['unit'] or ''}" for name in ("target", "result"))
    return Message(f"如“{line['name']}”：上年完成{then}，今年目标{now}。", f"{line['name']}: {then} before, now {now}.")


def _full_marks(scored: list[Line], counted: list[Line]) -> Iterator[Sign]:
    if len(scored) == len(counted) >= FEW and all(row["score"] == row["weight"] for row in scored):
        what = Message(f"{len(scored)}行全部得满分。", f"All {len(scored)} rows have full marks.")
        yield Sign(Message("全部满分", "full marks everywhere"), len(scored), len(scored), what)


def _same_deductions(scored: list[Line]) -> Iterator[Sign]:
    lost = [row["weight"] - row["score"] for row in scored if row["score"] < row["weight"]]
    if len(lost) >= ALIKE and len(set(lost)) == 1:
        size = _plain(lost[0])
        what = Message(f"扣分的{len(lost)}行每行都扣{size}分。", f"Each of {len(lost)} rows loses {size}.")
        yield Sign(Message("扣分一律相同", "identical deductions"), len(lost), len(lost), what)


def _just_above(rows: list[Line]) -> Iterator[Sign]:
    above = [
        row for row in rows if row["case"] == "number" and row["way"] == "positive" and row["result"] > row["aim"] > 0
    ]
    near = [row for row in above if row["result"] <= JUST_ABOVE * row["aim"]]
    if len(above) >= FEW and len(near) > MOST * len(above):
        percent = (JUST_ABOVE - 1) * 100
        what = Message(
            f"{len(above)}行超过目标，其中{len(near)}行只超出{percent:.0f}%以内。",
            f"{len(near)} of {len(above)} rows above their target exceed it by {percent:.0f} % at most.",
        )
        yield Sign(Message("完成值刚过目标", "results just above the target"), len(near), len(above), what)


def _ahead(form: Line, scored: list[Line]) -> Iterator[Sign]:
    spent = _spent(form)
    earning = [row for row in scored if row["way"] != "execution"]
    weight, earned = (sum((row[name] for row in earning), Decimal(0)) for name in ("weight", "score"))
    if spent is None or len(earning) < FEW or not earned - spent * weight > AHEAD * weight:
        return
    rate, share = half_up(spent * 100, 2), half_up(earned / weight * 100, 2)
    what = Message(f"指标得分率{share}%，预算执行率{rate}%。", f"{share} % of the points, {rate} % of the budget.")
    yield Sign(Message("产出快于支出", "achievement ahead of execution"), len(earning), len(earning), what)


def _spent(form: Line) -> Decimal | None:
    """The share of the budget that was spent: by the amounts, else as stated."""
    if form["budget"] and form["executed"] is not None:
        return Decimal(form["executed"] / form["budget"])
    return None if form["execution_rate"] is None else Decimal(form["execution_rate"] / 100)


def _plain(value: Decimal) -> str:
    said = f"{value:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def _sentence(count: int, touched: int, seen: Counter[Message]) -> Message:
    zh, en = _listed(seen.items())
    return Message(
        f"{count}份自评表中{touched}份有迹象{'：' + zh if zh else ''}。迹象只是追问的理由，不是结论。",
        f"{touched} of {count} forms show a sign{': ' + en if en else ''}. A sign is a reason to ask, no verdict.",
    )


def _listed(seen: Iterable[tuple[Message, int]]) -> tuple[str, str]:
    each = list(seen)
    return "，".join(f"{name.zh}{many}份" for name, many in each), ", ".join(f"{name.en} {many}" for name, many in each)
