"""Signs that targets, scores or texts were made to fit. Each is a reason to ask, none is a proof."""

import argparse
from collections import Counter
from collections.abc import Iterable
from typing import Any

from steelyard.model import Message
from steelyard.portfolio.asking import FORM, PATH, Answer, Heading, Line, by_form, engine, form_cells, forms, table
from steelyard.portfolio.charting import counted
from steelyard.portfolio.signs import Sign
from steelyard.portfolio.signs.alike import Deductions
from steelyard.portfolio.signs.copies import copied
from steelyard.portfolio.signs.heap import Near, chance, chart, heaped, near
from steelyard.portfolio.signs.lowered import below_declared, eased, far_below
from steelyard.portfolio.signs.own import own_signs
from steelyard.portfolio.storing import Store

ABOUT = Message("目标、得分和文字像是凑出来的迹象", "signs of targets, scores or texts made to fit")
NEEDS = ("datasketch", "scipy")
HEADINGS = (
    *FORM,
    Heading("sign", Message("迹象", "sign")),
    Heading("rows", Message("涉及行", "rows"), "whole"),
    Heading("of", Message("可看行", "of"), "whole"),
    Heading("what", Message("说明", "what")),
    PATH,
)
COLUMNS = ("kind", "profile", "budget", "executed", "execution_rate")
ROWS = ("row", "weight", "score", "part_of", "way", "case", "result", "aim", "rate")


def options(parser: Any) -> None:
    """What it takes."""
    parser.option("--year", help=Message("只看这一年度", "this year only"), metavar="YEAR", type=int)


def ask(store: Store, options: argparse.Namespace) -> Answer:
    """One line for each sign in each form, in the order of unit and year."""
    found = forms(store, COLUMNS)
    chosen = {line["form"]: line for line in found if options.year in (None, line["year"])}
    told: dict[str, list[Sign]] = {}
    deductions, counts, bands = Deductions(), dict[str, Near](), Counter[int]()
    for form, (rows,) in by_form(store, {"rows": ROWS}):
        if form in chosen:
            told[form] = list(own_signs(chosen[form], rows))
            deductions.add(chosen[form], rows)
            counts[form] = near(rows, bands)
    declared = _declarations(store)
    for more in (
        far_below(store, _years_before(found, declared)),
        below_declared(store, _declared(found, declared)),
        eased(store),
        heaped(counts),
        deductions.signs(chosen),
        copied(store, {line["form"]: line for line in found}),
    ):
        for form, some in more.items():
            told.setdefault(form, []).extend(some)
    each = [(line, sign) for form, line in chosen.items() for sign in told.get(form, ())]
    lines = [(*form_cells(line), *sign, line["path"]) for line, sign in each]
    seen = Counter(sign.name for _, sign in each)
    touched = len({line["form"] for line, _ in each})
    whole = Near(sum(one.above for one in counts.values()), sum(one.below for one in counts.values()))
    charts = [counted(Message("各种迹象的份数", "Forms by sign"), dict(seen.most_common()))] if seen else []
    if bands:
        charts.append(chart(bands))
    return Answer(_sentence(chosen, touched, seen, whole), HEADINGS, lines, tuple(charts))


def _declarations(store: Store) -> frozenset[str]:
    """The forms without any result: targets that were declared, and no evaluation yet."""
    database = engine()
    rows = table(database, store, "rows")
    rows = rows.filter(rows["row"] > 0)
    empty = rows.group_by("form").aggregate(told=((rows["actual"] != "").fill_null(False)).sum())
    return frozenset(database.to_pyarrow(empty.filter(empty["told"] == 0).select("form"))["form"].to_pylist())


def _only(found: Iterable[Line]) -> dict[tuple[str, str, int], str]:
    """The form of a unit, kind and year, where it is the only one."""
    keys = [((line["organization"], line["kind"], line["year"]), line["form"]) for line in found]
    many = Counter(key for key, _ in keys)
    return {key: form for key, form in keys if many[key] == 1 and all(key)}


def _years_before(found: list[Line], declared: frozenset[str]) -> dict[str, str]:
    """The form of the year before, by form."""
    one = _only(line for line in found if line["form"] not in declared)
    pairs = ((form, one.get((unit, kind, year - 1))) for (unit, kind, year), form in one.items())
    return {form: other for form, other in pairs if other is not None}


def _declared(found: list[Line], declared: frozenset[str]) -> dict[str, str]:
    """The declaration of the same unit, kind and year, by form."""
    one, other = (_only(line for line in found if (line["form"] in declared) is which) for which in (False, True))
    return {form: other[key] for key, form in one.items() if key in other}


def _sentence(chosen: dict[str, Line], touched: int, seen: Counter[Message], whole: Near) -> Message:
    zh, en = _listed(seen.items())
    nameless = sum(not line["organization"] for line in chosen.values())
    if nameless:
        zh_more = f"{nameless}份没有写明单位，没有与外单位比对。"
        en_more = f" {nameless} name no unit and were not compared with those of others."
    else:
        zh_more = en_more = ""
    return Message(
        f"{len(chosen)}份自评表中{touched}份有迹象{'：' + zh if zh else ''}；全部完成值中，目标上下2%以内好于目标的"
        f"{whole.above}行、差于目标的{whole.below}行（精确二项检验{chance(whole)}）。{zh_more}迹象只是追问的理由，不是结论。",
        f"{touched} of {len(chosen)} forms show a sign{': ' + en if en else ''}; of all results within 2 % of their "
        f"target {whole.above} are better, {whole.below} worse (exact binomial test {chance(whole)}).{en_more} "
        "A sign is a reason to ask, no verdict.",
    )


def _listed(seen: Iterable[tuple[Message, int]]) -> tuple[str, str]:
    each = list(seen)
    return "，".join(f"{name.zh}{many}份" for name, many in each), ", ".join(f"{name.en} {many}" for name, many in each)
