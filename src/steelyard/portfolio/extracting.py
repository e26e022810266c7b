"""Audited → the lines of the tables, as plain values by the names of their columns."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from steelyard.model import Amount, Audited, Figure, Finding, Form, Indicator, Interval, Message, Unknown
from steelyard.portfolio.casing import Case, case, fits, line_case
from steelyard.portfolio.schema import DIGITS, PLACES, SCALED_PLACES, WEIGHT_DIGITS, WEIGHT_PLACES, Table
from steelyard.portfolio.wording import wording
from steelyard.quantity import half_up
from steelyard.recognising.duties import duties
from steelyard.recognising.telling import told
from steelyard.reporting.words import plain, safe
from steelyard.scoring.execution import Spent, spent
from steelyard.scoring.sharing import unmet

Line = dict[str, Any]
Lines = dict[Table, list[Line]]
NO_WORDS = dict.fromkeys(("noted", "reasoned", "bounded"), False)
TOO_LONG = Message("数字位数太多，表中只存印出的文字。", "It has too many digits; only its text is kept.")


def form_id(sha256: str, nth: int) -> str:
    """The name of a form in a store."""
    return f"{sha256[:24]}-{nth}"


def lines(audited: Audited, path: str, nth: int, version: str) -> Lines:
    """All lines of one form."""
    form = audited.scored.form
    own = form_id(form.document.sha256, nth)
    found: dict[Table, Iterator[Line]] = {
        "rows": _rows(audited),
        "marks": _marks(audited),
        "findings": _findings(audited),
        "claims": _claims(form),
        "tallies": _tallies(audited),
        "budget": _budget(form),
        "duties": _duties(form),
        "sentences": _sentences(form),
    }
    made: Lines = {"forms": [_form(audited, path, nth, version)]}
    made |= {table: [{"form": own, **line} for line in several] for table, several in found.items()}
    return made


def failed(path: str, sha256: str | None, version: str, why: Message, kind: str) -> Lines:
    """The one line of a file that gave no form."""
    name = form_id(sha256, 1) if sha256 else f"unread:{safe(path)}"
    error = {"error": safe(why.zh), "error_en": safe(why.en), "kind_of_error": kind}
    return {"forms": [{"form": name, "path": safe(path), "sha256": sha256, "nth": 1, "version": version, **error}]}


def _form(audited: Audited, path: str, nth: int, version: str) -> Line:
    scored, form = audited.scored, audited.scored.form
    levels = [finding.level for finding in audited.findings]
    notices = (*form.document.notices, *form.unplaced)
    return {
        "form": form_id(form.document.sha256, nth),
        "path": safe(path),
        "sha256": form.document.sha256,
        "nth": nth,
        "version": version,
        "format": form.document.format,
        "profile": form.profile.name,
        "inferred": form.profile.inferred,
        "kind": form.kind,
        "title": safe(form.title),
        "organization": safe(form.organization),
        "year": form.year,
        "grade": safe(form.grade.text),
        "undecided": scored.by_rule.undecided,
        "rows": len(form.indicators),
        "errors": levels.count("error"),
        "doubts": levels.count("doubt"),
        "notes": levels.count("note"),
        "notices": [safe(one.zh) for one in notices],
        **_grade(scored.by_rule.grade),
        **_money(form),
        **_figure("execution_rate", form.execution_rate),
        **_figure("total_weight", form.total.weight),
        **_figure("total_score", form.total.score),
        **_figure("stated_score", form.stated_score),
        **_number("summed_weight", scored.summed.weight),
        **_number("summed_score", scored.summed.score),
        **_number("rule_weight", scored.by_rule.weight),
        **_number("rule_score", scored.by_rule.score),
    }


def _grade(grade: str | Unknown) -> Line:
    return _why("rule_grade", grade.why) if isinstance(grade, Unknown) else {"rule_grade": grade}


def _money(form: Form) -> Line:
    found = spent(form)
    both = found if isinstance(found, Spent) else (found, found)
    return {**_number("executed", both[0]), **_number("budget", both[1])}


def _rows(audited: Audited) -> Iterator[Line]:
    form, marks = audited.scored.form, {mark.row: mark for mark in audited.scored.marks}
    words = wording(audited.scored)
    if form.execution is not None:
        line = form.execution
        figures = {**_figure("weight", line.weight), **_figure("score", line.score)}
        own = {"row": 0, "note": safe(line.note.text), **words.get(0, NO_WORDS)}
        yield {**own, **figures, **_case(line_case(form), line.weight)}
    missed = unmet(form.indicators, [marks[row.row].short for row in form.indicators])
    for row in form.indicators:
        shared = missed.get(row.row)
        yield {
            "row": row.row,
            **_printed(row),
            **_read(row),
            **words.get(row.row, NO_WORDS),
            **_case(case(row, form, marks[row.row]), row.weight),
            "shared": shared.why.zh if shared else None,
            "shared_en": shared.why.en if shared else None,
        }


def _printed(row: Indicator) -> Line:
    cells = ("name", "target", "actual", "unit", "note", "standard", "initial_target")
    return {
        **{name: safe(getattr(row, name).text) for name in cells},
        "groups": [safe(group.text) for group in row.groups],
        "part_of": row.part_of,
        **_figure("weight", row.weight),
        **_figure("score", row.score),
    }


def _read(row: Indicator) -> Line:
    target, result, initial = row.quantity, row.result, row.initial_quantity
    found: Line = {
        "target_kind": _kind(target),
        "result_kind": _kind(result),
        "target_op": getattr(target, "op", None),
        "target_unit": getattr(target, "unit", None),
        "result_unit": getattr(result, "unit", None),
    }
    match target:
        case Amount(value=value):
            found |= _number("target_value", value)
        case Interval(low=low, high=high):
            found |= {**_number("target_value", low), **_number("target_high", high)}
        case Unknown(why):
            found |= _why("target_value", why)
    match result:
        case Amount(value=value):
            found |= _number("result_value", value)
        case Unknown(why):
            found |= _why("result_value", why)
    return found | (_number("initial_value", initial.value) if isinstance(initial, Amount) else {})


def _kind(quantity: object) -> str | None:
    return None if isinstance(quantity, Unknown) else type(quantity).__name__.lower()


def _case(found: Case, weight: Figure) -> Line:
    inside = found.kind != "beyond"
    value = weight.value
    light = value if isinstance(value, Decimal) and fits(value, WEIGHT_DIGITS, WEIGHT_PLACES) else None
    line: Line = {
        "case": found.kind,
        "way": found.way,
        "result": _scaled(found.result, SCALED_PLACES) if inside else None,
        "aim": _scaled(found.aim, SCALED_PLACES) if inside else None,
        "result_exact": None if found.result is None else plain(found.result),
        "aim_exact": None if found.aim is None else plain(found.aim),
        "rate": found.rate,
        "in_proportion": found.in_proportion,
        "state": found.state,
        "points_weight": _scaled(light, WEIGHT_PLACES),
    }
    return line | ({"case_why": found.why.why.zh, "case_why_en": found.why.why.en} if found.why else {})


def _scaled(value: Decimal | None, places: int) -> int | None:
    """A number that ``fits`` as a whole number, so that engines compute with it exactly."""
    return None if value is None else int(value.scaleb(places))


def _marks(audited: Audited) -> Iterator[Line]:
    for mark in audited.scored.marks:
        ratio = mark.ratio if isinstance(mark.ratio, Unknown) else half_up(mark.ratio, PLACES)
        yield {
            "row": mark.row,
            "rule": mark.rule,
            "how": mark.how.zh,
            "how_en": mark.how.en,
            "short": mark.short,
            **_number("points", mark.points),
            **_number("ratio", ratio),
            **{name: _kept(getattr(mark, name)) for name in ("low", "high")},
        }


def _findings(audited: Audited) -> Iterator[Line]:
    for nth, one in enumerate(audited.findings, 1):
        yield {
            "nth": nth,
            "name": one.name,
            "level": one.level,
            "message": safe(one.message.zh),
            "message_en": safe(one.message.en),
            "next_step": safe(one.next_step.zh),
            "next_step_en": safe(one.next_step.en),
            "about": safe(one.about),
            "stated": None if one.stated is None else safe(one.stated),
            "computed": one.computed,
            "where": _places(one),
        }


def _places(finding: Finding) -> list[Line]:
    names = ("part", "table", "row", "column", "start", "end")
    return [{**{name: getattr(place, name) for name in names}, "text": safe(place.text)} for place in finding.where]


def _claims(form: Form) -> Iterator[Line]:
    narrative = form.narrative
    each = zip(narrative.claims, narrative.states(), narrative.by_claim(), strict=True)
    names = ("start", "end", "unit", "modifier", "aggregate", "share_of", "period")
    for nth, (claim, state, ties) in enumerate(each, 1):
        yield {
            "nth": nth,
            "value_text": safe(claim.text),
            "printed_unit": safe(claim.printed_unit),
            "object": safe(claim.object),
            "high": None if claim.high is None else _kept(claim.high),
            "section": None if claim.section is None else form.sections[claim.section].kind,
            "state": state,
            "ties": list(dict.fromkeys(tie.other for tie in ties)),
            **{name: getattr(claim, name) for name in names},
            **_number("value", claim.value),
        }


def _tallies(audited: Audited) -> Iterator[Line]:
    for tally in audited.tallies:
        yield {
            "check": tally.check,
            "passed": tally.passed,
            "found": tally.found,
            "skipped": sum(count for _, count in tally.skipped),
            "why": [f"{why.zh}（{count}）" for why, count in tally.skipped],
            "why_en": [f"{why.en} ({count})" for why, count in tally.skipped],
        }


def _budget(form: Form) -> Iterator[Line]:
    for nth, one in enumerate(form.budget, 1):
        printed = {name: getattr(one, name) for name in ("stage", "side", "total")}
        yield {"nth": nth, "name": safe(one.name), "unit": safe(one.unit), **printed, **_figure("amount", one.amount)}


def _duties(form: Form) -> Iterator[Line]:
    for nth, place in enumerate(duties(form), 1):
        yield {"nth": nth, "duty": safe(place.text), "start": place.start, "end": place.end}


def _sentences(form: Form) -> Iterator[Line]:
    for nth, one in enumerate(told(form), 1):
        yield {"nth": nth, "part": one.part, "key": safe(one.key)}


def _figure(name: str, figure: Figure) -> Line:
    return {f"{name}_text": safe(figure.printed.text), **_number(name, figure.value)}


def _number(name: str, value: Decimal | Unknown) -> Line:
    if isinstance(value, Unknown):
        return _why(name, value.why)
    return {name: value} if fits(value, DIGITS, PLACES) else _why(name, TOO_LONG)


def _kept(value: Decimal | Unknown) -> Decimal | None:
    return value if isinstance(value, Decimal) and fits(value, DIGITS, PLACES) else None


def _why(name: str, why: Message) -> Line:
    return {f"{name}_why": safe(why.zh), f"{name}_why_en": safe(why.en)}
