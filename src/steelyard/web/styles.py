"""The style sheets: own ones, addressed by their content, so that a browser keeps them for good."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

SHEETS = {
    "web": ("steelyard.web", "templates/web.css"),
    "report": ("steelyard.reporting", "templates/report.css"),
}


@cache
def sheet(name: str) -> tuple[str, str]:
    """The text of a style sheet and its digest."""
    package, path = SHEETS[name]
    style = files(package).joinpath(path).read_text(encoding="utf-8")
    return style, sha256(style.encode()).hexdigest()[:16]


def address(name: str) -> str:
    """Where a page finds a style sheet."""
    from django.urls import reverse

    return reverse("style", args=(name, sheet(name)[1]))
