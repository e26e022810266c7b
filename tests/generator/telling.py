"""The results of a form's rows as its narrative tells them, in many styles, with other numbers around them.

Every number agrees with the table or is one of something else: of last year, of a part, of a place, of another thing
that the department could have had a row for.
"""

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from pathlib import Path

from tests.generator.arithmetic import half_up, plain
from tests.generator.banks import bank, entries
from tests.generator.choosing import Chosen
from tests.generator.inventing import invent_row
from tests.generator.truth import Row, Truth
from tests.generator.wording import Scribe

HAN = "零一二三四五六七八九"
NAMED = ("{}", "达{}", "为{}")  # behind the name of a row that nobody has words for
LEADS = ("", "", "强化统筹调度，", "持续加大工作力度，", "坚持问题导向，", "围绕年度目标任务，")
WHEN = ("全年", "全年共", "截至年底，", "{year}年，", "一年来，", "")
ASIDE = (
    *("召开专题会议{a}次、印发工作简报{b}期，", "先后到{a}个乡镇调研，", "组织党员志愿服务{b}场，"),
    *("修订管理制度{a}项，", "争取上级资金{b}万元，", "完善采购、合同、资产三项制度，"),
    *("出台2项办法（资金管理办法、绩效管理办法），", "针对检查发现的{a}个问题逐一整改，"),
)
KEYS = ("quantity", "quality", "time", "economic", "social", "ecological", "satisfaction")
PLACES = ("城关镇", "河东街道", "石门乡", "柳湾片区")


@dataclass(frozen=True)
class Telling:
    """A row told in a sentence; ``number`` are the digits of its result, printed at ``at``.

    Rows are counted from 1; what is told of nought is no row of the table.
    """

    row: int
    style: str
    sentence: str
    number: str
    at: int


@dataclass(frozen=True)
class Said:
    """A phrase with the number of a row in it."""

    row: int
    told: Row
    text: str
    number: str
    at: int

    def within(self, before: str, after: str) -> "Said":
        return replace(self, text=before + self.text + after, at=self.at + len(before))


def held_out(seed: int) -> bool:
    """Whether a form of this seed is told in the wordings that nobody tuned a rule on."""
    return seed % 2 == 1


@cache
def _bank(*, held_out: bool) -> dict[str, list[str]]:
    name = "tellings_held_out.toml" if held_out else "tellings.toml"
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def tellings(truth: Truth) -> list[Telling]:
    """What the narrative tells of the rows, the same for the same form: most of those that have a number."""
    source = random.Random(f"{truth.family_name} {truth.seed} telling")
    able = [
        number
        for number, row in enumerate(truth.rows, 1)
        if row.result is not None and not row.reason and not row.part and row.name != "预算执行率"
    ]
    chosen = [(number, truth.rows[number - 1]) for number in source.sample(able, min(len(able), source.randint(4, 9)))]
    chosen = sorted([*chosen, *((0, row) for row in _strangers(source, truth))], key=lambda one: source.random())
    told: list[Telling] = []
    while chosen:
        style = source.choice(tuple(STYLES))
        count = source.randint(2, 3) if style in ("items", "list") else 1
        group, chosen = chosen[:count], chosen[count:]
        told += STYLES[style](source, truth, [_phrase(source, truth, *one) for one in group])
    return told


def spending(truth: Truth) -> str:
    """What a project tells of its money, agreeing with its block of funds; nothing where the narrative tells it."""
    source = random.Random(f"{truth.family_name} {truth.seed} spending")
    total = {one.stage: one.amount for one in truth.money if one.total and one.side == "expenditure"}
    if truth.family.narrative in ("rows", "paragraphs") or not truth.family.funds or source.random() < 0.3:
        return ""
    pattern = source.choice(SPENDING)
    scribe = Scribe(truth)
    planned, spent = (f"{scribe.number(total[stage])}{truth.unit}" for stage in ("adjusted", "final"))
    return pattern.format(year=truth.year, planned=planned, spent=spent, rate=truth.rate)


def _strangers(source: random.Random, truth: Truth) -> list[Row]:
    """Things of the same department that the table has no row for."""
    names = {row.name for row in truth.rows}
    known = [one for key in bank()[truth.department] if key in KEYS for one in entries(truth.department, key)]
    others = [one for one in known if one.sort in ("count", "rate") and one.name not in names]
    picked = source.sample(others, min(len(others), source.randint(1, 4)))
    return [invent_row(source, truth.family, Chosen((), one, Decimal(1)), truth.year) for one in picked]


def _phrase(source: random.Random, truth: Truth, number: int, row: Row) -> Said:
    known = _bank(held_out=held_out(truth.seed)).get(row.name) or [row.name + said for said in NAMED]
    before, digits, after = printed(source, truth, row)
    head, tail = source.choice(known).split("{}")
    return Said(number, row, f"{head}{before}{digits}{after}{tail}", digits, len(head + before))


def printed(source: random.Random, truth: Truth, row: Row) -> tuple[str, str, str]:
    """The result in digits, with what stands before and behind them: exact, in 万, rounded, or in Han numerals."""
    assert row.result is not None
    value, unit = row.result, row.unit
    whole = value == value.to_integral_value() and row.sort == "count"
    counted = whole and unit[0] not in "元万吨%"
    pick = source.random()
    if counted and 3 <= value <= 20 and pick < 0.3:
        return "", _han(int(value)), unit
    if counted and value >= 10000 and pick < 0.5:
        if pick < 0.25:
            return "", plain(value / 10000), f"万{unit}"
        return "", plain((value / 10000).quantize(Decimal("0.1"), ROUND_FLOOR)), f"万余{unit}"
    if whole and value >= 200 and pick < 0.3:
        return _rounded(source, value, unit)
    return "", Scribe(truth).number(value), unit


def _rounded(source: random.Random, value: Decimal, unit: str) -> tuple[str, str, str]:
    step = Decimal(10) ** (len(str(int(value))) - 2)
    down, up = (
        (value / step).to_integral_value(ROUND_FLOOR) * step,
        (value / step).to_integral_value(ROUND_CEILING) * step,
    )
    if down == value:
        return "", plain(value), unit
    if up - value <= value / 50 and source.random() < 0.6:
        return "近", plain(up), unit
    if source.random() < 0.3:
        return "约", plain(half_up(value / step * 10, 0) * step / 10), unit
    return "", plain(down), f"余{unit}"


def _han(value: int) -> str:
    tens, ones = divmod(value, 10)
    return (HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (HAN[ones] if ones else "")


def _when(source: random.Random, truth: Truth) -> str:
    return source.choice(WHEN).format(year=truth.year)


def _told(style: str, *said: Said) -> list[Telling]:
    """One sentence of some phrases, one behind the other."""
    sentence, ends = "".join(one.text for one in said), 0
    found = []
    for one in said:
        found.append(Telling(one.row, style, sentence, one.number, ends + one.at))
        ends += len(one.text)
    return found


def _plain(source: random.Random, truth: Truth, said: list[Said]) -> list[Telling]:
    return _told("plain", said[0].within(_when(source, truth) + source.choice(LEADS), "。"))


def _items(source: random.Random, truth: Truth, said: list[Said]) -> list[Telling]:
    marks = source.choice(("一是{}；二是{}；三是{}", "（1）{}；（2）{}；（3）{}")).split("{}")
    return _told("items", *(one.within(marks[at], "") for at, one in enumerate(said[:-1])),
                 said[-1].within(marks[len(said) - 1], "。"))  # fmt: skip


def _list(source: random.Random, truth: Truth, said: list[Said]) -> list[Telling]:
    first = said[0].within(_when(source, truth), "，")
    return _told("list", *([first] if len(said) > 1 else []), *(one.within("", "，") for one in said[1:-1]),
                 said[-1].within("", "。"))  # fmt: skip


def last_year(source: random.Random, row: Row) -> Decimal:
    """Last year's figure: another one of the same size."""
    assert row.result is not None
    places = max(0, -int(row.result.as_tuple().exponent))
    old = half_up(row.result * Decimal(str(source.uniform(0.75, 0.97))), places)
    return old if 0 < old < row.result else row.result


def _grown(source: random.Random, truth: Truth, said: list[Said]) -> list[Telling]:
    row = said[0].told
    before = last_year(source, row)
    old = f"{before}{row.unit}"
    if row.sort == "count" and source.random() < 0.5 and said[0].number == plain(row.result or Decimal(0)):
        growth = half_up(((row.result or Decimal(0)) / before - 1) * 100, source.choice((1, 2)))
        after = source.choice(("，较上年的{}增长{}%。", "，上年为{}，同比增长{}%。")).format(old, growth)
        return _told("grown", said[0].within(_when(source, truth), after))
    after = source.choice(("，上年为{}。", "，较上年的{}有所提高。", "（{}年为{}）。"))
    after = after.format(truth.year - 1, old) if after.count("{}") > 1 else after.format(old)
    return _told("grown", said[0].within(_when(source, truth), after))


def _parts(source: random.Random, truth: Truth, said: list[Said]) -> list[Telling]:
    """The whole and its parts, where it is a count; else beside an average of others."""
    row = said[0].told
    assert row.result is not None
    if row.sort != "count" or row.result < 10 or row.result % 1 or "/" in row.unit:
        return _told("average", said[0].within("", source.choice(("，居全省前列。", "，高于全省平均0.6个百分点。"))))
    one = int(row.result * Decimal(str(source.uniform(0.2, 0.8))))
    parts = f"城区{one}{row.unit}、乡镇{int(row.result) - one}{row.unit}"
    return _told("parts", said[0].within(_when(source, truth), source.choice(("，其中{}。", "（{}）。")).format(parts)))


def _target(source: random.Random, truth: Truth, said: list[Said]) -> list[Telling]:
    row = said[0].told
    assert row.value is not None
    before = source.choice(("年初计划{}，实际", "年初目标{}，实际")).format(f"{row.value}{row.unit}")
    return _told("target", said[0].within(before, "。"))


def _amid(source: random.Random, truth: Truth, said: list[Said]) -> list[Telling]:
    aside = source.choice(ASIDE).format(a=source.randint(2, 12), b=source.randint(13, 90))
    return _told("amid", said[0].within(aside, "。"))


def _place(source: random.Random, truth: Truth, said: list[Said]) -> list[Telling]:
    """Beside the figure of one place, or of three years."""
    row = said[0].told
    assert row.result is not None
    if row.sort != "count" or row.result < 10 or "/" in row.unit:
        return _told("average", said[0].within("", f"，{source.choice(PLACES)}等地做法得到推广。"))
    part, long = int(row.result * Decimal("0.3")), int(row.result * Decimal("2.7"))
    after = source.choice((f"，{source.choice(PLACES)}一地即有{part}{row.unit}。", f"，近三年累计{long}{row.unit}。"))
    return _told("place", said[0].within(_when(source, truth), after))


SPENDING = (
    "项目全年预算{planned}，实际支出{spent}，预算执行率{rate}%。",
    "{year}年预算数为{planned}，全年执行数为{spent}。",
    "年度预算资金总额{planned}，已使用{spent}，结余资金按规定处理。",
    "调整后预算{planned}，实际执行{spent}，执行率达{rate}%。",
)
STYLES: dict[str, Callable[[random.Random, Truth, list[Said]], list[Telling]]] = {
    "plain": _plain,
    "items": _items,
    "list": _list,
    "grown": _grown,
    "parts": _parts,
    "target": _target,
    "amid": _amid,
    "place": _place,
}
