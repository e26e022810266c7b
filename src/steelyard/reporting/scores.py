"""The score table as people read it: what the form claims beside what its rules give, and the three totals."""

from decimal import Decimal
from typing import NamedTuple

from steelyard.model import Audited, Figure, Form, Indicator, Lang, Level, Mark, Message, Scored, Unknown
from steelyard.reporting.verdict import RANK
from steelyard.reporting.words import one_line, shown


class ScoreRow(NamedTuple):
    """One row, ready to print: ``level`` is the gravest finding that names it, ``off`` a claim outside the rule."""

    row: int
    name: str
    target: str
    actual: str
    weight: str
    claimed: str
    points: str
    how: str
    level: Level | None
    off: bool


class TotalRow(NamedTuple):
    """One of the totals: as printed, as summed, by rule. ``remark`` says what the rules leave undecided."""

    label: str
    weight: str
    score: str
    grade: str
    remark: str


def score_rows(audited: Audited, lang: Lang) -> list[ScoreRow]:
    """All rows in the order of the form, the execution line of the funds block (row 0) where its mark stands."""
    form = audited.scored.form
    indicators = {indicator.row: indicator for indicator in form.indicators}
    levels = _levels(audited)
    return [
        _score_row(mark, indicators.get(mark.row), form, levels.get(mark.row), lang) for mark in audited.scored.marks
    ]


def total_rows(scored: Scored, lang: Lang) -> list[TotalRow]:
    """The totals as printed, as the rows add up, and by the rules."""
    form, by_rule = scored.form, scored.by_rule
    stated = (_figure(form.total.weight), _figure(form.total.score))
    summed = (shown(scored.summed.weight), shown(scored.summed.score))
    ruled = (shown(by_rule.weight), shown(by_rule.score))
    grade = by_rule.grade if isinstance(by_rule.grade, str) else "—"
    return [
        TotalRow(Message("表内所写", "as printed").say(lang), *stated, one_line(form.grade.text) or "—", ""),
        TotalRow(Message("逐行相加", "rows added up").say(lang), *summed, "", ""),
        TotalRow(Message("按规则计算", "by the rules").say(lang), *ruled, grade, _remark(scored, lang)),
    ]


def points(mark: Mark) -> str:
    """What the rule gives: a number, a band where only its bounds are certain, a dash where nothing is."""
    if isinstance(mark.points, Decimal):
        return shown(mark.points)
    if isinstance(mark.low, Decimal) and isinstance(mark.high, Decimal):
        return f"{shown(mark.low)}—{shown(mark.high)}"
    return "—"


def _score_row(mark: Mark, indicator: Indicator | None, form: Form, level: Level | None, lang: Lang) -> ScoreRow:
    if indicator is None:
        name = Message("预算执行（资金）", "budget execution").say(lang)
        target, actual = "", _rate(form)
    else:
        name, target, actual = (
            one_line(printed.text, 200) for printed in (indicator.name, indicator.target, indicator.actual)
        )
    return ScoreRow(
        mark.row,
        name,
        target,
        actual,
        shown(mark.weight),
        shown(mark.claimed),
        points(mark),
        mark.how.say(lang),
        level,
        _off(mark),
    )


def _rate(form: Form) -> str:
    value = form.execution_rate.value
    return "—" if isinstance(value, Unknown) else f"{shown(value)}%"


def _off(mark: Mark) -> bool:
    """Whether the claim lies outside what the rule allows; no claim or no bounds: it cannot be said, so no."""
    if isinstance(mark.claimed, Unknown) or isinstance(mark.low, Unknown) or isinstance(mark.high, Unknown):
        return False
    return not mark.low <= mark.claimed <= mark.high


def _levels(audited: Audited) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for finding in audited.findings:
        for place in finding.where:
            if place.table is not None and place.row is not None:
                levels[place.row] = min(levels.get(place.row, finding.level), finding.level, key=RANK.__getitem__)
    return levels


def _figure(figure: Figure) -> str:
    return shown(figure.value)


def _remark(scored: Scored, lang: Lang) -> str:
    count = scored.by_rule.undecided
    if not count:
        return ""
    zh, en = f"{count} 行规则不能判定", f"the rules cannot decide {count} {'row' if count == 1 else 'rows'}"
    if isinstance(scored.by_rule.score, Unknown):
        return Message(zh, en).say(lang)
    return Message(f"其中 {zh}，按自评得分计入", f"{en}, counted as claimed").say(lang)
