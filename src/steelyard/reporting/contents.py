"""All that a report of one form shows, gathered once: the page and the papers print this and nothing else.

So what one of them shows, no other lacks.
"""

from dataclasses import dataclass
from pathlib import PurePath

import steelyard
from steelyard.model import Audited, Form, Lang, Message
from steelyard.packs.forms import profiles
from steelyard.reporting import coverage, gaps, verdict
from steelyard.reporting.charts import (
    Picture,
    achieved_pictures,
    budget_pictures,
    lost_pictures,
    month_pictures,
)
from steelyard.reporting.evidence import EvidenceView, evidence_view
from steelyard.reporting.headings import WORDS
from steelyard.reporting.marking import Marking, ParagraphView, TableView, references
from steelyard.reporting.number_views import StateView, number_views, spots
from steelyard.reporting.provenance import RuleUsed, rules_used, source
from steelyard.reporting.scores import TotalRow, total_rows
from steelyard.reporting.sources import seen
from steelyard.reporting.views import (
    BudgetView,
    FamilyView,
    RowView,
    StepView,
    budget_views,
    family_views,
    first_steps,
    in_order,
    row_views,
)
from steelyard.reporting.words import KINDS


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The form profile, how it was chosen and why, and where it comes from."""

    name: str
    title: str
    chosen: str
    why: str
    source: str
    original: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """The charts by the part of the report where they stand; each list holds at least the reason why there is none."""

    budget: list[Picture]
    months: list[Picture]
    lost: list[Picture]
    achieved: list[Picture]


@dataclass(frozen=True, slots=True)
class Open:
    """What could not be decided, read, placed or checked, and how often each check was made."""

    undecided: list[gaps.Gap]
    notices: list[str]
    unplaced: list[str]
    asides: list[gaps.Gap]
    unmade: list[gaps.TallyRow]
    tallies: list[gaps.TallyRow]
    made: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A report in the words of ``lang``. ``blocks`` are the form as filed, marked; ``worst`` the gravest level."""

    lang: Lang
    form: Form
    kind: str
    file_name: str
    counts: str
    opening: str
    worst: str
    steps: list[StepView]
    totals: list[TotalRow]
    families: list[FamilyView]
    rows: list[RowView]
    budget: list[BudgetView]
    blocks: list[ParagraphView | TableView]
    numbers: list[StateView]
    coverage: str
    table_coverage: str
    evidence: EvidenceView | None
    open: Open
    pictures: Pictures
    profile: ProfileView
    rules: list[RuleUsed]
    version: str


def contents(audited: Audited, lang: Lang) -> Contents:
    """The report of one form."""
    scored, form = audited.scored, audited.scored.form
    findings = in_order(audited.findings)
    refs = references(findings)
    marking = Marking(form, refs, spots(form))
    blocks = marking.blocks()  # before the findings, which link to what it has marked
    return Contents(
        lang=lang,
        form=form,
        kind=KINDS[form.kind].say(lang),
        file_name=PurePath(form.document.path.replace("\\", "/")).name,
        counts=verdict.counts(audited, lang),
        opening=verdict.opening(audited, lang),
        worst=verdict.worst(audited) or "none",
        steps=first_steps(audited, lang),
        totals=total_rows(scored, lang),
        families=family_views(audited, marking, lang),
        rows=row_views(audited, refs, findings, lang),
        budget=budget_views(form, marking, lang),
        blocks=blocks,
        numbers=number_views(form, marking, lang),
        coverage=coverage.of_narrative(form).say(lang),
        table_coverage=coverage.of_table(audited).say(lang),
        evidence=evidence_view(scored, lang),
        open=_open(audited, lang),
        pictures=_pictures(audited, lang),
        profile=_profile(form, lang),
        rules=rules_used(scored, lang),
        version=steelyard.__version__,
    )


def _open(audited: Audited, lang: Lang) -> Open:
    return Open(
        undecided=gaps.undecided(audited.scored, lang),
        notices=gaps.notices(audited.scored, lang),
        unplaced=gaps.unplaced(audited.scored, lang),
        asides=gaps.asides(audited.scored, lang),
        unmade=gaps.tally_rows(verdict.unmade(audited.tallies), lang),
        tallies=gaps.tally_rows(audited.tallies, lang),
        made=gaps.made(audited.tallies, lang),
    )


def _pictures(audited: Audited, lang: Lang) -> Pictures:
    scored = audited.scored
    return Pictures(
        budget=budget_pictures(scored.form, lang),
        months=month_pictures(scored, lang),
        lost=lost_pictures(scored, lang),
        achieved=achieved_pictures(scored, lang),
    )


def _profile(form: Form, lang: Lang) -> ProfileView:
    known = profiles().get(form.profile.name)
    return ProfileView(
        name=form.profile.name,
        title=Message(known.title, known.title_en).say(lang) if known else "",
        chosen=WORDS["inferred" if form.profile.inferred else "given"].say(lang),
        why=form.profile.why.say(lang),
        source=source(known.source, lang) if known else "",
        original=seen(known.source, lang) if known else "",
    )
