"""By which official rules a form was scored, and where they come from."""

from typing import NamedTuple

from steelyard.model import Lang, Message, Scored
from steelyard.packs.loading import Source
from steelyard.packs.rules import rules
from steelyard.reporting.sources import cited, seen, validity


class RuleUsed(NamedTuple):
    """A rule that marked rows of the form. ``original`` tells whether its original text was seen."""

    name: str
    title: str
    clause: str
    source: str
    original: str


def rules_used(scored: Scored, lang: Lang) -> list[RuleUsed]:
    """The rules of the marks, each once, in the order of the form."""
    names = dict.fromkeys(mark.rule for mark in scored.marks if mark.rule)
    return [_used(name, lang) for name in names]


def _used(name: str, lang: Lang) -> RuleUsed:
    rule = rules().get(name)
    if rule is None:
        return RuleUsed(name, "", "", "", "")
    return RuleUsed(
        name,
        Message(rule.title, rule.title_en).say(lang),
        Message(rule.clause, rule.clause_en).say(lang),
        source(rule.source, lang),
        seen(rule.source, lang),
    )


def source(given: Source, lang: Lang) -> str:
    """Document, article and validity in one phrase."""
    return f"{cited(given)}（{validity(given, lang)}）" if lang == "zh" else f"{cited(given)} ({validity(given, lang)})"
