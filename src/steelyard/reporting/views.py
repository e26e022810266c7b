"""What the reports show of an audit: findings numbered and grouped, rows with the findings that name them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from steelyard.checks import checks
from steelyard.model import Audited, Finding, Form, Lang, Level, Place
from steelyard.reporting import verdict
from steelyard.reporting.budget import BudgetRow, budget_rows
from steelyard.reporting.marking import Marking, Ref, worst
from steelyard.reporting.places import place, spot
from steelyard.reporting.scores import ScoreRow, score_rows
from steelyard.reporting.words import FAMILIES, LEVELS


class PlaceView(NamedTuple):
    """A place in words; ``anchor`` is empty where the text could not be marked."""

    words: str
    anchor: str


class FindingView(NamedTuple):
    """One finding: its number, sentence and places; what is printed and what comes out, where these are values."""

    number: int
    message: str
    places: list[PlaceView]
    stated: str
    computed: str


class GroupView(NamedTuple):
    """The findings of one check; ``listed`` are those that only repeat the sentence of the first for other rows."""

    level: Level
    level_word: str
    title: str
    name: str
    told: list[FindingView]
    listed: list[FindingView]
    steps: list[str]


class FamilyView(NamedTuple):
    """A kind of findings under its heading."""

    title: str
    groups: list[GroupView]


class Seen(NamedTuple):
    """The findings that name a cell: how it is marked, and their numbers."""

    level: Level | None
    numbers: tuple[int, ...]


class StepView(NamedTuple):
    """What to do first: a next step, what is wrong and how often, and the number of the first finding that asks it."""

    number: int
    title: str
    words: str


ALIKE = 4  # from here on, findings that say the same sentence about other rows are listed, not told again


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in the order in which they are shown and numbered."""
    return [finding for _, groups in verdict.families(findings) for group in groups for finding in group.findings]


def family_views(audited: Audited, marking: Marking, lang: Lang) -> list[FamilyView]:
    """All findings under the headings of their families."""
    numbers = {id(finding): number for number, finding in enumerate(in_order(audited.findings), 1)}
    form = audited.scored.form
    return [
        FamilyView(FAMILIES[family].say(lang), [_group(group, numbers, form, marking, lang) for group in groups])
        for family, groups in verdict.families(audited.findings)
    ]


def first_steps(audited: Audited, lang: Lang) -> list[StepView]:
    """The next steps of the gravest findings, each once; notes ask for none."""
    gravest = verdict.worst(audited)
    if gravest in (None, "note"):
        return []
    steps: dict[tuple[str, str], list[int]] = {}
    for number, finding in enumerate(in_order(audited.findings), 1):
        if finding.level == gravest:
            steps.setdefault((finding.name, finding.next_step.say(lang)), []).append(number)
    return [StepView(found[0], _titled(name, len(found), lang), words) for (name, words), found in steps.items()]


def _titled(name: str, many: int, lang: Lang) -> str:
    """What the findings of one step are, so that the list of steps can be read by itself: 得分与规则不符（2 处）."""
    title = checks()[name].title.say(lang)
    if many == 1:
        return title
    return f"{title}（{many} 处）" if lang == "zh" else f"{title} ({many} places)"


def _group(group: verdict.Group, numbers: dict[int, int], form: Form, marking: Marking, lang: Lang) -> GroupView:
    many = len(group.findings)
    told = 1 if many >= ALIKE and verdict.alike(group.findings, form) else many
    views = [
        FindingView(
            numbers[id(finding)],
            finding.message.say(lang),
            _places(finding, numbers[id(finding)], form, marking, lang, beside_sentence=at < told),
            finding.stated or "",
            finding.computed or "",
        )
        for at, finding in enumerate(group.findings)
    ]
    steps = list(dict.fromkeys(finding.next_step.say(lang) for finding in group.findings))
    title, level = checks()[group.name].title.say(lang), LEVELS[group.level].say(lang)
    return GroupView(group.level, level, title, group.name, views[:told], views[told:], steps)


def _places(
    finding: Finding, number: int, form: Form, marking: Marking, lang: Lang, *, beside_sentence: bool
) -> list[PlaceView]:
    """The places of a finding; a row that the sentence beside them or a place before them names is not named again."""
    named = {where.row for where in finding.where if beside_sentence and _names_the_row(finding, where)}
    views = []
    for at, where in enumerate(finding.where, 1):
        words = spot(where, lang) if where.row in named else place(where, form, lang)
        if where.row is not None:
            named.add(where.row)
        anchor = f"m{number}-{at}"
        views.append(PlaceView(words, anchor if anchor in marking.placed else ""))
    return views


def _names_the_row(finding: Finding, where: Place) -> bool:
    return where.row is not None and finding.message.zh.startswith(f"第{where.row}行")


class RowView(NamedTuple):
    """A row of the score table; ``cells`` tells for each column by role which findings name it."""

    row: ScoreRow
    cells: dict[str, Seen]
    numbers: tuple[int, ...]


COLUMNS = {"name": "name", "target": "target", "actual": "actual", "weight": "weight", "score": "score", "note": "note"}


def row_views(audited: Audited, refs: Sequence[Ref], findings: Sequence[Finding], lang: Lang) -> list[RowView]:
    """The score table with the findings of every cell."""
    named: dict[tuple[int, str], list[Ref]] = {}
    by_anchor = {ref.anchor: ref for ref in refs}
    for number, finding in enumerate(findings, 1):
        for at, where in enumerate(finding.where, 1):
            if where.row is not None and where.table is not None:
                named.setdefault((where.row, where.column or "name"), []).append(by_anchor[f"m{number}-{at}"])
    rows: dict[int, dict[str, Seen]] = {}
    for (row, role), seen in named.items():
        rows.setdefault(row, {})[role] = _seen(seen)
    return [_row_view(row, rows.get(row.row, {})) for row in score_rows(audited, lang)]


def _row_view(row: ScoreRow, cells: dict[str, Seen]) -> RowView:
    numbers = sorted({number for seen in cells.values() for number in seen.numbers})
    return RowView(row, cells, tuple(numbers))


def _seen(refs: Iterable[Ref]) -> Seen:
    found = list(refs)
    return Seen(worst(found), tuple(sorted({ref.number for ref in found})))


class BudgetView(NamedTuple):
    """A budget figure with the findings that name its amount and its share."""

    row: BudgetRow
    amount: Seen
    share: Seen


def budget_views(form: Form, marking: Marking, lang: Lang) -> list[BudgetView]:
    """The budget table with the findings of every figure."""

    def seen(where: Place | None) -> Seen:
        return _seen(marking.at(where.start, where.end)) if where else Seen(None, ())

    return [BudgetView(row, seen(row.amount_place), seen(row.share_place)) for row in budget_rows(form, lang)]
