"""The words that tie figures, from words.toml, as patterns."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from steelyard.packs.loading import load

_COUNTS = "(?<![老病商案事专平市车])[人件家台场辆]数"  # 教师人数, but not 案件数: that names the cases


class _Budget(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    initial: str
    adjusted: str
    final: str
    revenue: str
    expenditure: str
    execution: str
    score: str
    measured: str
    bare: str
    spent: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    generic: str
    particles: str
    synonyms: tuple[str, ...]
    manners: str
    negations: str
    actions: str
    stages: str
    changes: str
    compared: str
    compared_with: str
    former: str
    targets: str
    future: str
    whole: str
    part_periods: str
    part_places: str
    not_places: str
    other_periods: str
    wide: str
    narrow: str
    per_head: str
    totals: str
    budget: _Budget


class Words(NamedTuple):
    """words.toml as compiled patterns; what each is for is said there."""

    generic: re.Pattern[str]
    particles: frozenset[str]
    synonyms: re.Pattern[str]
    first: dict[str, str]  # each word of a list of synonyms → the first of its list
    manners: re.Pattern[str]
    negations: re.Pattern[str]
    actions: re.Pattern[str]
    stages: frozenset[str]
    change: re.Pattern[str]
    changed: re.Pattern[str]
    compared: re.Pattern[str]
    former: re.Pattern[str]
    targets: re.Pattern[str]
    future: re.Pattern[str]
    whole: re.Pattern[str]
    part_period: re.Pattern[str]
    part_place: re.Pattern[str]
    not_place: re.Pattern[str]
    other_period: re.Pattern[str]
    wide: re.Pattern[str]
    narrow: re.Pattern[str]
    per_head: re.Pattern[str]
    totals: re.Pattern[str]
    budget: dict[str, re.Pattern[str]]


def any_of(words: str) -> str:
    """A pattern for one of the words, the longest first."""
    return f"(?:{'|'.join(map(re.escape, sorted(set(words.split()), key=lambda word: (-len(word), word))))})"


@cache
def words() -> Words:
    """words.toml, read once.

    :raises steelyard.packs.loading.PackError: an unknown, missing or wrongly typed key.
    """
    file = load(files("steelyard.recognising.ties") / "words.toml", _File)
    first = {word: one.split()[0] for one in file.synonyms for word in one.split()}
    budget = {name: re.compile(any_of(getattr(file.budget, name))) for name in file.budget.__struct_fields__}
    return Words(
        generic=re.compile(rf"{any_of(file.generic)}(?!率)|{_COUNTS}"),
        particles=frozenset(file.particles.split()),
        synonyms=re.compile(any_of(" ".join(first))),
        first=first,
        manners=re.compile(rf"(?P<how>{any_of(file.manners)})(?P<what>[\u4e00-\u9fff]{{2}})(?=率)"),
        negations=re.compile(rf"(?:不|未|非)(?P<told>{any_of(file.negations)})"),
        actions=re.compile(any_of(file.actions)),
        stages=frozenset(file.stages.split()),
        change=re.compile(rf"{any_of(file.changes)}(?:了|约|近|超|达|为)*$"),
        changed=re.compile(any_of(" ".join(word for word in file.changes.split() if len(word) > 1))),
        compared=re.compile(rf"{any_of(file.compared)}[^，。；]{{0,6}}?{any_of(file.compared_with)}[^，。；]{{0,6}}$"),
        former=re.compile(rf"(?:由|从|比|较){any_of(file.former)}[^，。；]{{0,6}}$|(?:由|从)的?$"),
        targets=re.compile(any_of(file.targets)),
        future=re.compile(rf"{any_of(file.future)}|将(?={any_of(file.actions)})"),  # 将2554人纳入保障 is no plan
        whole=re.compile(any_of(file.whole)),
        part_period=re.compile(any_of(file.part_periods) + r"|(?<!\d)\d{1,2}(?:-\d{1,2})?月"),
        part_place=re.compile(
            rf"^(?:(?!{any_of(file.actions)})[\u4e00-\u9fff]){{2,4}}?(?<![农乡新城])"
            rf"{any_of(file.part_places)}(?=[\u4e00-\u9fff]{{2}})"
        ),
        not_place=re.compile(any_of(file.not_places)),
        other_period=re.compile(r"(?<!今年)(?<!年初)(?<!一年)" + any_of(file.other_periods)),
        wide=re.compile(any_of(file.wide)),
        narrow=re.compile(any_of(file.narrow)),
        per_head=re.compile(any_of(file.per_head)),
        totals=re.compile(any_of(file.totals)),
        budget=budget,
    )
