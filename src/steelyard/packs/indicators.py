"""Indicators by name: common frameworks (共性指标) and what the words of a name tell.

A name is read from its end, where Chinese puts what is measured: 投诉 is better lower, 投诉处置率 is better higher.
An operator printed in the form always comes before anything said here.
"""

import re
import unicodedata
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

import msgspec

from steelyard.packs.loading import Source, folder, load

RATE = ("率", "比例", "占比", "比重")
Direction = Literal["higher", "lower"]
Kind = Literal["cost", "count", "rate", "satisfaction", "timeliness", "quality"]


class Common(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A common indicator. ``formula`` in words; ``confirmed``: name and formula were also met in published forms."""

    level_1: str
    level_2: str
    name: str
    nature: Literal["定量", "定性"]
    formula: str
    confirmed: bool
    good: Direction | None = None
    at_most: Decimal | None = None
    variant: str = ""


class Framework(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An official list of common indicators."""

    title: str
    title_en: str
    note: str
    note_en: str
    source: Source
    indicators: tuple[Common, ...]


class _Directions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    lower: tuple[str, ...]
    events: tuple[str, ...]
    higher: tuple[str, ...]
    work: tuple[str, ...]
    reduction: tuple[str, ...]


class _KindWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: Kind
    words: tuple[str, ...]


class _Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    endings: tuple[str, ...]
    units: tuple[str, ...]


class _Rates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bounded: tuple[str, ...]


class Class(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A level-2 class (数量、质量、时效……): its labels in forms, words that belong to it and words that do not.

    ``work``: whether plain counts of work done belong here; ``payments``: whether money paid out does;
    ``counts``: whether anything that is counted does.
    """

    name: str
    labels: tuple[str, ...]
    own: tuple[str, ...]
    foreign: tuple[str, ...]
    work: bool = False
    payments: bool = False
    counts: bool = True


class _Work(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: tuple[str, ...]
    also: tuple[str, ...]
    endings: tuple[str, ...]


class _Payments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    raised: tuple[str, ...]
    endings: tuple[str, ...]
    received: tuple[str, ...]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    title_en: str
    note: str
    note_en: str
    execution: tuple[str, ...]
    tails: tuple[str, ...]
    direction: _Directions
    kinds: tuple[_KindWords, ...]
    units: tuple[_Units, ...]
    rates: _Rates
    work: _Work
    payments: _Payments
    classes: tuple[Class, ...]


@cache
def frameworks() -> dict[str, Framework]:
    """The official lists of common indicators by name (``mof-2013-53``)."""
    return {name: load(file, Framework) for name, file in folder("indicators").items() if name != "general"}


@cache
def _words() -> _Words:
    return load(folder("indicators")["general"], _Words)


_ASIDE = re.compile(
    r"[(（\[【][^()（）\[\]【】]*[)）\]】]?$|^[\d一二三四五六七八九十]+[.、．]\s*|^[(（][\d一二三四五六七八九十]+[)）]\s*"
    r"|^指标\s*\d+\s*[:：、.．]\s*|^★+"
)
_MARKS = re.compile(r"[\s“”\"'‘’《》〈〉★*：:，,。；;]+")


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A name without numbering, quotation marks, white space and a remark in brackets at its end."""
    said = unicodedata.normalize("NFKC", name).strip()
    return _MARKS.sub("", _ASIDE.sub("", _ASIDE.sub("", said))) or _MARKS.sub("", said)


def is_execution_rate(name: str) -> bool:
    """Whether a row of this name is the budget execution rate of the whole form (not of one project or fund)."""
    return plain(name) in _words().execution


def common(name: str) -> Common | None:
    """The common indicator of this name, if a framework has it."""
    return _common().get(plain(name))


@cache
def _common() -> dict[str, Common]:
    return {plain(one.name): one for framework in frameworks().values() for one in framework.indicators}


def direction(name: str, *, groups: tuple[str, ...] = (), unit: str = "") -> Direction:
    """Whether a larger number is better, for a target that has no operator. Default: higher.

    ``groups`` are the labels above the row: an amount of money under 成本指标 is better lower.
    """
    found = common(name)
    if found is not None and found.good is not None:
        return found.good
    words, stem = _words().direction, plain(name)
    stems = _stems(stem)
    if _ends(stems, words.higher) or _says(stem, words.reduction):
        return "higher"
    work = not stem.endswith(RATE) and _says(stem, words.work)
    if _ends(stems, words.lower) or (_ends(stems, words.events) and not work):
        return "lower"
    costs = any(class_of(group) == "成本" for group in groups)
    return "lower" if costs and (unit.endswith("元") or "元/" in unit) else "higher"


def _stems(stem: str) -> list[str]:
    """The name, and what is left as tails such as 数 and 率 are taken off."""
    found, tails = [stem], _words().tails
    while (tail := next((tail for tail in tails if found[-1].endswith(tail) and found[-1] != tail), None)) is not None:
        found.append(found[-1].removesuffix(tail))
    return found


def _ends(stems: list[str], endings: tuple[str, ...]) -> bool:
    return any(stem.endswith(endings) for stem in stems)


def _says(stem: str, verbs: tuple[str, ...]) -> bool:
    """Whether one of the verbs is there and not denied."""
    return any(at >= 0 and stem[max(0, at - 1) : at] not in ("未", "不", "没", "无") for at in map(stem.find, verbs))


def kind_of(name: str, unit: str = "") -> Kind | None:
    """What sort of indicator the name speaks of; ``None`` where neither name nor unit tells."""
    stem = plain(name)
    for group in _words().kinds:
        if group.kind in ("rate", "count"):
            if stem.endswith(group.words):
                return group.kind
        elif any(word in stem for word in group.words):
            return group.kind
    if unit == "%":
        return "rate"
    if unit.endswith("元") or "元/" in unit:
        return "cost"
    return "count" if unit else None


def units_of(name: str) -> tuple[str, ...]:
    """The units that a name like this can have; empty where the name does not tell."""
    stem = plain(name)
    return next((group.units for group in _words().units if stem.endswith(group.endings)), ())


def cannot_exceed_100(name: str) -> bool:
    """Whether this is a rate of a part to its whole, which 100 % bounds."""
    return plain(name).endswith(_words().rates.bounded)


def counts_work(name: str, *, surely: bool = False) -> bool:
    """Whether a name counts work done: 举办培训班期数, 采购设备台数; ``surely`` leaves out 培训人数 and the like."""
    words, stem = _words().work, plain(name)
    verbs = words.verbs if surely else (*words.verbs, *words.also)
    return stem.endswith(words.endings) and any(verb in stem for verb in verbs)


def is_payment(name: str, unit: str = "") -> bool:
    """Whether a row of this name is money paid out: 补助资金支出总额, 发放补助资金 in 万元; not what was raised."""
    words, stem = _words().payments, plain(name)
    if not any(word in stem for word in words.words) or any(word in stem for word in words.raised):
        return False
    return stem.endswith(words.endings) or (unit.endswith("元") and not stem.endswith("标准"))


def is_allowance(name: str) -> bool:
    """Whether a row of this name is what people are paid or given (补助标准): no cost to keep down, no least amiss."""
    stem = plain(name)
    return any(word in stem for word in _words().payments.received) and kind_of(name.replace("标准", "")) != "cost"


def is_counted(name: str, unit: str = "") -> bool:
    """Whether this is a number of things or an amount of money, by its name or else by its unit."""
    kind = kind_of(name) or (None if unit in ("%", "‰", "分", "级", "星", "个百分点") else kind_of(name, unit))
    return kind in ("count", "cost")


@cache
def classes() -> dict[str, Class]:
    """The level-2 classes by name."""
    return {one.name: one for one in _words().classes}


@lru_cache(maxsize=1024)
def class_of(label: str) -> str | None:
    """The level-2 class that a group label names (数量指标（20分） → 数量), ``None`` where it names none."""
    said = plain(label)
    return next((one.name for one in _words().classes if said in one.labels), None)
