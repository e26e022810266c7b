"""Goals and spending month by month, as the ledgers give them; and why, where they do not."""

from decimal import Decimal

from steelyard.model import Amount, Evidence, Indicator, Lang, Message, Proof, Scored, Unknown, Value
from steelyard.monitoring import Goal, Standing, monitor, way_of
from steelyard.packs.monitoring import schemes
from steelyard.packs.rules import rule
from steelyard.packs.shapes import Checkpoint, ExecutionAlarm
from steelyard.reporting.charts.picture import Picture, none
from steelyard.reporting.charts.progress import progress_drawing
from steelyard.reporting.sources import seen
from steelyard.reporting.words import runs
from steelyard.scoring.comparing import alike

GENERAL = "general"
NO_LEDGERS = Message(
    "没有给出台账，表上也没有分月的数，画不出逐月执行情况。有支付台账和预算指标台账的，加 --ledgers 连同台账重新核查。",
    "No ledgers were given and the form has no figures by month, so execution by month cannot be drawn. Where there "
    "are ledgers of payments and of budget lines, give their folder with --ledgers and report again.",
)
NOT_ASKED = Message(
    "没有计算各月的数，画不出逐月执行情况。", "No month was computed: execution by month cannot be drawn."
)

NO_NUMBER = Unknown(Message("台账没有给出数。", "The ledgers give no number."))


def month_pictures(scored: Scored, lang: Lang) -> list[Picture]:
    """One chart, by the general scheme of monitoring; or why there is none."""
    evidence = scored.evidence
    if evidence is None:
        return none(NO_LEDGERS, lang)
    if isinstance(evidence.period, Unknown):
        return none(evidence.period.why, lang)
    if not evidence.month_ends:
        return none(NOT_ASKED, lang)
    goals = _goals(scored, evidence)
    standings = [_standing(goals, evidence, at, scored) for at in range(len(evidence.month_ends))]
    if not any(isinstance(value, Decimal) for one in standings for value in (one.executed, one.progress)):
        why = standings[-1].executed
        told = why.why if isinstance(why, Unknown) else NOT_ASKED
        return none(Message(f"画不出逐月执行情况：{told.zh}", f"Execution by month cannot be drawn: {told.en}"), lang)
    return [Picture(progress_drawing(standings, lang, checkpoints=_alarms()), _note(goals, lang))]


def _goals(scored: Scored, evidence: Evidence) -> list[Indicator]:
    """The rows whose results grow towards a number and are known by month."""
    known = {proof.row for proof in evidence.month_ends[-1].results}
    return [
        row
        for row in scored.form.indicators
        if row.row in known and isinstance(row.quantity, Amount) and _way(row) == "paced"
    ]


def _way(row: Indicator) -> str:
    amount = row.quantity
    unit, op = (amount.unit, amount.op) if isinstance(amount, Amount) else ("", None)
    return way_of(row.name.text, tuple(group.text for group in row.groups), op, unit)


def _standing(goals: list[Indicator], evidence: Evidence, at: int, scored: Scored) -> Standing:
    end = evidence.month_ends[at]
    weights = {mark.row: mark.weight for mark in scored.marks}
    results = {proof.row: proof for proof in reversed(end.results)}
    spent, budget = _amounts(end.executed)
    watched = [_goal(row, results[row.row], weights.get(row.row, Decimal(1))) for row in goals]
    return monitor(schemes()[GENERAL], watched, spent, budget, end.month)


def _goal(row: Indicator, proof: Proof, weight: Decimal | Unknown) -> Goal:
    """Target and result in one unit; without a usable weight the row counts as one."""
    target, value, exact = row.quantity, proof.value.value, proof.value.unrounded
    weight = Decimal(1) if isinstance(weight, Unknown) else weight
    if not isinstance(target, Amount):
        return Goal(row.name.text, "paced", NO_NUMBER, NO_NUMBER, weight)
    if isinstance(value, Unknown) or exact is None:
        return Goal(row.name.text, "paced", target.value, value if isinstance(value, Unknown) else NO_NUMBER, weight)
    both = alike(Amount(None, target.value, target.unit), Amount(None, exact, proof.value.unit), row.name.text)
    if isinstance(both, Unknown):
        return Goal(row.name.text, "paced", target.value, both, weight)
    result, aim = both
    return Goal(row.name.text, "paced", aim, result, weight)


def _amounts(executed: Value | Unknown) -> tuple[Decimal | Unknown, Decimal | Unknown]:
    """What was paid and what was granted, in the unit of the ledgers."""
    if isinstance(executed, Unknown):
        return executed, executed
    if isinstance(executed.value, Unknown):
        return executed.value, executed.value
    if executed.numerator is None or executed.denominator is None:
        return NO_NUMBER, NO_NUMBER
    return executed.numerator, executed.denominator


def _alarms() -> tuple[Checkpoint, ...]:
    name = schemes()[GENERAL].alarm
    shape = rule(name).shape if name else None
    return shape.checkpoints if isinstance(shape, ExecutionAlarm) else ()


def _note(goals: list[Indicator], lang: Lang) -> str:
    scheme = schemes()[GENERAL]
    rows = [row.row for row in goals]
    zh = "预算执行进度为当年1月1日至月底的支付数除以同期下达的预算数。"
    en = "Spending is what was paid since January 1 over the budget granted by the same day. "
    if rows:
        zh += f"目标完成进度只计台账能逐月累计的第{runs(rows, 'zh')}行，其余各行没有逐月的数。"
        en += f"Goals count only rows {runs(rows, 'en')}, which the ledgers add up by month. "
    else:
        zh += "台账算得出的各行都不逐月累积，所以没有目标完成进度。"
        en += "None of the rows that the ledgers prove grows by month, so goals have no line. "
    zh += f"预警线按“{scheme.title}”（{seen(scheme.source, 'zh')}）。"
    en += f"Alarm lines by “{scheme.title_en}” ({seen(scheme.source, 'en')})."
    return Message(zh, en).say(lang)
