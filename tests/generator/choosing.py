"""Which indicators a form holds, under which groups, with which weights."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from tests.generator.banks import Entry, bank, entries, entry
from tests.generator.family import Family

EXECUTION_NAME = "预算执行率"
OUTPUT = {
    "数量指标": ("quantity", 2, 4),
    "质量指标": ("quality", 1, 2),
    "时效指标": ("time", 1, 2),
    "成本指标": ("cost", 0, 2),
}
BENEFIT = {
    "经济效益指标": ("economic", 0, 1),
    "社会效益指标": ("social", 1, 2),
    "生态效益指标": ("ecological", 0, 1),
    "可持续影响指标": ("lasting", 0, 1),
}
SATISFACTION = {"服务对象满意度指标": ("satisfaction", 1, 2)}
COMMON = {"财务管理": "finance", "资产管理": "assets", "队伍管理": "staff", "信息公开": "openness"}


@dataclass(frozen=True)
class Chosen:
    groups: tuple[str, ...]
    entry: Entry
    weight: Decimal


def split_points(source: random.Random, total: int, count: int) -> list[Decimal]:
    """``total`` points over ``count`` rows, whole or half, none much heavier than the others."""
    if total < count:
        return [Decimal(total) / count if total % count == 0 else Decimal(total * 2 // count) / 2] * count
    points = [total // count] * count
    for _ in range(total - sum(points)):
        points[source.randrange(count)] += 1
    for _ in range(count // 2):
        giver, taker = source.randrange(count), source.randrange(count)
        if points[giver] > max(1, total // count - 2):
            points[giver] -= 1
            points[taker] += 1
    halves = [Decimal(point) for point in points]
    if count > 1 and source.random() < 0.2 and halves[0] >= 2:
        halves[0] -= Decimal("0.5")
        halves[-1] += Decimal("0.5")
    return halves


def choose(source: random.Random, family: Family, department: str) -> list[Chosen]:
    if family.structure == "duties":
        return list(_duties(source, department))
    levels = list(_levels(source, family, department))
    if family.structure == "flat":
        return [Chosen((), one.entry, one.weight) for one in levels]
    return levels


def _levels(source: random.Random, family: Family, department: str) -> Iterator[Chosen]:
    free = 100 - int(family.execution or 0)
    if family.structure == "inline":
        free -= 10
        yield Chosen(("预算执行", "预算执行率"), entry(f"{EXECUTION_NAME}|%|100|100"), Decimal(10))
    for first, places, total in family.plan:
        yield from _group(source, first, list(_picked(source, places, department)), total)
    if family.plan:
        return
    benefit = 30 if free >= 90 else 20
    plan = (
        ("产出指标", OUTPUT, free - benefit - 10),
        ("效益指标", BENEFIT, benefit),
        ("满意度指标", SATISFACTION, 10),
    )
    for first, seconds, total in plan:
        known = [(second, *place) for second, place in seconds.items()]
        yield from _group(source, first, list(_picked(source, known, department)), total)


def _group(source: random.Random, first: str, picked: list[tuple[str, Entry]], total: int) -> Iterator[Chosen]:
    weights = split_points(source, total, len(picked))
    for (second, one), weight in zip(picked, weights, strict=True):
        yield Chosen((first, second), one, weight)


def _picked(
    source: random.Random, places: Iterable[tuple[str, str, int, int]], department: str
) -> Iterator[tuple[str, Entry]]:
    for second, key, least, most in places:
        known = entries(department, key)
        count = min(len(known), source.randint(least, most))
        for one in source.sample(known, count):
            yield second, one


def _duties(source: random.Random, department: str) -> Iterator[Chosen]:
    common = [("财务管理", entry(f"{EXECUTION_NAME}|%|100|100"))]
    for label, key in COMMON.items():
        known = entries("common", key)
        common += [(label, one) for one in source.sample(known, source.randint(1, min(4, len(known))))]
    common.sort(key=lambda pair: list(COMMON).index(pair[0]))
    duties = bank()[department]["duties"]
    works = [one for key in ("quantity", "quality", "time") for one in entries(department, key)]
    works = source.sample(works, source.randint(8, len(works)))
    own = sorted(((source.choice(duties), one) for one in works), key=lambda pair: duties.index(pair[0]))
    effects = [("效益指标", one) for one in entries(department, "social")[: source.randint(1, 2)]]
    effects += [("满意度指标", one) for one in source.sample(entries(department, "satisfaction"), 1)]
    inside, outside = source.choice((("共性指标（内部管理）", "个性指标（部门履职）"), ("共性指标", "个性指标")))
    points = 16 if len(common) <= 14 else 20
    weights = split_points(source, points, len(common))
    for (label, one), weight in zip(common, weights, strict=True):
        yield Chosen((inside, label), one, weight)
    weights = split_points(source, 100 - points, len(own) + len(effects))
    for (label, one), weight in zip(own + effects, weights, strict=True):
        yield Chosen((outside, label), one, weight)
