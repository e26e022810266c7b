"""The style sheets, the editor's script and the icon: our own, each addressed by its content and kept for good."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

from django.urls import reverse

FILES = {
    "web": ("steelyard.web", "templates/web.css", "text/css; charset=utf-8"),
    "report": ("steelyard.reporting", "templates/report.css", "text/css; charset=utf-8"),
    "editor": ("steelyard.web", "templates/editor.css", "text/css; charset=utf-8"),
    "script": ("steelyard.web", "templates/editor.js", "text/javascript; charset=utf-8"),
    "icon": ("steelyard.web", "templates/icon.svg", "image/svg+xml"),
}


@cache
def content(name: str) -> tuple[str, str]:
    """The text of a file and its digest."""
    package, path, _ = FILES[name]
    text = files(package).joinpath(path).read_text(encoding="utf-8")
    return text, sha256(text.encode()).hexdigest()[:16]


def address(name: str) -> str:
    """Where a page finds a file."""
    return reverse("style", args=(name, content(name)[1]))
