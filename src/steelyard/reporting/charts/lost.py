"""Where the score was lost: group by group, as the form claims and as its rules give."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from steelyard.model import Indicator, Lang, Mark, Message, Scored, Unknown
from steelyard.papers import Chart, Series
from steelyard.reporting.charts.bars import bars
from steelyard.reporting.charts.picture import Picture, none
from steelyard.reporting.words import one_line

MOST = 12  # groups that a chart shows; where the innermost level has more, the one above it is taken
Path = tuple[str, ...]

NOTHING_LOST = Message(
    "各类指标自评均为满分，按规则也没有扣分，不必画扣分图。",
    "Every group claims full marks and the rules take nothing off: there is no chart of what was lost.",
)
NO_ROWS = Message("表中没有指标行，画不出扣分图。", "The form has no indicator rows: what was lost cannot be drawn.")


def lost_pictures(scored: Scored, lang: Lang) -> list[Picture]:
    """One chart: points lost by group, the longest list of groups that has no more than twelve."""
    groups = _groups(scored, lang)
    if not groups:
        return none(NO_ROWS, lang)
    claimed = tuple(_lost(marks, [mark.claimed for mark in marks]) for marks in groups.values())
    ruled = tuple(_lost(marks, [_by_rule(mark) for mark in marks]) for marks in groups.values())
    if not any(value is None or value for value in (*claimed, *ruled)):
        return none(NOTHING_LOST, lang)
    series = (
        Series(Message("自评扣分", "lost as claimed").say(lang), claimed),
        Series(Message("按规则扣分", "lost by the rules").say(lang), ruled),
    )
    unit = Message("分", "points").say(lang)
    title = Message("各类指标扣分（权重减得分）", "Points lost by group (weight less score)").say(lang)
    drawing = bars("lost", title, Chart("bar", _labels(list(groups)), series, unit), lang)
    return [Picture(drawing, _note(scored, (*claimed, *ruled), lang))]


def _groups(scored: Scored, lang: Lang) -> dict[Path, list[Mark]]:
    """The marks by the labels above their rows, down to the innermost level that is not too fine to be seen."""
    rows = {row.row: row for row in scored.form.indicators}
    deepest = max((len(row.groups) for row in rows.values()), default=0)
    found: dict[Path, list[Mark]] = {}
    for depth in range(deepest, 0, -1):
        found = {}
        for mark in scored.marks:
            found.setdefault(_path(rows.get(mark.row), depth, lang), []).append(mark)
        if len(found) <= MOST:
            break
    return found


def _path(row: Indicator | None, depth: int, lang: Lang) -> Path:
    if row is None:
        return (Message("预算执行（资金）", "budget execution").say(lang),)
    return tuple("".join(one_line(group.text).split(" ")) for group in row.groups[:depth])


def _labels(paths: Sequence[Path]) -> tuple[str, ...]:
    """The innermost label; with the outermost before it where another group is called the same."""
    last = [path[-1] if path else "—" for path in paths]
    return tuple(name if last.count(name) == 1 else " · ".join(path) for name, path in zip(last, paths, strict=True))


def _lost(marks: Iterable[Mark], got: Iterable[Decimal | Unknown]) -> Decimal | None:
    """Weights less scores; ``None`` where one of them is unknown, since what is missing is not nothing."""
    lost = Decimal(0)
    for mark, score in zip(marks, got, strict=True):
        if isinstance(mark.weight, Unknown) or isinstance(score, Unknown):
            return None
        lost += mark.weight - score
    return lost


def _by_rule(mark: Mark) -> Decimal | Unknown:
    return mark.claimed if isinstance(mark.points, Unknown) else mark.points


def _note(scored: Scored, values: Iterable[Decimal | None], lang: Lang) -> str:
    open_ = scored.by_rule.undecided
    zh, en = [], []
    if open_:
        zh.append(f"规则不能判定的{open_}行按自评得分计入。")
        en.append(f"The {open_} row(s) that the rules cannot decide count as claimed.")
    if None in list(values):
        zh.append("写“没有读出”的类别有一行以上缺权重或得分。")
        en.append("A group that says “not read” lacks a weight or a score.")
    return Message("".join(zh), " ".join(en)).say(lang)
