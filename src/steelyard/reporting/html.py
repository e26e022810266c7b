"""The result as one self-contained HTML file: no network, no script, the same bytes for the same form.

The page forbids itself everything but its own style sheet (Content-Security-Policy), and every text of the form is
escaped, so that nothing printed in a form can act in it.
"""

import base64
import hashlib
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from steelyard.model import Audited, Lang
from steelyard.papers import Drawing
from steelyard.reporting.contents import Contents, contents
from steelyard.reporting.headings import WORDS
from steelyard.reporting.marking import TableView
from steelyard.reporting.words import LEVELS, safe

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup


def render(audited: Audited, lang: Lang = "zh") -> str:
    """The report of one form."""
    return _template().render(_page(contents(audited, lang)))


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


def _page(shown: Contents) -> dict[str, Any]:
    lang = shown.lang
    style, style_hash = _style()
    return {
        **{field.name: getattr(shown, field.name) for field in fields(shown)},
        "comma": "、" if lang == "zh" else ", ",
        "stop": "；" if lang == "zh" else "; ",
        "t": {key: words.say(lang) for key, words in WORDS.items()},
        "levels": {level: words.say(lang) for level, words in LEVELS.items()},
        "style": style,
        "style_hash": style_hash,
        "is_table": lambda block: isinstance(block, TableView),
        "inline": _inline,
    }


def _inline(drawing: Drawing) -> "Markup":
    """The drawing inside the page, where SVG needs no namespace: its texts were escaped when it was drawn."""
    from markupsafe import Markup

    return Markup(drawing.svg.replace(' xmlns="http://www.w3.org/2000/svg"', "", 1))
