"""Who stands where: forms by their score, best first."""

import argparse
from decimal import Decimal
from typing import Any

from steelyard.model import Message
from steelyard.portfolio.asking import FORM, PATH, Answer, Bars, Heading, Line, Value, form_cells, forms, two
from steelyard.portfolio.charting import DRAWN, POINTS, banded, name_of
from steelyard.portfolio.storing import Store
from steelyard.quantity import half_up

ABOUT = Message("按得分排名", "rank forms by their score")
BY = {"rule": "rule_score", "stated": "total_score", "claimed": "summed_score", "errors": "errors"}
SAID = {
    "rule": ("规则得分", "score by rule"),
    "stated": ("表上总分", "stated score"),
    "claimed": ("各行得分之和", "sum of claimed scores"),
    "errors": ("错误数", "number of errors"),
}
HEADINGS = (
    Heading("place", Message("名次", "place"), "whole"),
    *FORM,
    Heading("rule_score", Message("按规则得分", "by rule"), "number"),
    Heading("rule_grade", Message("按规则等级", "grade by rule")),
    Heading("stated_score", Message("表上总分", "stated"), "number"),
    Heading("stated_grade", Message("表上等级", "stated grade")),
    Heading("gap", Message("表上高出", "stated above rule"), "number"),
    Heading("undecided", Message("待评判行", "rows to judge"), "whole"),
    Heading("errors", Message("错误", "errors"), "whole"),
    Heading("doubts", Message("疑点", "doubts"), "whole"),
    PATH,
)
BANDS = {"errors": (1, 2, 5, 10, 20)}
COLUMNS = ("rule_score", "rule_grade", "total_score", "summed_score", "grade", "undecided", "errors", "doubts")


def options(parser: Any) -> None:
    """What it takes."""
    help_by = Message(
        "依据：rule 按规则得分（默认），stated 表上总分，claimed 各行得分之和，errors 错误数（少者在前）",
        "by: rule (the score by rule, the default), stated, claimed (rows added up), errors (fewest first)",
    )
    parser.option("--by", help=help_by, choices=tuple(BY), default="rule")
    parser.option("--year", help=Message("只看这一年度", "this year only"), metavar="YEAR", type=int)


def ask(store: Store, options: argparse.Namespace) -> Answer:
    """The forms in order; those that have no score come last, without a place. Equals share a place."""
    key = BY[options.by]
    found = forms(store, COLUMNS, options.year)
    sign = 1 if options.by == "errors" else -1
    scored = sorted((line for line in found if line[key] is not None), key=lambda line: sign * line[key])
    without = [line for line in found if line[key] is None]
    places: dict[Any, int] = {}
    for place, line in enumerate(scored, 1):
        places.setdefault(line[key], place)
    lines = [(places[line[key]], *_cells(line)) for line in scored] + [(None, *_cells(line)) for line in without]
    sentence = _sentence([line[key] for line in scored], len(without), options.by)
    return Answer(sentence, HEADINGS, lines, _charts(scored, options.by))


def _cells(line: Line) -> tuple[Value, ...]:
    by_rule, stated = line["rule_score"], line["total_score"]
    gap = None if by_rule is None or stated is None else stated - by_rule
    grades = line["rule_grade"], line["grade"] or None
    numbers = line["undecided"], line["errors"], line["doubts"]
    return *form_cells(line), two(by_rule), grades[0], two(stated), grades[1], two(gap), *numbers, line["path"]


def _charts(scored: list[Line], by: str) -> tuple[Bars, ...]:
    """The forms in their order with the score by rule beside the other; where they are many, how many in each band."""
    if not scored:
        return ()
    key, unit = BY[by], POINTS if by != "errors" else Message("处", "errors")
    zh, en = SAID[by]
    if len(scored) > DRAWN:
        title = Message(f"{zh}的分布（份数）", f"Forms by {en}")
        return (banded(title, [line[key] for line in scored], BANDS.get(by, (60, 70, 80, 90, 100)), unit),)
    keys = [key] if by == "errors" else list(dict.fromkeys((key, "rule_score")))
    names = {BY[one]: Message(*SAID[one]) for one in BY}
    values = tuple(tuple(two(line[one]) if one != "errors" else line[one] for line in scored) for one in keys)
    title = Message(f"按{zh}排名", f"Ranked by {en}")
    return (Bars(title, tuple(map(name_of, scored)), tuple(names[one] for one in keys), values, unit),)


def _sentence(values: list[Decimal | int], without: int, by: str) -> Message:
    if not values:
        return Message(f"{without}份自评表都没有可排名的数。", f"None of {without} forms has a number to rank by.")
    mean = half_up(Decimal(sum(values)) / len(values), 2)
    best, last = (half_up(Decimal(one), 2) for one in (values[0], values[-1]))
    zh, en = SAID[by]
    rest, rest_en = (f"；另有{without}份没有这个数", f"; {without} more have none") if without else ("", "")
    return Message(
        f"{len(values)}份自评表按{zh}排名：最前{best}，最后{last}，平均{mean}{rest}。",
        f"{len(values)} forms ranked by {en}: first {best}, last {last}, mean {mean}{rest_en}.",
    )
