"""The words around the numbers of a narrative, from words.toml, ready to look things up in."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

import msgspec

from steelyard.model.narrative import Aggregate, Modifier, NotClaimReason
from steelyard.packs.loading import load


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    links: str
    changes: str
    compared: str
    compared_with: str
    shares: str
    verbs: str
    soft_verbs: str
    leads: str
    bare: str
    partial: str
    per_head: str
    ends: str
    zero: str


class _Mention(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reason: NotClaimReason
    patterns: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: dict[Modifier, str]
    after: dict[Modifier, str]
    aggregate: dict[Aggregate, str]
    object: _Names
    mention: tuple[_Mention, ...]


class Words(NamedTuple):
    """words.toml as compiled patterns; what each is for is said there."""

    before: re.Pattern[str]
    bounds_before: dict[str, Modifier]
    after: re.Pattern[str]
    bounds_after: dict[str, Modifier]
    cumulative: re.Pattern[str]
    consecutive: re.Pattern[str]
    links: re.Pattern[str]
    changes: re.Pattern[str]
    compared: re.Pattern[str]
    shares: re.Pattern[str]
    verbs: re.Pattern[str]
    soft_verbs: re.Pattern[str]
    leads: re.Pattern[str]
    bare: frozenset[str]
    partial: re.Pattern[str]
    per_head: frozenset[str]
    ends: re.Pattern[str]
    zero: re.Pattern[str]
    mentions: re.Pattern[str]
    reasons: tuple[NotClaimReason, ...]


def any_of(*lists: str) -> str:
    """A pattern for one of the words, the longest first."""
    words = sorted({word for words in lists for word in words.split()}, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, words))})"


@cache
def words() -> Words:
    """words.toml, read once.

    :raises steelyard.packs.loading.PackError: an unknown, missing or wrongly typed key.
    """
    file = load(files("steelyard.recognising.claims") / "words.toml", _File)
    names = file.object
    patterns = [(one.reason, pattern) for one in file.mention for pattern in one.patterns]
    return Words(
        before=re.compile(any_of(*file.before.values()) + "$"),
        bounds_before={word: bound for bound, listed in file.before.items() for word in listed.split()},
        after=re.compile(any_of(*file.after.values()) + "$"),
        bounds_after={word: bound for bound, listed in file.after.items() for word in listed.split()},
        cumulative=re.compile(any_of(file.aggregate["cumulative"])),
        consecutive=re.compile(any_of(file.aggregate["consecutive"]) + "$"),
        links=re.compile(any_of(names.links) + r"+$"),
        changes=re.compile(rf"{any_of(names.changes)}{any_of('了 到 至 约 为 达 达到 近 超')}*$"),
        compared=re.compile(rf"{any_of(names.compared)}{any_of(names.compared_with)}.*$"),
        shares=re.compile(rf"{any_of(names.shares)}(?P<of>[^占]{{0,24}})$"),
        verbs=re.compile(any_of(names.verbs)),
        soft_verbs=re.compile(any_of(names.soft_verbs)),
        leads=re.compile(any_of(names.leads)),
        bare=frozenset(names.bare.split()),
        partial=re.compile(rf"(?:[\u4e00-\u9fff]{{0,5}}{any_of(names.partial)}|\d?A+级)$"),
        per_head=frozenset(names.per_head.split()),
        ends=re.compile(rf"[，,。；;：:！？、（(）)“”《\n]|{any_of(names.ends)}"),
        zero=re.compile(rf"零(?=[\u4e00-\u9fff]{{0,6}}?{any_of(names.zero)})"),
        mentions=re.compile("|".join(f"(?P<m{i}>{_unnamed(pattern, i)})" for i, (_, pattern) in enumerate(patterns))),
        reasons=tuple(cast(NotClaimReason, reason) for reason, _ in patterns),
    )


def _unnamed(pattern: str, number: int) -> str:
    return pattern.replace("(?P<n>", f"(?P<n{number}>")
