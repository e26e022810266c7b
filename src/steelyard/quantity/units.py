"""The lexicon of units: what a unit is called, what it counts or measures, and what one is in another."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, NamedTuple

from steelyard.quantity.folding import plain
from steelyard.quantity.patterns import pattern
from steelyard.quantity.words import Kind, toml

_SCALE = pattern(r"[十百千]?(?:万亿|万|亿)|千")
_LONGEST = 40  # characters of a unit column that are still a unit
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_NAMED = pattern(r"\(([^()\d]{1,6})\)$")
_PER = pattern(r"[/每](?P<many>(?:10{1,6})?[十百千万亿]{0,3})(?!\d)")
_UNLISTED = pattern(r"[\u4e00-\u9fffA-Za-z]{1,4}?(?=$|[^\u4e00-\u9fffA-Za-z]|[及或]?以[上下内]|左右|之内)")
_TIMES = pattern(r"次(?![年日月品生要序新级贷均第之于席子])")
_ALTERNATIVE = pattern(r"\((?P<inner>[^()]{1,3})\)|[/·](?P<slash>[\u4e00-\u9fff])(?![\u4e00-\u9fff])")


class UnitsError(Exception):
    """units.toml does not say what it should: names the dimension and the key."""


class Unit(NamedTuple):
    """``name`` is the normal spelling, ``kind`` percent, currency, dimension, count and so on.

    ``sizes`` tells how large the unit is in each dimension it belongs to.
    """

    name: str
    kind: Kind
    sizes: dict[str, Fraction]


class Measure(NamedTuple):
    """A unit as it stands after a number, up to ``end``.

    ``name`` is the normal form; the number is to be multiplied by ``factor`` and ten to the ``power``.
    """

    name: str
    kind: Kind
    power: int
    factor: Fraction
    end: int
    money: bool = False


ONE = Fraction(1)


class Lexicon(NamedTuple):
    """Units by spelling (``None``: a word that is no unit) and the longest spelling by first character."""

    units: dict[str, Unit | None]
    longest: dict[str, int]


@cache
def lexicon() -> Lexicon:
    """units.toml, read once.

    :raises UnitsError: an unknown key.
    """
    data = toml("units")
    names: dict[str, Unit] = {}
    spelled: dict[str, str] = {}
    for dimension in data.pop("dimension"):
        for name, spellings, size in _entries(dimension):
            unit = names.setdefault(name, Unit(name, dimension["kind"], {}))
            unit.sizes[dimension["name"]] = size
            for spelling in spellings:
                spelled.setdefault(plain(spelling), name)
    units: dict[str, Unit | None] = dict.fromkeys(data.pop("not_units").split())
    units |= {spelling: names[name] for spelling, name in spelled.items()}
    units |= {plain(name): unit for name, unit in names.items()}
    _refuse(data, "units.toml")
    longest: dict[str, int] = {}
    for spelling in units:
        longest[spelling[0]] = max(len(spelling), longest.get(spelling[0], 0))
    return Lexicon(units, longest)


def _entries(dimension: dict[str, Any]) -> Iterator[tuple[str, list[str], Fraction]]:
    """Name, other spellings and size of every unit of one dimension."""
    _refuse(dimension.keys() - {"name", "kind", "units", "words"}, dimension["name"])
    for word in dimension.get("words", "").split():
        yield word, [], ONE
    for entry in dimension.get("units", ()):
        _refuse(entry.keys() - {"name", "spelled", "is"}, dimension["name"])
        yield entry["name"], entry.get("spelled", "").split(), Fraction(entry.get("is", "1"))


def _refuse(keys: Any, where: str) -> None:
    if keys:
        raise UnitsError(f"units.toml, {where}: unknown key {', '.join(sorted(keys))}")


def _longest(text: str, at: int) -> tuple[Unit, int] | None:
    """The longest unit that stands in ``text`` at ``at``, and its end."""
    units, longest = lexicon()
    for end in range(min(len(text), at + longest.get(text[at : at + 1], 0)), at, -1):
        spelling = text[at:end]
        if spelling in units:
            unit = units[spelling]
            if unit is None:
                return None
            after = text[end : end + 1]
            if not (spelling[-1].isascii() and spelling[-1].isalnum() and after.isascii() and after.isalnum()):
                return unit, end
    return None


def measure(text: str, at: int = 0) -> Measure | None:
    """The unit that stands in ``text`` (in plain characters) at ``at``; a blank may come before it.

    A scale before a unit is multiplied in (万平方米), but money keeps its accounting unit (万元).
    """
    while text[at : at + 1] in {" ", "\u00a0"}:
        at += 1
    power = 0
    found = _longest(text, at)
    if found is None and (scale := _SCALE.match(text, at)):
        power = _power(scale[0])
        found = _longest(text, scale.end())
        if found and found[0].kind == "currency":
            unit, end = found
            return _compound(Measure(scale[0] + unit.name, "currency", 0, ONE, end, True), text)
        if found is None:
            return _compound(Measure("", "number", power, ONE, scale.end()), text)
    if found is None:
        return _compound(Measure("", "number", 0, ONE, at), text) if _PER.match(text, at) else None
    unit, end = found
    if unit.kind == "percent":
        return _compound(Measure("%", "percent", power, unit.sizes["percent"], end), text)
    name, end = _alternative(unit, text, end)
    return _compound(Measure(name, unit.kind, power, ONE, end, unit.kind == "currency"), text)


def _power(scale: str) -> int:
    return sum(_POWERS[character] for character in scale)


def _alternative(unit: Unit, text: str, end: int) -> tuple[str, int]:
    """人/次 and 人(次) are 人次, and 趟次 a unit like 趟; 件(台) and 件/台 are 件（台）."""
    if unit.kind == "count" and unit.name[-1] != "次" and (times_of := _TIMES.match(text, end)):
        return f"{unit.name}次", times_of.end()
    found = _ALTERNATIVE.match(text, end)
    if found is None:
        return unit.name, end
    other = found["inner"] or found["slash"]
    units = lexicon().units
    if (times := units.get(unit.name + other)) is not None and other == "次":
        return times.name, found.end()
    second = units.get(other)
    together = second is not None and unit.kind == "count" and (unit.sizes.keys() & second.sizes.keys()) - {"occasions"}
    if together or (found["inner"] and second is not None and second.kind == "count"):
        return f"{unit.name}（{other}）", found.end()
    return unit.name, end


def _compound(base: Measure, text: str) -> Measure:
    """元/亩, 批次/千人, 元/人·天, 12/10万: what stands after the stroke stays as printed, in normal spelling."""
    name, end = base.name, base.end
    while per := _PER.match(text, end):
        below, end_below = _below(text, per.end())
        if not below and not per["many"]:
            break
        name, end = f"{name}/{per['many']}{below}", end_below
        while text[end : end + 1] == "·" and (more := _longest(text, end + 1)):
            name, end = f"{name}·{_short(more[0].name)}", more[1]
    return base if end == base.end else base._replace(name=name, kind="compound", end=end)


def _short(name: str) -> str:
    """What is said after a stroke: 次/月, and not 次/个月."""
    return name[1:] if name.startswith("个") and len(name) > 1 else name


def _below(text: str, at: int) -> tuple[str, int]:
    """What stands below the stroke at ``at``, and its end."""
    dot = text.find("·", at, at + 4)
    if found := _longest(text[:dot] if dot > 0 else text, at):
        return _short(found[0].name), found[1]
    unlisted = _UNLISTED.match(text, at)
    return (unlisted[0], unlisted.end()) if unlisted else ("", at)


def column_unit(text: str) -> Measure:
    """The unit that a unit column gives; one that is not in the lexicon stays as printed. A long text is none."""
    return _column_unit(text if len(text) <= _LONGEST else "")


@lru_cache(maxsize=1024)
def named_unit(name: str) -> str:
    """The unit in brackets that closes the name of what is counted (养护里程（公里）), or nothing.

    It says how the bare numbers beside the name are meant; a number with a unit of its own keeps that.
    """
    found = _NAMED.search(plain(name))
    unit = measure(found[1]) if found else None
    return found[1] if found and unit is not None and unit.end == len(found[1]) else ""


@lru_cache(maxsize=1024)
def _column_unit(text: str) -> Measure:
    shown = "".join(plain(text).split()).removeprefix("单位:")
    if shown.startswith("(") and shown.endswith(")"):
        shown = shown[1:-1]
    if shown in {"", "-", "--", "/", "无", "无单位", "定性", "文字描述"}:
        return Measure("", "number", 0, ONE, 0)
    found = measure(shown)
    if found is None or found.end < len(shown):
        wide = shown.replace("(", "（").replace(")", "）") if "（" in text else shown
        return Measure(wide, "count", 0, ONE, len(shown))
    return found


def as_printed(unit: str, text: str) -> str:
    """``unit`` with the brackets that ``text`` prints, Chinese or not: 台（套） or 台(套)."""
    return unit.replace("（", "(").replace("）", ")") if "(" in text and "（" not in text else unit


@lru_cache(maxsize=1024)
def comparable(unit_a: str, unit_b: str) -> Decimal | None:
    """What one ``unit_a`` is in ``unit_b`` (万元 in 元: 10000); ``None`` where they cannot be compared.

    No unit goes with every unit: a form that leaves it out means the one beside it. Count words can be compared
    where they count the same things (家 and 户, 件 and 起, 批 and 批次, but not 人 and 人次); 个 counts anything.
    A form tells of one year: 次/年 is 次.
    """
    if unit_a == unit_b or not unit_a or not unit_b:
        return Decimal(1)
    parts_a, parts_b = _parts(unit_a), _parts(unit_b)
    if len(parts_a) != len(parts_b):
        return None
    factor = ONE
    for at, (part_a, part_b) in enumerate(zip(parts_a, parts_b, strict=True)):
        ratio = _ratio(part_a, part_b)
        if ratio is None:
            return None
        factor = factor / ratio if at else factor * ratio
    return Decimal(factor.numerator) / Decimal(factor.denominator)


def _parts(unit: str) -> list[str]:
    """The unit above the stroke and those below without the year that the form tells of."""
    above, *below = plain(unit).split("/")
    return [above, *(part for part in below if part != "年")]


def _ratio(part_a: str, part_b: str) -> Fraction | None:
    if part_a == part_b or not part_a or not part_b:
        return ONE
    (size_a, unit_a), (size_b, unit_b) = _sized(part_a), _sized(part_b)
    if unit_a is None or unit_b is None:
        return None
    for dimension in unit_a.sizes.keys() & unit_b.sizes.keys():
        return size_a * unit_a.sizes[dimension] / (size_b * unit_b.sizes[dimension])
    if unit_a.kind == unit_b.kind == "count" and "anything" in unit_a.sizes.keys() | unit_b.sizes.keys():
        return size_a / size_b
    return None


def _sized(part: str) -> tuple[Fraction, Unit | None]:
    """A scaled unit (千人, 10万人, 亿元) as how many of which unit."""
    units = lexicon().units
    if part in units:
        return ONE, units[part]
    found = re.fullmatch(r"(\d{0,9})([十百千万亿]{0,4})(.*)", part, re.DOTALL)
    if found is None:
        return ONE, None
    name = found[3] if found[3] in units else "个" + found[3]
    return Fraction(int(found[1] or 1) * 10 ** _power(found[2])), units.get(name)
