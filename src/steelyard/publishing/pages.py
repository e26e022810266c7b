"""Records → pages: an index in several orders, and one page a form. No script, relative links only, no clock.

Each page forbids itself everything but its own style sheet (Content-Security-Policy), and every text is escaped.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import steelyard
from steelyard.model import Lang
from steelyard.packs.publishing import OpenTable
from steelyard.publishing import views
from steelyard.publishing.choices import Choices
from steelyard.publishing.package import LINES, SCHEMA
from steelyard.publishing.records import Record
from steelyard.publishing.words import WORDS
from steelyard.reporting.words import KINDS, LEVELS, SIDES, STAGES, safe

if TYPE_CHECKING:
    from jinja2 import Template

ORDERS = ("organization", "year", "score", "grade", "verdict")
FORMS = "forms"  # the folder of the pages of forms


class Listed(NamedTuple):
    """An order of the index: its page and its words."""

    path: str
    words: str
    current: bool


def rendered(forms: Mapping[str, Record], tables: list[OpenTable], choices: Choices) -> Iterator[tuple[str, str]]:
    """The path and the text of every page and of the style sheet."""
    lines = [views.listed(name, one, choices.lang) for name, one in forms.items()]
    filters = views.filters(lines, choices.lang)
    yield "site.css", _style() + views.filter_rules(filters)
    orders = [order for order in ORDERS if order != "verdict" or choices.findings]
    for order in orders:
        shown = [Listed(_path(one), _words(choices.lang)[f"by_{one}"], one == order) for one in orders]
        data = {"lines": views.sorted_by(order, lines), "filters": filters, "orders": shown}
        yield _path(order), _template("index.html").render(_common(tables, choices, "") | data)
    for line, one in zip(lines, forms.values(), strict=True):
        data = {"line": line, "one": one} | views.of_form(one, choices.lang)
        yield f"{FORMS}/{line.name}.html", _template("form.html").render(_common(tables, choices, "../") | data)


def _path(order: str) -> str:
    return "index.html" if order == "organization" else f"by-{order}.html"


def _common(tables: list[OpenTable], choices: Choices, root: str) -> dict[str, Any]:
    """What every page knows; ``root`` leads from it to the folder of the index."""
    return {
        "root": root,
        "lang": choices.lang,
        "t": _words(choices.lang),
        "levels": {level: words.say(choices.lang) for level, words in LEVELS.items()},
        "stages": {stage: words.say(choices.lang) for stage, words in STAGES.items()},
        "sides": {side: words.say(choices.lang) for side, words in SIDES.items()},
        "kinds": {kind: words.say(choices.lang) for kind, words in KINDS.items()},
        "choices": choices,
        "title": choices.title or _words(choices.lang)["title"],
        "tables": [(f"{one.name}.csv", one.title if choices.lang == "zh" else one.title_en) for one in tables],
        "json_lines": LINES,
        "json_schema": SCHEMA,
        "classes": views.classes,
        "asked": views.asked,
        "version": steelyard.__version__,
    }


@cache
def _words(lang: Lang) -> dict[str, str]:
    return {key: words.say(lang) for key, words in WORDS.items()}


@cache
def _template(name: str) -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("steelyard.publishing", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: safe(value) if type(value) is str else value,
    )
    return environment.get_template(name)


@cache
def _style() -> str:
    return files("steelyard.publishing").joinpath("templates/site.css").read_text(encoding="utf-8")
