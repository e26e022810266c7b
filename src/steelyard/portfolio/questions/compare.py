"""Each form beside its peers of the year, and beside the same unit's form of the year before."""

import argparse
from collections import Counter, defaultdict
from decimal import Decimal
from statistics import median
from typing import Any

from steelyard.model import Message
from steelyard.portfolio.asking import FORM, PATH, Answer, Bars, Heading, Line, Value, form_cells, forms, two
from steelyard.portfolio.charting import DRAWN, POINTS, banded, name_of
from steelyard.portfolio.storing import Store

ABOUT = Message("与同类单位、与上年比较", "compare with peers, and with the year before")
FAR = Decimal(10)  # points off the peers' median that the sentence counts: our own measure
HEADINGS = (
    *FORM,
    Heading("score", Message("按规则得分", "by rule"), "number"),
    Heading("peers", Message("同类份数", "peers"), "whole"),
    Heading("median", Message("同类中位数", "peers' median"), "number"),
    Heading("off_median", Message("与中位数之差", "off the median"), "number"),
    Heading("last_score", Message("上年得分", "last year"), "number"),
    Heading("change", Message("比上年", "change"), "number"),
    Heading("execution_rate", Message("预算执行率", "execution rate"), "number"),
    Heading("last_rate", Message("上年执行率", "last year's rate"), "number"),
    Heading("errors", Message("错误", "errors"), "whole"),
    Heading("doubts", Message("疑点", "doubts"), "whole"),
    PATH,
)
COLUMNS = ("rule_score", "kind", "profile", "execution_rate", "errors", "doubts")


def options(parser: Any) -> None:
    """What it takes."""
    parser.option("--year", help=Message("只列这一年度", "list this year only"), metavar="YEAR", type=int)
    unit = Message("只列名称含这几个字的单位", "list units only whose name holds this")
    parser.option("--unit", help=unit, metavar="TEXT", default="")


def ask(store: Store, options: argparse.Namespace) -> Answer:
    """One line a form. Peers are the other forms of its kind and year that have a score; years without are no peers."""
    found = forms(store, COLUMNS)
    peers: dict[tuple[str, int], list[Decimal]] = defaultdict(list)
    for line in found:
        if line["year"] is not None and line["rule_score"] is not None:
            peers[line["kind"], line["year"]].append(line["rule_score"])
    last = _by_unit(found)
    chosen = [
        line for line in found if options.year in (None, line["year"]) and options.unit in (line["organization"] or "")
    ]
    lines = [_line(line, peers, last) for line in chosen]
    return Answer(_sentence(lines), HEADINGS, lines, _charts(chosen, lines))


def _by_unit(found: list[Line]) -> dict[tuple[str, str, str, int], Line]:
    """The one form of a unit, title and year; where there are several, none can be told to be the one."""
    keys = [_key(line) for line in found]
    many = Counter(keys)
    return {key: line for key, line in zip(keys, found, strict=True) if many[key] == 1 and key[0] and key[3]}


def _key(line: Line, before: int = 0) -> tuple[str, str, str, int]:
    """Unit, kind, title without its years, year."""
    year = line["year"] or 0
    title = (line["title"] or "").replace(str(year), "")
    return line["organization"], line["kind"], title, year - before if year else 0


def _line(
    line: Line, peers: dict[tuple[str, int], list[Decimal]], last: dict[tuple[str, str, str, int], Line]
) -> tuple[Value, ...]:
    score, before = line["rule_score"], last.get(_key(line, 1)) if line["year"] else None
    others = list(peers.get((line["kind"], line["year"]), ()))
    if score is not None and score in others:
        others.remove(score)
    middle = median(others) if others else None
    last_score = before["rule_score"] if before else None
    last_rate = before["execution_rate"] if before else None
    return (
        *form_cells(line),
        two(score),
        len(others),
        two(middle),
        two(_less(score, middle)),
        two(last_score),
        two(_less(score, last_score)),
        two(line["execution_rate"]),
        two(last_rate),
        line["errors"],
        line["doubts"],
        line["path"],
    )


def _charts(chosen: list[Line], lines: list[tuple[Value, ...]]) -> tuple[Bars, ...]:
    """Each form beside its peers' median, by how far it is off; where they are many, how many in each band."""
    at = {heading.name: place for place, heading in enumerate(HEADINGS)}
    off = [(line[at["off_median"]], nth) for nth, line in enumerate(lines)]
    known = sorted((gap, nth) for gap, nth in off if isinstance(gap, Decimal))
    if not known:
        return ()
    if len(known) > DRAWN:
        title = Message("与同类中位数之差的分布（份数）", "Forms by points off their peers' median")
        return (banded(title, [gap for gap, _ in known], (-20, -10, -5, 0, 5, 10), POINTS),)
    keys = ("score", "median")
    values = tuple(tuple(_number(lines[nth][at[key]]) for _, nth in known) for key in keys)
    series = tuple(HEADINGS[at[key]].said for key in keys)
    title = Message("规则得分与同类中位数", "Score by rule and the peers' median")
    return (Bars(title, tuple(name_of(chosen[nth]) for _, nth in known), series, values, POINTS),)


def _number(value: Value) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other


def _sentence(lines: list[tuple[Value, ...]]) -> Message:
    at = {heading.name: place for place, heading in enumerate(HEADINGS)}
    changes = [change for line in lines if isinstance(change := line[at["change"]], Decimal)]
    off = [gap for line in lines if isinstance(gap := line[at["off_median"]], Decimal)]
    up, down = sum(one > 0 for one in changes), sum(one < 0 for one in changes)
    far = sum(one <= -FAR for one in off)
    return Message(
        f"{len(lines)}份自评表中，{len(off)}份有同类可比，其中{far}份比同类中位数低{FAR}分以上；"
        f"{len(changes)}份有上年可比，{up}份升，{down}份降。",
        f"Of {len(lines)} forms, {len(off)} have peers and {far} of these lie {FAR} points or more below their median; "
        f"{len(changes)} have a year before: {up} rose, {down} fell.",
    )
