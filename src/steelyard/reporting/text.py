"""The result for people: the verdict line first, then what was read, what was found, the scores, and what is open."""

from collections.abc import Iterator

from steelyard.checks import checks
from steelyard.model import Audited, Finding, Form, Lang, Message
from steelyard.reporting import coverage, gaps, verdict
from steelyard.reporting.lines import Grid, Line, Piece, coloured, plain
from steelyard.reporting.places import place
from steelyard.reporting.scores import ScoreRow, score_rows, total_rows
from steelyard.reporting.words import FAMILIES, KINDS, LEVELS, one_line

ALIKE = 4  # from here on, findings that say the same sentence about other rows are listed, not told again
SCORE_HEADS = (
    Message("行", "row"),
    Message("指标", "indicator"),
    Message("指标值", "target"),
    Message("完成值", "result"),
    Message("权重", "weight"),
    Message("自评", "claimed"),
    Message("按规则", "by rule"),
    Message("", ""),
    Message("算法", "how"),
)
TOTAL_HEADS = (
    Message("合计", "total"),
    Message("权重", "weight"),
    Message("得分", "score"),
    Message("等级", "grade"),
    Message("", ""),
)


def render(audited: Audited, lang: Lang = "zh", columns: int | None = None) -> str:
    """The result as text: for a terminal of that many ``columns``, or plain for a pipe or a file.

    Plain text has no colour and no box characters, and no line is cut or wrapped.
    """
    pieces = _pieces(audited, lang)
    return plain(pieces) if columns is None else coloured(pieces, columns)


def _pieces(audited: Audited, lang: Lang) -> Iterator[Piece]:
    worst = verdict.worst(audited)
    yield Line(verdict.line(audited, lang), "good" if worst in (None, "note") else worst)
    yield from _recognised(audited.scored.form, lang)
    for notice in gaps.notices(audited.scored, lang):
        yield Line(Message("注意", "Note").say(lang) + ("：" if lang == "zh" else ": ") + notice, "doubt")
    for family, groups in verdict.families(audited.findings):
        yield from _head(FAMILIES[family], lang)
        for group in groups:
            yield from _group(group, audited.scored.form, lang)
    yield from _head(Message("得分核算", "Scores"), lang)
    yield _scores(audited, lang)
    yield Line("")
    yield _totals(audited, lang)
    if audited.scored.evidence is not None:
        from steelyard.reporting import evidence

        yield from _head(Message("佐证核对", "Results and ledgers"), lang)
        yield from evidence.lines(audited.scored, lang)
    yield from _open(audited, lang)
    yield Line("")
    if audited.scored.form.narrative.claims:
        covered = coverage.of_narrative(audited.scored.form).say(lang)
        yield Line(Message(f"正文数字核对：{covered}", f"Numbers of the narrative: {covered}").say(lang), "dim")
    yield Line(gaps.made(audited.tallies, lang), "dim")


def _head(words: Message, lang: Lang) -> Iterator[Line]:
    yield Line("")
    yield Line(words.say(lang), "head")


def _recognised(form: Form, lang: Lang) -> Iterator[Piece]:
    said = [
        one_line(form.document.path, 200),
        one_line(form.title, 60),
        one_line(form.organization, 60),
        *([str(form.year)] if form.year and str(form.year) not in form.title else []),
        Message(f"{len(form.indicators)} 行指标", f"{len(form.indicators)} indicator rows").say(lang),
    ]
    yield Line(" · ".join(part for part in said if part))
    name = form.profile.name
    chosen = Message(f"表样 {name}（指定）", f"profile {name} (as given)")
    if form.profile.inferred:
        chosen = Message(f"表样 {name}（自动识别）", f"profile {name} (inferred)")
    kind = KINDS[form.kind].say(lang)
    yield Line(kind + " · " + _told(chosen.say(lang), form.profile.why.say(lang), lang), "dim")


def _told(what: str, why: str, lang: Lang) -> str:
    return f"{what}{'：' if lang == 'zh' else ': '}{why}" if why else what


def _group(group: verdict.Group, form: Form, lang: Lang) -> Iterator[Piece]:
    findings, many = group.findings, len(group.findings)
    where = _short(findings[0], form, lang) if many == 1 else Message(f"{many} 处", f"{many} places").say(lang)
    head = (LEVELS[group.level].say(lang), checks()[group.name].title.say(lang), where)
    yield Line(f"{' · '.join(part for part in head if part)} [{group.name}]", group.level, 1)
    told = 1 if many >= ALIKE and verdict.alike(findings, form) else many
    yield from (Line(finding.message.say(lang), "", 2) for finding in findings[:told])
    if told < many:
        rest = many - told
        yield Line(Message(f"同样的还有 {rest} 处：", f"the same in {rest} more places:").say(lang), "", 2)
        yield from (Line(_short(finding, form, lang), "", 3) for finding in findings[told:])
    for step in dict.fromkeys(finding.next_step.say(lang) for finding in findings):
        yield Line(f"→ {step}", "dim", 2)


def _short(finding: Finding, form: Form, lang: Lang) -> str:
    return place(finding.where[0], form, lang) if finding.where else ""


def _scores(audited: Audited, lang: Lang) -> Grid:
    rows = score_rows(audited, lang)
    heads = tuple(head.say(lang) for head in SCORE_HEADS)
    return Grid(heads, [_cells(row, lang) for row in rows], frozenset({0, 4, 5, 6}), [row.level or "" for row in rows])


def _cells(row: ScoreRow, lang: Lang) -> tuple[str, ...]:
    mark = LEVELS[row.level].say(lang) if row.level else ""
    number = str(row.row or "")
    return (number, row.name, row.target, row.actual, row.weight, row.claimed, row.points, mark, row.how)


def _totals(audited: Audited, lang: Lang) -> Grid:
    return Grid(tuple(head.say(lang) for head in TOTAL_HEADS), total_rows(audited.scored, lang), frozenset({1, 2}))


def _open(audited: Audited, lang: Lang) -> Iterator[Piece]:
    rows = gaps.undecided(audited.scored, lang)
    if rows:
        yield from _head(Message("规则不能判定", "Not decided by the rules"), lang)
        yield from (Line(_told(gap.what, gap.why, lang), "", 1) for gap in rows)
    loose = gaps.unplaced(audited.scored, lang)
    if loose:
        yield from _head(Message("未读出或未归位", "Not read or not placed"), lang)
        yield from (Line(what, "", 1) for what in loose)
    beside = gaps.asides(audited.scored, lang)
    if beside:
        yield from _head(
            Message("文件中另有（不属于表的正文）", "Also in the file, outside the form as it reads"), lang
        )
        yield from (Line(_told(gap.what, gap.why, lang), "", 1) for gap in beside)
