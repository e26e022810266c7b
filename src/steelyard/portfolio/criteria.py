"""What departments can be compared by: numbers of a form under a name, taken from the store, or why there is none.

``docs/portfolio.md`` lists them. A share is in percent, money in 万元.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from steelyard.model import Message, Unknown
from steelyard.portfolio.asking import Line, by_form, forms
from steelyard.portfolio.refusing import PortfolioError
from steelyard.portfolio.schema import Table
from steelyard.portfolio.storing import Store
from steelyard.quantity import comparable

FORMS = ("kind", "rule_score", "total_score", "execution_rate", "budget", "executed", "errors", "doubts", "undecided")
TABLES: dict[Table, tuple[str, ...]] = {
    "rows": ("row", "name", "part_of", "target_kind", "result_value", "result_unit", "way"),
    "marks": ("row", "short", "points"),
    "claims": ("state",),
    "budget": ("stage", "side", "amount", "unit", "total"),
}
HUNDRED = Decimal(100)
NO_SCORE = Message("没有按规则得分", "no score by rule")
NO_TOTAL = Message("没有读出表上总分", "no total score was read")
NO_RATE = Message("没有预算执行率", "no execution rate")
NO_ROWS = Message("没有能判定是否达标的行", "no row of which it can be told whether its target was met")
NO_WEIGHTS = Message("没有指标行", "no indicator rows")
NO_CLAIMS = Message("正文没有可核对的数", "the narrative has no numbers to be verified")
NO_SATISFACTION = Message("没有满意度", "no satisfaction")
NO_MONEY = Message("没有读出支出总额", "the whole of the expenditure was not read")


class Facts(NamedTuple):
    """What the store has of one form: its line, and those of its rows, marks, claims and budget."""

    form: Line
    rows: list[Line]
    marks: list[Line]
    claims: list[Line]
    budget: list[Line]


class Criterion(NamedTuple):
    """A number of a form: its name, what it is, whether more of it is better, and how it is taken."""

    name: str
    said: Message
    more: bool
    take: Callable[[Facts], Decimal | Unknown]


def _plain(column: str, why: Message) -> Callable[[Facts], Decimal | Unknown]:
    def take(facts: Facts) -> Decimal | Unknown:
        value = facts.form[column]
        return Unknown(why) if value is None else Decimal(value)

    return take


def _share(part: int, whole: int, why: Message) -> Decimal | Unknown:
    return HUNDRED * part / whole if whole else Unknown(why)


def _execution(facts: Facts) -> Decimal | Unknown:
    budget, executed, stated = (facts.form[name] for name in ("budget", "executed", "execution_rate"))
    if budget and executed is not None:
        return Decimal(HUNDRED * executed / budget)
    return Unknown(NO_RATE) if stated is None else Decimal(stated)


def _met(facts: Facts) -> Decimal | Unknown:
    told = [mark["short"] for mark in facts.marks if mark["row"] and mark["short"] is not None]
    return _share(told.count(False), len(told), NO_ROWS)


def _met_rows(facts: Facts) -> Decimal | Unknown:
    told = [mark["short"] for mark in facts.marks if mark["row"] and mark["short"] is not None]
    return Decimal(told.count(False)) if told else Unknown(NO_ROWS)


def _overclaimed(facts: Facts) -> Decimal | Unknown:
    stated, ruled = facts.form["total_score"], facts.form["rule_score"]
    if ruled is None:
        return Unknown(NO_SCORE)
    return Unknown(NO_TOTAL) if stated is None else max(Decimal(0), Decimal(stated - ruled))


def _judged(facts: Facts) -> Decimal | Unknown:
    return _share(sum(mark["points"] is None for mark in facts.marks), len(facts.marks), NO_WEIGHTS)


def _measured(facts: Facts) -> Decimal | Unknown:
    own = [row for row in facts.rows if row["row"]]
    return _share(sum(row["target_kind"] in ("amount", "interval") for row in own), len(own), NO_WEIGHTS)


def _stated(state: str) -> Callable[[Facts], Decimal | Unknown]:
    def take(facts: Facts) -> Decimal | Unknown:
        return _share(sum(claim["state"] == state for claim in facts.claims), len(facts.claims), NO_CLAIMS)

    return take


def _satisfaction(facts: Facts) -> Decimal | Unknown:
    values = [
        row["result_value"]
        for row in facts.rows
        if "满意" in (row["name"] or "") and row["result_unit"] == "%" and row["result_value"] is not None
    ]
    return sum(values, Decimal(0)) / len(values) if values else Unknown(NO_SATISFACTION)


def _money(*stages: str) -> Callable[[Facts], Decimal | Unknown]:
    """The whole of the expenditure of the first of ``stages`` that prints one."""

    def take(facts: Facts) -> Decimal | Unknown:
        for stage in stages:
            for line in facts.budget:
                if line["stage"] == stage and line["side"] == "expenditure" and line["total"]:
                    factor = comparable(line["unit"], "万元") if line["unit"] else None
                    if factor is not None and line["amount"] is not None:
                        return Decimal(line["amount"] * factor)
        return Unknown(NO_MONEY)

    return take


CRITERIA = {
    one.name: one
    for one in (
        Criterion("score", Message("按规则得分", "score by rule"), True, _plain("rule_score", NO_SCORE)),
        Criterion("execution", Message("预算执行率（%）", "execution rate (%)"), True, _execution),
        Criterion("met", Message("达标行占比（%）", "targets met (%)"), True, _met),
        Criterion("met-rows", Message("达标行数", "targets met"), True, _met_rows),
        Criterion("satisfaction", Message("满意度（%）", "satisfaction (%)"), True, _satisfaction),
        Criterion("measured", Message("定量指标占比（%）", "indicators with numbers (%)"), True, _measured),
        Criterion("confirmed", Message("正文相符数占比（%）", "numbers confirmed (%)"), True, _stated("confirmed")),
        Criterion("contradicted", Message("正文不符数占比（%）", "contradicted (%)"), False, _stated("contradicted")),
        Criterion("overclaimed", Message("表上总分高出", "stated above rule"), False, _overclaimed),
        Criterion("judged", Message("待评判行占比（%）", "rows to judge (%)"), False, _judged),
        Criterion("errors", Message("错误", "errors"), False, _plain("errors", NO_WEIGHTS)),
        Criterion("doubts", Message("疑点", "doubts"), False, _plain("doubts", NO_WEIGHTS)),
        Criterion("budget", Message("预算（万元）", "budget (10,000 yuan)"), False, _money("adjusted", "initial")),
        Criterion("spent", Message("支出（万元）", "spent (10,000 yuan)"), False, _money("final")),
    )
}


class Taken(NamedTuple):
    """The forms that have a number for every criterion, and of each other form what it lacks."""

    forms: list[Line]
    numbers: list[list[Decimal]]
    without: list[tuple[Line, list[Decimal | None], Message]]


def chosen(words: str, option: str) -> list[Criterion]:
    """The criteria that a list of names, parted by commas, means.

    :raises PortfolioError: a name that there is not, one twice, or none.
    """
    names = [name for name in (word.strip() for word in words.replace("，", ",").split(",")) if name]
    unknown = next((name for name in names if name not in CRITERIA), None)
    if unknown is not None or not names or len(set(names)) < len(names):
        known = "、".join(CRITERIA)
        zh = f"{option} 不能是“{words}”，请用逗号分开写不同的名称：{known}。"
        en = f"{option} cannot be “{words}”; write different names, parted by commas: {', '.join(CRITERIA)}."
        raise PortfolioError(Message(zh, en))
    return [CRITERIA[name] for name in names]


def taken(store: Store, criteria: Sequence[Criterion], year: int | None, kind: str) -> Taken:
    """The numbers of the forms of a kind, in the order of unit and year; a missing one is a reason, never 0.

    :raises PortfolioError: the store holds no form.
    """
    lines = {line["form"]: line for line in forms(store, FORMS, year) if line["kind"] == kind}
    found: dict[str, list[Decimal | Unknown]] = {}
    for form, (rows, marks, claims, budget) in by_form(store, TABLES):
        if form in lines:
            facts = Facts(lines[form], rows, marks, claims, budget)
            found[form] = [one.take(facts) for one in criteria]
    nothing: list[Decimal | Unknown] = [Unknown(NO_WEIGHTS) for _ in criteria]
    result = Taken([], [], [])
    for form, line in lines.items():
        values = found.get(form, nothing)
        known = [value for value in values if isinstance(value, Decimal)]
        if len(known) == len(values):
            result.forms.append(line)
            result.numbers.append(known)
        else:
            result.without.append((line, [one if isinstance(one, Decimal) else None for one in values], _lacks(values)))
    return result


def _lacks(values: Sequence[Decimal | Unknown]) -> Message:
    whys = list(dict.fromkeys(value.why for value in values if isinstance(value, Unknown)))
    return Message("；".join(why.zh for why in whys) + "。", "; ".join(why.en for why in whys).capitalize() + ".")
