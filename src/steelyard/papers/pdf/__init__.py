"""PDFs (PDF/A-2a: tagged, fonts inside), set by Typst; no browser and no office suite is needed.

What is printed reaches Typst as data, a JSON text that its template reads, so that no text of a form acts as markup.
Where a text has a character that none of the fonts has (most emoji), PDF/A is out of reach: the file is then a tagged
PDF 1.7 that shows a box there and still holds the character.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from steelyard.papers.errors import PaperError
from steelyard.papers.look import LINK, page_of
from steelyard.papers.paper import Paper
from steelyard.papers.pdf.blocks import Blocks
from steelyard.papers.text import clean
from steelyard.papers.typesetting import typeset


def render(paper: Paper) -> bytes:
    """The paper as a PDF."""
    data = json.dumps(_described(paper), ensure_ascii=False, separators=(",", ":"))
    try:
        return typeset(_template(), data, "pdf", pdf_standards=["a-2a"])
    except PaperError:
        return typeset(_template(), data, "pdf", pdf_standards=["1.7"])


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
