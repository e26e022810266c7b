"""``steelyard explain``, ``checks``, ``profiles`` and ``packs``: what is known, and where it comes from."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from steelyard.checks import checks
from steelyard.cli.pages import (
    calendar_page,
    framework_page,
    ledger_page,
    profile_page,
    questionnaire_page,
    rule_page,
    scheme_page,
    standard_page,
)
from steelyard.cli.usage import unknown
from steelyard.model import Lang, Message
from steelyard.packs import ledgers
from steelyard.packs.calendars import years
from steelyard.packs.forms import profiles
from steelyard.packs.indicators import frameworks
from steelyard.packs.monitoring import schemes
from steelyard.packs.rules import rules
from steelyard.packs.standards import standards
from steelyard.packs.surveys import questionnaires
from steelyard.reporting.lines import width
from steelyard.reporting.sources import cited, seen
from steelyard.reporting.words import FAMILIES, KINDS, LEVELS

Row = tuple[str, ...]


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Prints the page or the list that is asked for.

    :raises UsageError: there is no check, rule, profile or framework of that name.
    """
    if options.command == "explain":
        print(_page(options.name, lang).rstrip())
    else:
        print(_columns(_LISTS[options.command](lang)))
    return 0


def _page(name: str, lang: Lang) -> str:
    if name in checks():
        return checks()[name].explain(lang)
    for _, packs, page in _known():
        if name in packs:
            return page(name, packs[name], lang)
    known = (*checks(), *(name for _, packs, _ in _known() for name in packs))
    raise unknown(Message("检查、规则或表样", "check, rule or profile"), name, known)


def _known() -> list[tuple[Message, dict[str, Any], Callable[..., str]]]:
    """The official material by kind: what each kind is called, its packs by name, and how one is told."""
    return [
        (Message("表样", "profile"), {**profiles()}, profile_page),
        (Message("规则", "rule"), {**rules()}, rule_page),
        (Message("共性指标", "indicators"), {**frameworks()}, framework_page),
        (Message("台账", "ledgers"), _under("ledgers", ledgers.packs()), ledger_page),
        (Message("工作日历", "calendar"), _under("calendars", years()), calendar_page),
        (Message("监控规则", "monitoring"), _under("monitoring", schemes()), scheme_page),
        (Message("调查问卷", "survey"), _under("surveys", questionnaires()), questionnaire_page),
        (Message("数据标准", "data standard"), _under("standards", standards()), standard_page),
    ]


def _under(folder: str, packs: Mapping[Any, Any]) -> dict[str, Any]:
    return {f"{folder}/{name}": one for name, one in packs.items()}


def _columns(rows: Iterable[Row]) -> str:
    """One line for each row, the name first and without spaces, so that other programs can cut it off."""
    table = list(rows)
    widths = [max(width(row[at]) for row in table) for at in range(len(table[0]))] if table else []
    lines = ("  ".join(cell + " " * (widths[at] - width(cell)) for at, cell in enumerate(row)) for row in table)
    return "\n".join(line.rstrip() for line in lines)


def _checks(lang: Lang) -> Iterable[Row]:
    for one in checks().values():
        yield one.name, LEVELS[one.level].say(lang), FAMILIES[one.family].say(lang), one.title.say(lang)


def _profiles(lang: Lang) -> Iterable[Row]:
    for name, one in profiles().items():
        yield name, KINDS[one.kind].say(lang), Message(one.title, one.title_en).say(lang)


def _packs(lang: Lang) -> Iterable[Row]:
    for kind, packs, _ in _known():
        for name, one in packs.items():
            source = f"{cited(one.source)}（{seen(one.source, lang).partition('；')[0].partition('; ')[0]}）"
            yield name, kind.say(lang), Message(one.title, one.title_en).say(lang), source


_LISTS = {"checks": _checks, "profiles": _profiles, "packs": _packs}
