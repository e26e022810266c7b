"""Temptations: edits after which a form is as clean as before, near to what a checker looks for.

Each is a function named for its edit; the docstring tells it, ``tempts`` the checks that could fall for it.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from tests.generator.arithmetic import plain
from tests.generator.banks import bank
from tests.generator.faults.planting import met, pick
from tests.generator.faults.words import say
from tests.generator.settling import settle
from tests.generator.telling import Telling, spending, tellings
from tests.generator.truth import Truth

Edit = Callable[[Truth, random.Random], Truth | None]
HAN = "零一二三四五六七八九"


@dataclass(frozen=True)
class Temptation:
    """An edit that must not make a checker speak of ``tempts``, nor of anything else."""

    name: str
    tempts: tuple[str, ...]
    edit: Edit
    what: str


TEMPTATIONS: dict[str, Temptation] = {}


def tempts(*checks: str) -> Callable[[Edit], Edit]:
    """Keeps an edit under its own name."""

    def keep(edit: Edit) -> Edit:
        name = edit.__name__.replace("_", "-")
        TEMPTATIONS[name] = Temptation(name, checks, edit, (edit.__doc__ or "").strip())
        return edit

    return keep


def _noisy(truth: Truth, **switches: object) -> Truth | None:
    if all(getattr(truth.noise, name) == value for name, value in switches.items()):
        return None
    return settle(replace(truth, noise=replace(truth.noise, **switches)))  # type: ignore[arg-type]


@tempts("execution-rate-misstated", "score-off-rule")
def rate_rounded(truth: Truth, source: random.Random) -> Truth | None:
    """The rate of execution in whole percent, or with one decimal."""
    return _noisy(truth, short_rate=True)


@tempts("score-total-misstated", "score-off-rule")
def points_rounded(truth: Truth, source: random.Random) -> Truth | None:
    """Every score rounded to one decimal, and the totals of what is printed."""
    return _noisy(truth, one_place=True) if truth.family.scored else None


@tempts("group-total-misstated", "duplicated-indicator", "weight-total-misstated")
def cells_merged_otherwise(truth: Truth, source: random.Random) -> Truth | None:
    """Group cells begun anew, left blank or repeated, on a grid with more columns."""
    return _noisy(truth, groups=source.choice(("restarted", "blank", "repeated")), wide_grid=True)


@tempts("weight-total-misstated", "score-total-misstated", "section-missing")
def other_headings(truth: Truth, source: random.Random) -> Truth | None:
    """Other words for the headings (标准分, 满分, 自评分, 全年实际值), in another order of columns."""
    return _noisy(truth, synonyms=True, permuted=True)


@tempts("unit-off-name", "result-not-a-value", "budget-total-misstated")
def full_width_digits(truth: Truth, source: random.Random) -> Truth | None:
    """Digits and percent signs in full width, thousands with commas."""
    return _noisy(truth, full_width=True, thousands=True)


@tempts("misplaced-indicator", "duplicated-indicator", "section-missing")
def words_broken(truth: Truth, source: random.Random) -> Truth | None:
    """Stray spaces and line breaks inside words and labels."""
    return _noisy(truth, spaces=True, breaks=True)


@tempts("weight-total-misstated", "score-total-misstated", "group-total-misstated")
def table_continued(truth: Truth, source: random.Random) -> Truth | None:
    """The table goes on in a second one, with its header again or without, and another table beside it."""
    return _noisy(truth, continued=source.choice(("with-header", "without-header")), other_tables=True)


@tempts("weight-total-misstated", "share-misstated", "score-total-misstated")
def deep_digits(truth: Truth, source: random.Random) -> Truth | None:
    """A workbook stores more digits than it shows."""
    return _noisy(truth, typed=True, deep_digits=True)


@tempts("narrative-contradicts-table", "budget-total-misstated")
def money_in_yuan(truth: Truth, source: random.Random) -> Truth | None:
    """The text tells the money in 元 where the table has 万元, to the cent."""
    said, total = spending(truth), {one.stage: one.amount for one in truth.money if one.total}
    shown = next((text for text in (f"{total['final']}万元", f"{total['final']:,}万元") if text in said), None)
    if shown is None or truth.unit != "万元":
        return None
    return _tweaked(truth, said, said.replace(shown, f"{plain(total['final'] * 10000)}元"))


def _tweaked(truth: Truth, old: str, new: str) -> Truth | None:
    return replace(truth, tweaks=(*truth.tweaks, (old, new))) if old != new else None


def _told(
    truth: Truth, source: random.Random, wanted: Callable[[Decimal, str], bool]
) -> tuple[Telling, Decimal] | None:
    """A sentence that tells a row's count to the digit, with nothing reckoned from it."""
    found = []
    for one in tellings(truth):
        row = truth.rows[one.row - 1] if one.row else None
        exact = row is not None and row.result is not None and one.number == plain(row.result)
        if row and row.result and exact and one.style in ("plain", "items", "list", "amid") and row.sort == "count":
            near = one.sentence[max(0, one.at - 1) : one.at] + one.sentence[one.at + len(one.number) :][:1]
            if wanted(row.result, row.unit) and not set(near) & set("约近余多超万亿"):
                found.append((one, row.result))
    return source.choice(found) if found else None


def _retold(truth: Truth, one: Telling, number: str) -> Truth | None:
    end = one.at + len(one.number)
    return _tweaked(truth, one.sentence, one.sentence[: one.at] + number + one.sentence[end:])


@tempts("narrative-contradicts-table")
def rounded_in_the_text(truth: Truth, source: random.Random) -> Truth | None:
    """The text tells 1276件 as 1200余件."""
    found = _told(truth, source, lambda value, unit: value >= 200 and value % 100 > 0 and "/" not in unit)
    if found is None:
        return None
    one, value = found
    return _retold(truth, one, f"{plain((value / 100).to_integral_value(ROUND_FLOOR) * 100)}余")


@tempts("narrative-contradicts-table")
def counted_in_wan(truth: Truth, source: random.Random) -> Truth | None:
    """The text tells 12300人次 as 1.23万人次."""
    found = _told(truth, source, lambda value, unit: value >= 10000 and unit[0] not in "万元亿吨%")
    return _retold(truth, found[0], f"{plain(found[1] / 10000)}万") if found else None


@tempts("narrative-contradicts-table")
def in_han_numerals(truth: Truth, source: random.Random) -> Truth | None:
    """The text tells 24场 as 二十四场."""
    found = _told(truth, source, lambda value, unit: 3 <= value <= 99 and value % 1 == 0 and unit[0] not in "万元亿吨%")
    if found is None:
        return None
    tens, ones = divmod(int(found[1]), 10)
    spelled = (HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (HAN[ones] if ones else "")
    return _retold(truth, found[0], spelled)


@tempts("target-far-exceeded")
def exceeded_with_reason(truth: Truth, source: random.Random) -> Truth | None:
    """A result of half as much again as the target, and the note says why."""
    number = pick(truth, source, lambda row: met(row) and row.sort == "count" and (row.value or 0) >= 10)
    if number is None or not truth.family.notes:
        return None
    value = truth.rows[number - 1].value or Decimal(1)
    note = "年中上级追加任务，工作量增加较多，下年度调整目标值"
    return truth.with_row(number, result=(value * Decimal("1.6")).to_integral_value(), note=note)


@tempts("moved-target")
def lowered_with_approval(truth: Truth, source: random.Random) -> Truth | None:
    """The target was lowered in the year, and the note names the approval."""
    if "initial" not in truth.family.columns[0]:
        return None
    number = pick(truth, source, lambda row: met(row) and row.sort == "count" and (row.value or 0) >= 10)
    if number is None:
        return None
    initial = ((truth.rows[number - 1].value or Decimal(0)) * Decimal("1.5")).to_integral_value()
    return truth.with_row(number, initial=initial, note="因项目规模核减，经财政部门批复调整绩效目标")


@tempts("duplicated-indicator")
def alike_but_not_the_same(truth: Truth, source: random.Random) -> Truth | None:
    """Two rows that differ in the place they count, with one target and one result."""
    rows = truth.where(lambda row: met(row) and row.sort == "count" and row.result is not None)
    if len(rows) < 2 or truth.family.narrative in ("rows", "paragraphs"):
        return None
    one, other = source.sample(rows, 2)
    first = truth.rows[one - 1]
    same = {"value": first.value, "unit": first.unit, "result": first.result, "style": first.style}
    if first.groups != truth.rows[other - 1].groups:
        return None
    named = truth.with_row(one, name=f"{first.name}（城区）").with_row(other, name=f"{first.name}（乡镇）", **same)
    strangers = [[told.sentence for told in tellings(form) if not told.row] for form in (truth, named)]
    return named if strangers[0] == strangers[1] else None  # else the text would tell of the old name by another number


@tempts("illogical-operator", "result-not-a-value")
def target_reworded(truth: Truth, source: random.Random) -> Truth | None:
    """≥95% written as 不低于95%, or as 95%以上."""
    number = pick(truth, source, lambda row: met(row) and row.style == "sign" and row.sort in ("count", "rate"))
    if number is None or truth.family.split or "unit" in truth.family.columns[0]:
        return None
    return truth.with_row(number, style=source.choice(("before", "after")))


@tempts("survey-too-small")
def many_asked(truth: Truth, source: random.Random) -> Truth | None:
    """A survey with answers enough, told with the row's own satisfaction."""
    number = pick(truth, source, lambda row: met(row) and row.name.endswith("满意度"))
    if number is None:
        return None
    row = truth.rows[number - 1]
    said = f"就{row.name}发放问卷1500份，收回1468份，满意度为{plain(row.result or Decimal(0))}%。"
    planted = say(truth, said, "survey-too-small")
    return planted.truth if planted else None


def _sentence(check: str, *more: str) -> Callable[[Callable[[Truth], str]], Callable[[Truth], str]]:
    """An edit that adds a sentence to what the form tells of its results."""

    def keep(words: Callable[[Truth], str]) -> Callable[[Truth], str]:
        def edit(truth: Truth, source: random.Random) -> Truth | None:
            said = words(truth)
            planted = say(truth, said, check) if said else None
            return planted.truth if planted else None

        edit.__name__, edit.__doc__ = words.__name__, words.__doc__
        tempts(check, *more)(edit)
        return words

    return keep


@_sentence("impossible-date")
def last_day_of_february(truth: Truth) -> str:
    """The last day of February, the 29th in a leap year, and a span in its right order."""
    day = 29 if truth.year % 4 == 0 else 28
    return f"前期工作于{truth.year}年2月{day}日完成，主体工程{truth.year}年3月开工、{truth.year}年11月完工。"


@_sentence("narrative-contradicts-table", "execution-rate-misstated")
def figure_of_last_year(truth: Truth) -> str:
    """Last year's rate of execution beside this year's."""
    return f"上年度预算执行率为88.12%，{truth.year - 1}年综合得分90.5分。"


@_sentence("impossible-percentage")
def growth_above_a_hundred(truth: Truth) -> str:
    """A growth of more than a hundred percent."""
    return "网上办理业务量较上年增长112.5%，为前年的203.6%。"


@_sentence("placeholder-left")
def letters_in_a_name(truth: Truth) -> str:
    """Letters and brackets that only look like those of a blank form."""
    return "购置X光安检设备1台，推广PPP模式（政府和社会资本合作），系统升级为V2.0版。"


@_sentence("copied-text")
def partner_named(truth: Truth) -> str:
    """Another body of the same county, as a partner."""
    place = truth.organization.removesuffix(bank()[truth.department]["bureau"])
    return f"会同{place}财政局、{place}审计局开展联合检查，并学习外地先进经验。"


@_sentence("copied-text", "impossible-date")
def earlier_plan_named(truth: Truth) -> str:
    """A plan of an earlier year, and one of the next."""
    return f"按照{truth.year - 1}年印发的三年行动方案推进，{truth.year + 1}年继续实施。"


@_sentence("narrative-contradicts-itself")
def parts_not_all_told(truth: Truth) -> str:
    """Some parts of a total, said to be some."""
    return "全年收集意见建议86条，其中涉及服务态度21条、办事流程18条等。"


@_sentence("narrative-contradicts-itself")
def rounded_growth(truth: Truth) -> str:
    """A growth that holds only at the decimals it is printed with."""
    return "全年接听咨询电话1276次，上年为1140次，增长11.9%，约增长一成二。"


@_sentence("reversed-wording")
def nothing_grave_found(truth: Truth) -> str:
    """No breach was found, told apart from what was."""
    return "检查中未发现违规使用资金的情况，资金使用规范。"


@_sentence("duplicated-indicator", "narrative-contradicts-table")
def amount_in_two_units(truth: Truth) -> str:
    """One amount in 万元 and in 元."""
    return "其中设备购置费12.5万元（125000元），培训费0.86万元（8600元）。"
