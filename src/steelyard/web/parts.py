"""The report of the core, taken apart: its sections, to be set side by side on a page of the application.

The report is our own page, in which every text of the form is escaped; nothing of a form is made a page here.
"""

from lxml import html

SECTIONS = ("findings", "scoring", "budget", "numbers", "form", "open")


def sections(report: bytes) -> dict[str, str]:
    """The sections of a report by their names, and its verdict; those that it lacks are left out.

    :raises ValueError: there is no document in it.
    """
    tree = html.document_fromstring(report, parser=html.HTMLParser(encoding="utf-8"))
    parts = {name: _text(part) for part in tree.iter("section") if (name := part.get("id")) in SECTIONS}
    parts.update(
        ("verdict", _text(part)) for part in tree.iter("section") if "verdict" in part.get("class", "").split()
    )
    if "form" not in parts:
        raise ValueError("the report has no section “form”")
    return parts


def _text(element: html.HtmlElement) -> str:
    return str(html.tostring(element, encoding="unicode", with_tail=False))
