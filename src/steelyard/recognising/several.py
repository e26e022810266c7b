"""Several forms in one file, one after another: where the next one begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from steelyard.model import Block, Document, Paragraph, Table
from steelyard.recognising.heads import heads_funds, heads_indicators
from steelyard.recognising.lines import Item, Line, flatten, nested, rows
from steelyard.recognising.words import field, row_label, said, whole

_LONGEST = 60  # characters of a title
_TITLE = re.compile(r"(?:自评|评价|绩效).*(?:表|报告)(?:[（(][^()（）]*[)）])?$")
_NO_TITLE = re.compile(
    r"[。；;：:，,]|续|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．]|见附"
)
_BEFORE = re.compile(r"(?:附件|附表|附|表|公开)[\d一二三四五六七八九十\-—.]*表?[:：]?")


def split(document: Document) -> list[Document]:
    """The document once for each form in it; each holds the text of all and the blocks of one.

    Headings of indicators begin a form of their own where, after the total of the form before, a title stands, or the
    name of a project or unit, or a block of money; without a total, where a title stands and one of the others. So a
    table that is continued, with its headings repeated or in parts of its own, stays one form.
    """
    items = list(flatten(document))
    cuts = list(_cuts(items))
    if not cuts:
        return [document]
    return [_part(document, items[first:after]) for first, after in pairwise([0, *cuts, len(items)])]


def _cuts(items: Sequence[Item]) -> Iterator[int]:
    """The items with which the second and each further form begins."""
    headed = total = False
    begin, signs = 0, set[str]()
    for at, item in enumerate(items):
        if isinstance(item, Line) and any(map(heads_indicators, _lines(item))):
            if headed and (signs if total else "title" in signs and len(signs) > 1):
                yield _with_number(items, begin)
            headed, total, signs = True, False, set()
        elif headed and _is_total(item):
            total = total or not signs
        elif headed and (sign := _sign(item)):
            begin = begin if signs else at
            signs.add(sign)


def _lines(item: Line) -> Iterator[Line]:
    yield item
    for table in nested(item):
        yield from rows(table)


def _is_total(item: Item) -> bool:
    if isinstance(item, Paragraph):
        return False
    return any(row_label(span.text.split("：")[0]) == "total" for line in _lines(item) for span in line.printed[:2])


def _sign(item: Item) -> str | None:
    """What a form begins with: its title, the name of what it is about, or its money."""
    texts = [said(item.text)] if isinstance(item, Paragraph) else [span.text for span in item.printed]
    if len(texts) == 1:
        return "title" if _is_title(texts[0]) else None
    if isinstance(item, Line) and texts:
        if heads_funds(item):
            return "money"
        return "about" if field(texts[0]) in ("project", "organization") else None
    return None


def _is_title(text: str) -> bool:
    word = whole(text) if len(text) <= _LONGEST else ""
    return bool(_TITLE.search(word)) and not _NO_TITLE.search(word)


def _with_number(items: Sequence[Item], begin: int) -> int:
    """The place of a title, or of the number of the annex just above it (附件2)."""
    above = items[begin - 1]
    text = above.text if isinstance(above, Paragraph) else "".join(span.text for span in above.printed)
    return begin - 1 if _BEFORE.fullmatch(whole(text[:_LONGEST])) else begin


def _part(document: Document, items: Sequence[Item]) -> Document:
    """The document with only ``items``; a table of which only some rows are among them keeps those in their places."""
    held: dict[int, list[int]] = {}
    for item in items:
        block = item.table if isinstance(item, Line) else item
        held.setdefault(id(block), []).append(item.row if isinstance(item, Line) else 0)
    blocks = tuple(_held(block, held[id(block)]) for block in document.blocks if id(block) in held)
    start, end = blocks[0].start, blocks[-1].end
    asides = tuple(one for one in document.asides if start <= one.start <= end)
    return replace(document, blocks=blocks, asides=asides)


def _held(block: Block, rows: Sequence[int]) -> Block:
    if not isinstance(block, Table) or len(rows) == len(block.rows):
        return block
    among = frozenset(rows)
    return replace(block, rows=tuple(row if number in among else () for number, row in enumerate(block.rows)))
