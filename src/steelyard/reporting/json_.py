"""The result as JSON and JSON Lines, by the contract: amounts are strings of decimals, a gap is null with its reason.

The shape is described, key by key, in ``docs/schema/result.schema.json``.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import msgspec

import steelyard
from steelyard.model import (
    Aside,
    Audited,
    BudgetLine,
    Execution,
    Figure,
    Finding,
    Form,
    Indicator,
    Lang,
    Mark,
    Message,
    Place,
    Printed,
    RuleTotal,
    Subtotal,
    Tally,
    Unknown,
)
from steelyard.reporting.claims import claims, numbers
from steelyard.reporting.quantities import quantity, result
from steelyard.reporting.words import plain, safe

Json = dict[str, Any]
Value = Decimal | str | Unknown | Message | None

NOT_PRINTED = Message("表中没有印出", "not printed in the form")
NO_EXECUTION = Message("表中没有单独计分的资金执行行", "the form has no scored line of budget execution")


def entry(audited: Audited, lang: Lang = "zh") -> Json:
    """One form as an entry of ``forms``."""
    form = audited.scored.form
    return {
        "path": safe(form.document.path),
        "sha256": form.document.sha256,
        "error": None,
        "profile": {"name": form.profile.name, "inferred": form.profile.inferred, "why": form.profile.why.say(lang)},
        "form": form_entry(form, lang),
        "score": _score(audited, lang),
        "findings": [_finding(finding, lang) for finding in audited.findings],
        "tallies": [_tally(tally, lang) for tally in audited.tallies],
        "numbers": numbers(audited),
        "claims": claims(form, lang),
        "evidence": _evidence(audited, lang),
    }


def _evidence(audited: Audited, lang: Lang) -> Json | None:
    if audited.scored.evidence is None:
        return None
    from steelyard.reporting import evidence

    return evidence.entry(audited.scored, audited.scored.evidence, lang)


def failure(path: str, why: Message, kind: str, lang: Lang = "zh") -> Json:
    """The entry of a file that could not be read: ``error`` is the sentence, ``kind`` its class, the rest is null."""
    gaps = dict.fromkeys(("profile", "form", "score", "findings", "tallies", "numbers", "claims", "evidence"))
    return {"path": safe(path), "sha256": None, "error": safe(why.say(lang)), "kind": kind, **gaps}


def line(one: Json) -> str:
    """An entry as one line of JSON Lines, without the line feed."""
    return msgspec.json.encode(one).decode()


def piece(one: Json) -> str:
    """An entry as it stands in the whole JSON result, indented."""
    text = msgspec.json.format(msgspec.json.encode(one), indent=2).decode()
    return "    " + text.replace("\n", "\n    ")


def document(pieces: Iterable[str]) -> Iterator[str]:
    """The whole JSON result part by part, so that thousands of forms need the memory of one."""
    yield f'{{\n  "steelyard": "{steelyard.__version__}",\n  "forms": ['
    between = "\n"
    for one in pieces:
        yield between + one
        between = ",\n"
    yield "]\n}\n" if between == "\n" else "\n  ]\n}\n"


def _known(values: dict[str, Any], lang: Lang) -> Json:
    """``values`` with numbers as strings and gaps as null; the reasons of the gaps beside them, under ``why``."""
    out: Json = {}
    why: Json = {}
    for key, value in values.items():
        if isinstance(value, Unknown | Message):
            out[key], why[key] = None, (value.why if isinstance(value, Unknown) else value).say(lang)
        else:
            out[key] = plain(value) if isinstance(value, Decimal) else value
    return {**out, "why": why} if why else out


def _text(printed: Printed | str) -> Value:
    text = printed if isinstance(printed, str) else printed.text
    return text or NOT_PRINTED


def form_entry(form: Form, lang: Lang) -> Json:
    """The form as recognised: the key ``form`` of an entry."""
    return _known(
        {
            "kind": form.kind,
            "title": _text(form.title),
            "organization": _text(form.organization),
            "year": form.year if form.year is not None else NOT_PRINTED,
            "sections": [
                {"heading": part.heading, "kind": part.kind, "start": part.start, "end": part.end}
                for part in form.sections
            ],
            "budget": [_budget(figure, lang) for figure in form.budget],
            "execution_rate": form.execution_rate.value,
            "execution": _execution(form.execution, lang),
            "indicators": [_indicator(row, lang) for row in form.indicators],
            "subtotals": [_subtotal(part, lang) for part in form.subtotals],
            "total": _known({"weight": form.total.weight.value, "score": form.total.score.value}, lang),
            "grade": _text(form.grade),
            "stated_score": form.stated_score.value,
            "unplaced": [what.say(lang) for what in form.unplaced],
            "notices": [what.say(lang) for what in form.document.notices],
            "asides": [_aside(aside) for aside in form.document.asides],
        },
        lang,
    )


def _execution(scored: Execution | None, lang: Lang) -> Json | Message:
    if scored is None:
        return NO_EXECUTION
    return _known(
        {"weight": scored.weight.value, "score": scored.score.value, "note": scored.note.text},
        lang,
    )


def _aside(aside: Aside) -> Json:
    return {"kind": aside.kind, "text": aside.text, "start": aside.start}


def _budget(figure: BudgetLine, lang: Lang) -> Json:
    return _known(
        {
            "stage": figure.stage,
            "side": figure.side,
            "name": figure.name,
            "amount": figure.amount.value,
            "unit": figure.unit,
            "share": figure.share.value if figure.share else NOT_PRINTED,
            "total": figure.total,
        },
        lang,
    )


def _indicator(row: Indicator, lang: Lang) -> Json:
    return _known(
        {
            "row": row.row,
            "groups": [group.text for group in row.groups],
            "name": row.name.text,
            "target": row.target.text,
            "actual": row.actual.text,
            "weight": row.weight.value,
            "score": row.score.value,
            "note": row.note.text,
            "quantity": quantity(row.quantity, lang),
            "result": result(row.result, lang),
            **_extra(row, lang),
        },
        lang,
    )


def _extra(row: Indicator, lang: Lang) -> Json:
    """Columns that only some layouts have: a key is there where the form has the cell."""
    cells: dict[str, Printed | Figure | None] = {
        "operator": row.operator,
        "unit": row.unit,
        "nature": row.nature,
        "initial_target": row.initial_target,
        "coefficient": row.coefficient,
        "review_score": row.review_score,
        "standard": row.standard,
    }
    extra: Json = {}
    for key, cell in cells.items():
        if isinstance(cell, Figure):
            extra[key] = cell.value
        elif cell is not None and (cell.place or cell.text):
            extra[key] = cell.text
    numbers = {"core": row.core, "part_of": row.part_of}
    extra.update({key: value for key, value in numbers.items() if value is not None})
    if row.initial_quantity is not None:
        extra["initial_quantity"] = quantity(row.initial_quantity, lang)
    return extra


def _subtotal(part: Subtotal, lang: Lang) -> Json:
    return _known(
        {
            "label": part.label,
            "rows": list(part.rows),
            "execution": part.execution,
            "weight": part.weight.value,
            "score": part.score.value,
        },
        lang,
    )


def _score(audited: Audited, lang: Lang) -> Json:
    scored = audited.scored
    return {
        "summed": _known({"weight": scored.summed.weight, "score": scored.summed.score}, lang),
        "by_rule": _by_rule(scored.by_rule, lang),
        "marks": [_mark(mark, lang) for mark in scored.marks],
    }


def _by_rule(total: RuleTotal, lang: Lang) -> Json:
    values = {"weight": total.weight, "score": total.score, "grade": total.grade, "undecided": total.undecided}
    return _known(values, lang)


def _mark(mark: Mark, lang: Lang) -> Json:
    return _known(
        {
            "row": mark.row,
            "claimed": mark.claimed,
            "points": mark.points,
            "low": mark.low,
            "high": mark.high,
            "rule": mark.rule,
            "how": mark.how.say(lang),
        },
        lang,
    )


def _finding(finding: Finding, lang: Lang) -> Json:
    return {
        "name": finding.name,
        "level": finding.level,
        "message": finding.message.say(lang),
        "next_step": finding.next_step.say(lang),
        "about": finding.about,
        "where": [_place(place) for place in finding.where],
        "stated": finding.stated,
        "computed": finding.computed,
    }


def _place(place: Place) -> Json:
    return {
        "part": place.part,
        "table": place.table,
        "row": place.row,
        "column": place.column,
        "start": place.start,
        "end": place.end,
        "text": place.text,
    }


def _tally(tally: Tally, lang: Lang) -> Json:
    return {
        "check": tally.check,
        "passed": tally.passed,
        "found": tally.found,
        "skipped": [{"why": why.say(lang), "count": count} for why, count in tally.skipped],
    }
