"""Audited → text, JSON, HTML; and the file it goes to."""

from typing import Literal

from steelyard.model import Audited, Lang

Kind = Literal["text", "json", "jsonl", "html"]


def report(audited: Audited, kind: Kind = "html", lang: Lang = "zh") -> str:
    """The result as plain text, as JSON by the contract (whole, or one line of JSON Lines), or as one HTML file."""
    if kind == "html":
        from steelyard.reporting import html

        return html.render(audited, lang)
    if kind == "text":
        from steelyard.reporting import text

        return text.render(audited, lang)
    from steelyard.reporting import json_

    entry = json_.entry(audited, lang)
    return json_.line(entry) + "\n" if kind == "jsonl" else "".join(json_.document([json_.piece(entry)]))
