"""The result as one self-contained HTML file: no network, no script, the same bytes for the same form.

The page forbids itself everything but its own style sheet (Content-Security-Policy), and every text of the form is
escaped, so that nothing printed in a form can act in it.
"""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import steelyard
from steelyard.model import Audited, Form, Lang, Message
from steelyard.packs.forms import profiles
from steelyard.reporting import coverage, gaps, verdict
from steelyard.reporting.evidence import evidence_view
from steelyard.reporting.html_numbers import number_views, spots
from steelyard.reporting.html_views import budget_views, family_views, in_order, row_views
from steelyard.reporting.html_words import WORDS
from steelyard.reporting.marking import Marking, TableView, references
from steelyard.reporting.provenance import rules_used, source
from steelyard.reporting.scores import total_rows
from steelyard.reporting.sources import seen
from steelyard.reporting.words import KINDS, LEVELS, safe

if TYPE_CHECKING:
    from jinja2 import Template


def render(audited: Audited, lang: Lang = "zh") -> str:
    """The report of one form."""
    return _template().render(_page(audited, lang))


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("steelyard.reporting", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    return environment.get_template("report.html")


def _printable(value: Any) -> Any:
    return safe(value) if type(value) is str else value


@cache
def _style() -> tuple[str, str]:
    """The style sheet, and the hash by which the page allows it and nothing else."""
    style = files("steelyard.reporting").joinpath("templates/report.css").read_text(encoding="utf-8")
    return style, base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _page(audited: Audited, lang: Lang) -> dict[str, Any]:
    form = audited.scored.form
    findings = in_order(audited.findings)
    refs = references(findings)
    marking = Marking(form, refs, spots(form))
    blocks = marking.blocks()  # before the findings, which link to what it has marked
    style, style_hash = _style()
    return {
        "lang": lang,
        "comma": "、" if lang == "zh" else ", ",
        "t": {key: words.say(lang) for key, words in WORDS.items()},
        "levels": {level: words.say(lang) for level, words in LEVELS.items()},
        "style": style,
        "style_hash": style_hash,
        "form": form,
        "kind": KINDS[form.kind].say(lang),
        "file_name": PurePath(form.document.path.replace("\\", "/")).name,
        "counts": verdict.counts(audited, lang),
        "opening": verdict.opening(audited, lang),
        "worst": verdict.worst(audited) or "none",
        "totals": total_rows(audited.scored, lang),
        "families": family_views(audited, marking, lang),
        "rows": row_views(audited, refs, findings, lang),
        "budget": budget_views(form, marking, lang),
        "blocks": blocks,
        "is_table": lambda block: isinstance(block, TableView),
        "numbers": number_views(form, marking, lang),
        "coverage": coverage.of_narrative(form).say(lang),
        "table_coverage": coverage.of_table(audited).say(lang),
        "evidence": evidence_view(audited.scored, lang),
        **_gaps(audited, lang),
        "profile": _profile(form, lang),
        "rules": rules_used(audited.scored, lang),
        "version": steelyard.__version__,
    }


def _gaps(audited: Audited, lang: Lang) -> dict[str, Any]:
    return {
        "undecided": gaps.undecided(audited.scored, lang),
        "notices": gaps.notices(audited.scored, lang),
        "unplaced": gaps.unplaced(audited.scored, lang),
        "asides": gaps.asides(audited.scored, lang),
        "unmade": gaps.tally_rows(verdict.unmade(audited.tallies), lang),
        "tallies": gaps.tally_rows(audited.tallies, lang),
        "made": gaps.made(audited.tallies, lang),
    }


def _profile(form: Form, lang: Lang) -> dict[str, str]:
    known = profiles().get(form.profile.name)
    return {
        "name": form.profile.name,
        "title": Message(known.title, known.title_en).say(lang) if known else "",
        "chosen": WORDS["inferred" if form.profile.inferred else "given"].say(lang),
        "why": form.profile.why.say(lang),
        "source": source(known.source, lang) if known else "",
        "original": seen(known.source, lang) if known else "",
    }
