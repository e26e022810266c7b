"""What could not be decided, placed or checked, and what stands in the file beside the form: nothing is left unsaid."""

from collections.abc import Iterable
from typing import NamedTuple

from steelyard.checks import checks
from steelyard.model import Lang, Message, Scored, Tally, Unknown
from steelyard.reporting.verdict import sentence, unmade
from steelyard.reporting.words import ASIDES, one_line, runs


class Gap(NamedTuple):
    """``what`` is open, and ``why``."""

    what: str
    why: str


def undecided(scored: Scored, lang: Lang) -> list[Gap]:
    """Rows whose points the rules do not give, gathered by reason."""
    rows: dict[Message, list[int]] = {}
    for mark in scored.marks:
        if isinstance(mark.points, Unknown):
            rows.setdefault(mark.points.why, []).append(mark.row)
    return [Gap(_rows(found, lang), sentence(why.say(lang))) for why, found in rows.items()]


def _rows(rows: list[int], lang: Lang) -> str:
    listed = runs((row for row in rows if row), lang)
    if lang == "en":
        return " + ".join(
            part for part in ("budget execution" if 0 in rows else "", f"row {listed}" if listed else "") if part
        )
    return "和".join(part for part in ("资金执行行" if 0 in rows else "", f"第{listed}行" if listed else "") if part)


def notices(scored: Scored, lang: Lang) -> list[str]:
    """What the reader could not read or had to assume, in sentences; said before the findings, which rest on it."""
    return [what.say(lang) for what in scored.form.document.notices]


def unplaced(scored: Scored, lang: Lang) -> list[str]:
    """What the form profile could not place, in sentences."""
    return [what.say(lang) for what in scored.form.unplaced]


def asides(scored: Scored, lang: Lang) -> list[Gap]:
    """Deleted, hidden and boxed text and the like: which kind, and its beginning."""
    found = scored.form.document.asides
    return [Gap(ASIDES[aside.kind].say(lang), one_line(aside.text, 80)) for aside in found if aside.text.strip()]


class TallyRow(NamedTuple):
    """One check: how often it held, found, and could not be made, and for which reasons."""

    title: str
    name: str
    passed: int
    found: int
    skipped: int
    why: str


def tally_rows(tallies: Iterable[Tally], lang: Lang) -> list[TallyRow]:
    """All checks that were asked for, in their order."""
    return [_tally_row(tally, lang) for tally in tallies]


def _tally_row(tally: Tally, lang: Lang) -> TallyRow:
    skipped = sum(count for _, count in tally.skipped)
    return TallyRow(
        checks()[tally.check].title.say(lang), tally.check, tally.passed, tally.found, skipped, _why(tally, lang)
    )


def _why(tally: Tally, lang: Lang) -> str:
    return ("；" if lang == "zh" else "; ").join(sentence(why.say(lang)) for why, _ in tally.skipped)


def made(tallies: tuple[Tally, ...], lang: Lang) -> str:
    """The tallies in one line: how many checks were made, how often they held, what was left out and why."""
    missing = unmade(tallies)
    passed, found = sum(tally.passed for tally in tallies), sum(tally.found for tally in tallies)
    done = len(tallies) - len(missing)
    if lang == "en":
        line = f"{done} of {len(tallies)} checks made: {passed} times the form holds, {found} findings"
        return f"{line}; not made: {_reasons(missing, lang)}" if missing else line
    line = f"{len(tallies)} 项检查做了 {done} 项：{passed} 处核对无误，{found} 处有发现"
    return f"{line}；未做：{_reasons(missing, lang)}" if missing else line


def _reasons(missing: list[Tally], lang: Lang) -> str:
    names: dict[str, list[str]] = {}
    for tally in missing:
        names.setdefault(_why(tally, lang), []).append(tally.check)
    if lang == "en":  # in English the name of a check says what it is
        return "; ".join(f"{', '.join(some)} ({why})" for why, some in names.items())
    titled = {why: "、".join(checks()[name].title.zh for name in some) for why, some in names.items()}
    return "；".join(f"{some}（{why}）" for why, some in titled.items())
