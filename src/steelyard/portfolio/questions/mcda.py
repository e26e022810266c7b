"""Departments side by side on several criteria at once: how close each comes to the ideal (TOPSIS)."""

import argparse
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from steelyard.model import Message
from steelyard.portfolio.asking import FORM, PATH, Answer, Bars, Heading, Line, Value, form_cells, two
from steelyard.portfolio.charting import DRAWN, banded, name_of
from steelyard.portfolio.criteria import CRITERIA, Criterion, Taken, chosen, taken
from steelyard.portfolio.deciding import Weights, ahp, closeness, critic, entropy, equal, judgements
from steelyard.portfolio.refusing import PortfolioError
from steelyard.portfolio.storing import Store
from steelyard.quantity import half_up

ABOUT = Message("按多项准则综合比较各单位", "compare departments on several criteria at once")
NEEDS = ("pymcdm", "scipy")
DEFAULT = "score,execution,met,errors"
BY = {"equal": equal, "entropy": entropy, "critic": critic}
WEIGHTS = {
    "equal": Message("等权", "equal weights"),
    "entropy": Message("熵权法", "entropy weights"),
    "critic": Message("CRITIC 法", "CRITIC weights"),
    "ahp": Message("层次分析法", "AHP weights"),
}
SCALES = {
    "range": Message("按最好最差无量纲化", "from worst to best"),
    "vector": Message("按向量长度无量纲化", "vector normalisation"),
}
KINDS = ("department", "project")
CLOSE = Message("贴近度", "closeness")


def options(parser: Any) -> None:
    """What it takes."""
    names = ", ".join(CRITERIA)
    by = Message(f"准则，逗号分开，默认{DEFAULT}；可用：{names}", f"criteria, parted by commas ({DEFAULT}): {names}")
    parser.option("--criteria", help=by, metavar="NAMES", default=DEFAULT)
    how = Message(
        "权重：equal 等权（默认），entropy 熵权，critic，ahp", "weights: equal (default), entropy, critic, ahp"
    )
    parser.option("--weights", help=how, choices=tuple(WEIGHTS), default="equal")
    scale = Message(
        "无量纲化：range 按最好最差（默认），vector 按向量长度", "range (worst to best, the default) or vector"
    )
    parser.option("--scale", help=scale, choices=tuple(SCALES), default="range")
    matrix = Message(
        "ahp 的判断矩阵（.csv，首行首列为准则名称）", "judgements for ahp (.csv, criteria in line and column 1)"
    )
    parser.option("--matrix", help=matrix, metavar="FILE")
    parser.option("--year", help=Message("只看这一年度", "this year only"), metavar="YEAR", type=int)
    kind = Message("department 部门（默认）或 project 项目", "department (default) or project")
    parser.option("--kind", help=kind, choices=KINDS, default="department")


def ask(store: Store, options: argparse.Namespace) -> Answer:
    """One line a form, the closest to the ideal first; those that lack a number come last, with the reason.

    :raises PortfolioError: no such criterion, fewer than two forms, or weights that cannot be had.
    """
    criteria = chosen(options.criteria, "--criteria")
    made = taken(store, criteria, options.year, options.kind)
    if len(made.forms) < 2:
        raise too_few(len(made.forms), made)
    weights = _weights(made, criteria, options)
    close = closeness(made.numbers, criteria, weights.values, options.scale)
    order = sorted(range(len(close)), key=lambda at: -close[at])  # equals stay in the order of unit and year
    places: dict[Decimal, int] = {}
    for place, at in enumerate(order, 1):
        places.setdefault(close[at], place)
    lines = [_cells(places[close[at]], made.forms[at], close[at], made.numbers[at], None) for at in order]
    lines += [_cells(None, line, None, values, why) for line, values, why in made.without]
    headings = (
        Heading("place", Message("名次", "place"), "whole"),
        *FORM,
        Heading("closeness", CLOSE, "number"),
        *(Heading(one.name.replace("-", "_"), one.said, "number") for one in criteria),
        Heading("why", Message("没有列入的原因", "why left out")),
        PATH,
    )
    ranked = [(made.forms[at], close[at]) for at in order]
    how = WEIGHTS[options.weights], SCALES[options.scale]
    alike = [
        one.said for one, column in zip(criteria, zip(*made.numbers, strict=True), strict=True) if len({*column}) == 1
    ]
    sentence = _sentence(ranked, len(made.without), criteria, weights, how, alike)
    return Answer(sentence, headings, lines, _charts(ranked, criteria, weights))


def _weights(made: Taken, criteria: Sequence[Criterion], options: argparse.Namespace) -> Weights:
    if (options.weights == "ahp") != (options.matrix is not None):
        zh = "--weights ahp 和 --matrix 要一起写：权重由判断矩阵算出。"
        raise PortfolioError(Message(zh, "--weights ahp and --matrix go together: the judgements give the weights."))
    if options.weights == "ahp":
        return ahp(judgements(options.matrix, criteria))
    return BY[options.weights](made.numbers, criteria)


def too_few(many: int, made: Taken) -> PortfolioError:
    """There are not two forms to be compared; the first reason of those left out."""
    why = made.without[0][2] if made.without else Message("汇总库里没有别的。", "The store holds no other.")
    zh = f"只有{many}份自评表的数是全的，无从比较；另{len(made.without)}份缺数，如：{why.zh}"
    en = f"Only {many} forms have all the numbers: nothing to compare. {len(made.without)} lack some: {why.en}"
    return PortfolioError(Message(zh, en))


def _cells(
    place: int | None, line: Line, close: Decimal | None, numbers: Sequence[Decimal | None], why: Message | None
) -> tuple[Value, ...]:
    return place, *form_cells(line), close, *map(two, numbers), why, line["path"]


def _charts(ranked: list[tuple[Line, Decimal]], criteria: Sequence[Criterion], weights: Weights) -> tuple[Bars, ...]:
    """How close each form is, or how many are in each band; and the weights."""
    no_unit = Message("", "")
    title = Message("与理想值的贴近度", "Closeness to the ideal")
    if len(ranked) > DRAWN:
        edges = tuple(Decimal(tenth) / 10 for tenth in range(1, 10))
        first = banded(title, [close for _, close in ranked], edges, no_unit)
    else:
        names = tuple(name_of(line) for line, _ in ranked)
        first = Bars(title, names, (CLOSE,), (tuple(close for _, close in ranked),), no_unit)
    said = Message("各准则的权重", "The weights of the criteria")
    shown = tuple(_rounded(weight) for weight in weights.values)
    return first, Bars(said, tuple(one.said for one in criteria), (said,), (shown,), no_unit)


def _rounded(weight: float) -> Decimal:
    return half_up(Decimal(repr(weight)), 4)


def _sentence(
    ranked: list[tuple[Line, Decimal]],
    without: int,
    criteria: Sequence[Criterion],
    weights: Weights,
    how: tuple[Message, Message],
    alike: Sequence[Message],
) -> Message:
    each = [(one.said, f"{_rounded(weight)}") for one, weight in zip(criteria, weights.values, strict=True)]
    zh, en = "，".join(f"{said.zh}{weight}" for said, weight in each), ", ".join(f"{s.en} {w}" for s, w in each)
    ratio = "" if weights.ratio is None else f"，一致性比例{_rounded(weights.ratio)}"
    ratio_en = "" if weights.ratio is None else f", consistency ratio {_rounded(weights.ratio)}"
    (first, best), (last, worst) = ranked[0], ranked[-1]
    if alike:
        ratio += f"；{'、'.join(one.zh for one in alike)}各份相同，不起作用"
        ratio_en += f"; all have the same {', '.join(one.en for one in alike)}, which tells nothing"
    rest = f"；{without}份缺数，没有列入" if without else ""
    rest_en = f"; {without} lack a number and are left out" if without else ""
    return Message(
        f"{len(ranked)}份自评表按{len(criteria)}项准则比较（TOPSIS，{how[1].zh}，{how[0].zh}：{zh}{ratio}）："
        f"最接近理想值的是{name_of(first)}（{best}），最远的是{name_of(last)}（{worst}）{rest}。",
        f"{len(ranked)} forms compared on {len(criteria)} criteria (TOPSIS, {how[1].en}; {how[0].en}: {en}{ratio_en}): "
        f"closest to the ideal is {name_of(first)} ({best}), farthest {name_of(last)} ({worst}){rest_en}.",
    )
