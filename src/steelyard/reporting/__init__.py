"""Audited → text, JSON, HTML, and the papers (Word file, workbook, PDF); and the file it goes to."""

from typing import Literal, overload

from steelyard.model import Audited, Lang

TextKind = Literal["text", "json", "jsonl", "html"]
PaperKind = Literal["docx", "xlsx", "pdf"]
Kind = TextKind | PaperKind

PAPERS: dict[str, PaperKind] = {"docx": "docx", "xlsx": "xlsx", "pdf": "pdf"}


@overload
def report(audited: Audited, kind: TextKind = "html", lang: Lang = "zh") -> str: ...
@overload
def report(audited: Audited, kind: PaperKind, lang: Lang = "zh") -> bytes: ...
def report(audited: Audited, kind: Kind = "html", lang: Lang = "zh") -> str | bytes:
    """The result as plain text, as JSON by the contract (whole, or one line of JSON Lines), as one HTML file, or paper.

    :raises steelyard.papers.PaperError: a package or a font that a paper needs is not there.
    """
    if kind in PAPERS:
        from steelyard.papers import write
        from steelyard.reporting.review import review

        return write(review(audited, lang), PAPERS[kind])
    if kind == "html":
        from steelyard.reporting import html

        return html.render(audited, lang)
    if kind == "text":
        from steelyard.reporting import text

        return text.render(audited, lang)
    from steelyard.reporting import json_

    entry = json_.entry(audited, lang)
    return json_.line(entry) + "\n" if kind == "jsonl" else "".join(json_.document([json_.piece(entry)]))
