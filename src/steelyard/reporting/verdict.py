"""What a reader is told first: the counts and the gravest finding in one line, then the findings in order."""

from collections.abc import Iterable
from typing import NamedTuple

from steelyard.checks import FAMILIES, Family, checks
from steelyard.model import Audited, Finding, Form, Lang, Level, Message, Tally
from steelyard.quantity import fold
from steelyard.reporting.places import row_name
from steelyard.reporting.words import LEVELS, safe

TOTALS = {"total.weight": 0, "total.score": 1}
RANK: dict[Level, int] = {"error": 0, "doubt": 1, "note": 2}


class Group(NamedTuple):
    """The findings of one check, in the order of the form."""

    level: Level
    family: Family
    name: str
    findings: tuple[Finding, ...]


def groups(findings: Iterable[Finding]) -> list[Group]:
    """Findings by check: the gravest first, then by family, wrong totals first, then as the runner gave them."""
    gathered: dict[tuple[Level, str], list[Finding]] = {}
    for finding in findings:
        gathered.setdefault((finding.level, finding.name), []).append(finding)
    made = [Group(level, checks()[name].family, name, tuple(found)) for (level, name), found in gathered.items()]
    return sorted(made, key=_order)


def _order(group: Group) -> tuple[int, int, int]:
    """Grade and rank hang on the totals, so that they come first among the findings of their kind."""
    return RANK[group.level], FAMILIES.index(group.family), TOTALS.get(group.findings[0].about, len(TOTALS))


def families(findings: Iterable[Finding]) -> list[tuple[Family, list[Group]]]:
    """The same by family: that of the gravest finding first."""
    kinds: dict[Family, list[Group]] = {}
    for group in groups(findings):
        kinds.setdefault(group.family, []).append(group)
    return list(kinds.items())


def worst(audited: Audited) -> Level | None:
    """The gravest level that was found."""
    return min((finding.level for finding in audited.findings), key=RANK.__getitem__, default=None)


def line(audited: Audited, lang: Lang) -> str:
    """The verdict in one line: ``3 处错误，5 处疑点：权重合计写100，逐行相加为103``.

    Where nothing was found it says how many checks could not be made: silence is no all-clear.
    """
    gravest = opening(audited, lang)
    return f"{counts(audited, lang)}{'：' if lang == 'zh' else ': '}{gravest}" if gravest else counts(audited, lang)


def opening(audited: Audited, lang: Lang) -> str:
    """The first sentence of the gravest finding; empty where nothing was found."""
    ordered = groups(audited.findings)
    return sentence(ordered[0].findings[0].message.say(lang)) if ordered else ""


def counts(audited: Audited, lang: Lang) -> str:
    """How many findings of each level, levels without any left out; ``未发现错误和疑点`` comes before mere notes."""
    if not audited.findings:
        return _nothing_found(audited.tallies).say(lang)
    found = {level: sum(finding.level == level for finding in audited.findings) for level in RANK}
    parts = [_count(level, number, lang) for level, number in found.items() if number]
    if not found["error"] and not found["doubt"]:
        parts.insert(0, Message("未发现错误和疑点", "no error and no doubt").say(lang))
    return ("，" if lang == "zh" else ", ").join(parts)


def _count(level: Level, number: int, lang: Lang) -> str:
    if lang == "zh":
        return f"{number} {'条' if level == 'note' else '处'}{LEVELS[level].zh}"
    return f"{number} {LEVELS[level].en}{'s' if number > 1 else ''}"


def unmade(tallies: Iterable[Tally]) -> list[Tally]:
    """The checks that could not be made at all: neither passed nor found, only skipped."""
    return [tally for tally in tallies if not tally.passed and not tally.found]


def _nothing_found(tallies: tuple[Tally, ...]) -> Message:
    gaps = len(unmade(tallies))
    if not gaps:
        return Message(
            f"未发现错误和疑点，{len(tallies)} 项检查全部做过", f"nothing found; all {len(tallies)} checks made"
        )
    return Message(
        f"未发现错误和疑点，但 {len(tallies)} 项检查中有 {gaps} 项无法进行",
        f"nothing found, but {gaps} of {len(tallies)} checks could not be made",
    )


def sentence(text: str) -> str:
    """The first sentence of ``text`` on one line, without its full stop."""
    flat = " ".join(safe(text).split())
    ends = [at for stop in ("。", ". ") if (at := flat.find(stop)) > 0]
    return flat[: min(ends)] if ends else flat.rstrip("。.")


def alike(findings: Iterable[Finding], form: Form) -> bool:
    """Whether all say the same sentence about other rows: equal but for the row and for what is printed there."""
    return len({_without_the_row(finding, form) for finding in findings}) == 1


def _without_the_row(finding: Finding, form: Form) -> str:
    said = finding.message.zh
    for where in finding.where:
        if where.row is not None:
            for printed in (row_name(where.row, form), fold(where.text)):
                said = said.replace(f"“{printed}”", "“”")
            said = said.replace(f"第{where.row}行", "第行", 1)
    return said
