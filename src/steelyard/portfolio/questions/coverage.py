"""Which duties, and how much of the money, the indicators of a form speak of."""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from steelyard.model import Message
from steelyard.portfolio.asking import FORM, PATH, Answer, Bars, Heading, Line, Value, by_form, form_cells, forms, two
from steelyard.portfolio.charting import DRAWN, name_of
from steelyard.portfolio.covering import Cover, Row, Spoken, cover, words_of
from steelyard.portfolio.schema import Table
from steelyard.portfolio.storing import Store
from steelyard.quantity import comparable

ABOUT = Message("职责和资金有没有指标", "duties and money with and without indicators")
HEADINGS = (
    *FORM,
    Heading("kind", Message("事项", "matter")),
    Heading("name", Message("名称", "name")),
    Heading("amount", Message("金额（万元）", "amount (10,000 yuan)"), "number"),
    Heading("spoken", Message("有没有指标", "indicators")),
    Heading("rows", Message("指标行", "rows")),
    Heading("why", Message("说明", "why")),
    PATH,
)
KINDS = {"duty": Message("职责", "duty"), "money": Message("资金", "money")}
SPOKEN: dict[Spoken, Message] = {
    "yes": Message("有指标", "spoken of"),
    "no": Message("没有指标提到", "not spoken of"),
    "unclear": Message("要由人看", "for a person to judge"),
}
NO_DUTIES = Message("自评表没有写明职责，无从对照。", "The form names no duties to be held against its indicators.")
NO_MONEY = Message("自评表没有读出支出预算，无从对照。", "No expenditure of the form was read.")
NO_AMOUNT = Message("金额没有读出。", "The amount was not read.")
NO_UNIT = Message("金额单位不是钱的单位，不能合计。", "The unit of the amount is none of money.")
STAGES = ("adjusted", "initial", "final")  # which one tells what the money was for: the budget in force first
COLUMNS: dict[Table, tuple[str, ...]] = {
    "rows": ("row", "name", "groups", "way"),
    "duties": ("duty",),
    "budget": ("stage", "side", "name", "amount", "unit", "total"),
}
MONEY = Message("万元", "10,000 yuan")


class Matter(NamedTuple):
    """A duty or a piece of money of one form; ``name`` empty where the form names none."""

    form: Line
    kind: str
    name: str
    amount: Decimal | None
    cover: Cover


def options(parser: Any) -> None:
    """What it takes."""
    parser.option("--year", help=Message("只看这一年度", "this year only"), metavar="YEAR", type=int)


def ask(store: Store, options: argparse.Namespace) -> Answer:
    """One line for each duty and each piece of money of each form."""
    found = forms(store, ("kind",), options.year)
    wanted = {line["form"]: line for line in found}
    of = {form: list(_matters(wanted[form], *tables)) for form, tables in by_form(store, COLUMNS) if form in wanted}
    matters = [matter for line in found for matter in of.get(line["form"]) or _matters(line, [], [], [])]
    return Answer(_sentence(len(found), matters), HEADINGS, list(map(_cells, matters)), _charts(found, matters))


def _matters(form: Line, rows: list[Line], duties: list[Line], budget: list[Line]) -> Iterator[Matter]:
    told = [Row(row["row"], words_of(row["name"] or "", row["groups"] or ())) for row in rows if row["row"]]
    own = [row["row"] for row in rows if row["row"] and row["way"] != "execution"]
    if form["kind"] == "department":
        for duty in duties:
            yield Matter(form, "duty", duty["duty"], None, cover(duty["duty"], told))
        if not duties:
            yield Matter(form, "duty", "", None, Cover("unclear", (), NO_DUTIES))
    spent = [line for line in budget if line["side"] == "expenditure"]
    stage = next((one for one in STAGES if any(line["stage"] == one for line in spent)), None)
    spent = [line for line in spent if line["stage"] == stage]
    if form["kind"] == "project":  # all its money is for the one project that its indicators are of
        spent = [line for line in spent if line["total"]][:1] or spent[:1]
        covers = [Cover("yes" if own else "no", tuple(own))] * len(spent)
    else:
        spent = [line for line in spent if not line["total"]] or spent
        covers = [cover(line["name"], told) if not line["total"] else WHOLE_ONLY for line in spent]
    for line, one in zip(spent, covers, strict=True):
        amount, why = _amount(line)
        yield Matter(form, "money", line["name"], amount, one._replace(why=why or one.why))
    if not spent:
        yield Matter(form, "money", "", None, Cover("unclear", (), NO_MONEY))


WHOLE_ONLY = Cover(
    "unclear", (), Message("只写了支出总额，没有分项，无从对照。", "Only the whole of the spending is printed.")
)


def _amount(line: Line) -> tuple[Decimal | None, Message | None]:
    """In 万元, or why there is none."""
    if line["amount"] is None:
        return None, NO_AMOUNT
    factor = comparable(line["unit"], "万元") if line["unit"] else None
    return (None, NO_UNIT) if factor is None else (line["amount"] * factor, None)


def _cells(one: Matter) -> tuple[Value, ...]:
    rows = "、".join(map(str, one.cover.rows)) or None
    what = KINDS[one.kind], one.name or None, two(one.amount), SPOKEN[one.cover.spoken], rows, one.cover.why
    return *form_cells(one.form), *what, one.form["path"]


def _charts(found: list[Line], matters: list[Matter]) -> tuple[Bars, ...]:
    """Duties by form, or all together where the forms are many; and the money of all."""
    duties = [one for one in matters if one.kind == "duty" and one.name]
    money: dict[Spoken, Decimal] = defaultdict(Decimal)
    for one in matters:
        if one.kind == "money" and one.amount is not None:
            money[one.cover.spoken] += one.amount
    charts = []
    if duties:
        charts.append(_duties_chart(found, duties))
    if money:
        title = Message("资金有没有指标（万元）", "Money by whether indicators speak of it")
        values = tuple(two(money[name]) for name in SPOKEN)
        charts.append(Bars(title, tuple(SPOKEN.values()), (title,), (values,), MONEY))
    return tuple(charts)


def _duties_chart(found: list[Line], duties: list[Matter]) -> Bars:
    title, unit = Message("职责有没有指标（项）", "Duties by whether indicators speak of them"), Message("项", "duties")
    by = Counter((one.form["form"], one.cover.spoken) for one in duties)
    having = [line for line in found if any((line["form"], name) in by for name in SPOKEN)]
    if len(having) <= DRAWN:
        values = tuple(tuple(by[line["form"], name] for line in having) for name in SPOKEN)
        return Bars(title, tuple(map(name_of, having)), tuple(SPOKEN.values()), values, unit)
    whole = Counter(one.cover.spoken for one in duties)
    return Bars(title, tuple(SPOKEN.values()), (title,), (tuple(whole[name] for name in SPOKEN),), unit)


def _sentence(count: int, matters: list[Matter]) -> Message:
    duties = Counter(one.cover.spoken for one in matters if one.kind == "duty" and one.name)
    silent = sum(one.kind == "duty" and not one.name for one in matters)
    unread = len({one.form["form"] for one in matters if one.kind == "money" and one.amount is None})
    known = [one for one in matters if one.kind == "money" and one.amount is not None]
    money = {
        name: sum((one.amount or Decimal(0) for one in known if one.cover.spoken == name), Decimal(0))
        for name in SPOKEN
    }
    yes, no, unclear = (two(money[name]) for name in SPOKEN)
    return Message(
        f"{count}份自评表写明职责{duties.total()}项：{duties['yes']}项有指标，{duties['no']}项没有指标提到，"
        f"{duties['unclear']}项要由人看，另有{silent}份没有写明职责；支出{two(sum(money.values(), Decimal(0)))}万元中，"
        f"有指标的{yes}万元，没有指标提到的{no}万元，表上看不出的{unclear}万元；{unread}份有支出没有读出。",
        f"{count} forms name {duties.total()} duties: indicators speak of {duties['yes']}, not of {duties['no']}, and "
        f"{duties['unclear']} are for a person to judge; {silent} forms name none. Of the spending (10,000 yuan), "
        f"{yes} is spoken of, {no} is not, and of {unclear} the forms do not tell; in {unread} some was not read.",
    )
