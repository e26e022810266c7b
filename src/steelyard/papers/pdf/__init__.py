"""PDFs (PDF/A-2a: tagged, fonts inside), set by Typst; no browser and no office suite is needed.

What is printed reaches Typst as data, a JSON text that its template reads, so that no text of a form acts as markup.
A character that none of the fonts has (most emoji) is printed as ``�``, since PDF/A wants each to be shown.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from steelyard.papers.fonts import covered
from steelyard.papers.look import LINK, page_of
from steelyard.papers.paper import Paper
from steelyard.papers.pdf.blocks import Blocks
from steelyard.papers.text import clean
from steelyard.papers.typesetting import UnsetError, typeset


def render(paper: Paper) -> bytes:
    """The paper as a PDF."""
    data = json.dumps(_described(paper), ensure_ascii=False, separators=(",", ":"))
    try:
        return typeset(_template(), data, "pdf", pdf_standards=["a-2a"])
    except UnsetError:
        if (shown := covered(data)) == data:
            raise
        return typeset(_template(), shown, "pdf", pdf_standards=["a-2a"])


@cache
def _template() -> bytes:
    return files(__name__).joinpath("paper.typ").read_bytes()


def _described(paper: Paper) -> dict[str, Any]:
    page = page_of(paper)
    sides = ("width", "height", "top", "bottom", "left", "right")
    return {
        "title": clean(paper.title),
        "organization": clean(paper.organization),
        "lang": paper.lang,
        "region": "CN" if paper.lang == "zh" else "GB",
        "page": {side: getattr(page, side) for side in sides},
        "link": f"#{LINK}",
        "blocks": Blocks(paper).described(),
    }
