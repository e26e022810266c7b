"""What the workbook computes while it is filled in: sums, the rate of execution, what is missing in a row."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from steelyard.filling.workbook.asked import HEAD, MEASURES, STAGES, TOP, Sheet
from steelyard.quantity import half_up

CHECKED = "检查（自动）"  # the heading of the column that says what a row lacks


class Computed(NamedTuple):
    """A formula and its value now, ``" "`` while there is none; ``label`` stands at its left."""

    row: int
    column: int
    label: str
    formula: str
    value: float | str
    look: str = "sum"
    expected: Decimal | None = None


def summary(sheet: Sheet, answers: Sequence[Mapping[str, str]], last: int, to_weigh: Decimal) -> Iterator[Computed]:
    """The sums above the headings of a list whose entries end in row ``last`` (from 0)."""
    if (weight := sheet.at("weight")) is not None:
        cells = _cells(weight, last)
        yield Computed(
            TOP, weight, f"合计应为{to_weigh:f}", _sum(cells), _value([one.get("weight", "") for one in answers]),
            "computed", to_weigh,
        )  # fmt: skip
    if sheet.at("final") is None:
        return
    side = sheet.at("side")
    for key in STAGES:
        column = sheet.at(key)
        assert column is not None  # all stages are asked together
        label = "支出合计（自动）" if key == "initial" else ""
        spent = [one.get(key, "") for one in answers if one.get("side") != "收入"]
        revenue = "" if side is None else f'-SUMIF({_cells(side, last)},"收入",{_cells(column, last)})'
        yield Computed(TOP, column, label, _sum(_cells(column, last), revenue), _value(spent))
        if side is not None:
            got = [one.get(key, "") for one in answers if one.get("side") == "收入"]
            formula = f'=IF(COUNTIF({_cells(side, last)},"收入")=0,"",{revenue.removeprefix("-")})'
            yield Computed(TOP + 1, column, label.replace("支出", "收入"), formula, _value(got))
    yield _rate(sheet, answers)


def _rate(sheet: Sheet, answers: Sequence[Mapping[str, str]]) -> Computed:
    final, adjusted, initial = (_letter(sheet.at(key) or 0) + str(TOP + 1) for key in ("final", "adjusted", "initial"))
    base = f"IF(N({adjusted})>0,{adjusted},N({initial}))"
    spent = {key: _value([one.get(key, "") for one in answers if one.get("side") != "收入"]) for key in STAGES}
    share: float | str = " "
    below = spent["adjusted"] if isinstance(spent["adjusted"], float) and spent["adjusted"] else spent["initial"]
    if isinstance(spent["final"], float) and isinstance(below, float) and below:
        share = float(half_up(Decimal(repr(spent["final"])) / Decimal(repr(below)), 4))
    formula = f'=IF(OR({final}="",{base}=0),"",ROUND({final}/{base},4))'
    return Computed(TOP, len(sheet.questions) + 1, "预算执行率（自动）", formula, share, look="share")


def check(sheet: Sheet, row: int) -> str:
    """The formula that says what the row of an indicator (from 0) lacks."""
    at = {one.key: f"{_letter(column)}{row + 1}" for column, one in enumerate(sheet.questions)}
    labels = {one.key: one.label for one in sheet.questions}
    tests = [
        (f'{at["name"]}=""', f"缺{labels['name']}"),
        (f'{at["target"]}=""', f"缺{labels['target']}"),
        (f'AND({at["actual"]}="",{at["measure"]}="")', f"缺{labels['actual']}"),
        (f'AND({at["actual"]}<>"",{at["measure"]}<>"")', f"{labels['actual']}和{MEASURES}只填一处"),
        (f'{at["weight"]}=""', f"缺{labels['weight']}"),
    ]
    told = '""'
    for test, said in reversed(tests):
        told = f'IF({test},"{said}",{told})'
    return f'=IF(COUNTA(A{row + 1}:{_letter(len(sheet.questions) - 1)}{row + 1})=0,"",{told})'


def _sum(cells: str, less: str = "") -> str:
    return f'=IF(COUNT({cells})=0,"",SUM({cells}){less})'


def _value(figures: Sequence[str]) -> float | str:
    given = [Decimal(one) for one in figures if one]
    return float(sum(given, Decimal(0))) if given else " "


def _cells(column: int, last: int) -> str:
    return f"{_letter(column)}${HEAD + 2}:{_letter(column)}${last + 1}"


def _letter(column: int) -> str:
    """A column of a workbook of at most 26: 0 is A."""
    return chr(ord("A") + column)
