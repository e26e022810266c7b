"""Audited → the record of a form that may be made public: plain data, one line of ``forms.jsonl``.

The keys are those of the contract's JSON; what the contract holds and a record does not, is not public: the path of
the file, text that was hidden or deleted in it, remarks of the reader, offsets, claims.
"""

from typing import Any, NamedTuple

from steelyard.model import Audited, Form, Lang
from steelyard.reporting import exchange, json_, verdict

Record = dict[str, Any]

PUBLIC = ("kind", "title", "organization", "year", "budget", "execution_rate", "execution", "indicators", "total")
FINDING = ("name", "level", "message", "next_step", "about", "stated", "computed")


class Entry(NamedTuple):
    """A record and the file it was read from, which messages name and pages do not."""

    path: str
    record: Record


def record(audited: Audited, lang: Lang = "zh") -> Record:
    """All of a form that can be published; ``chosen`` leaves out what is not."""
    form = audited.scored.form
    entry = json_.form_entry(form, lang)
    kept = (*PUBLIC, "grade", "stated_score")
    why = {key: reason for key, reason in entry.get("why", {}).items() if key in kept}
    whole = json_.entry(audited, lang)
    return {
        "sha256": form.document.sha256,
        "profile": form.profile.name,
        **{key: entry[key] for key in kept},
        **({"why": why} if why else {}),
        "review": {
            "score": {key: whole["score"][key] for key in ("summed", "by_rule")},
            "findings": [{key: finding[key] for key in FINDING} for finding in whole["findings"]],
            "unmade": len(verdict.unmade(audited.tallies)),
        },
        "narrative": _narrative(form),
    }


def _narrative(form: Form) -> list[dict[str, str]]:
    """The sections with their text, tables left out."""
    return [{"heading": one.heading, "text": exchange.section_text(form, one.start)} for one in form.sections]


def chosen(one: Record, *, findings: bool, narrative: bool) -> Record:
    """The record without the parts that are not to be published."""
    left_out = {key for key, wanted in (("review", findings), ("narrative", narrative)) if not wanted}
    return {key: value for key, value in one.items() if key not in left_out}
