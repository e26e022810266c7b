"""The blocks of a paper as the plain data that the Typst template reads."""

import re
from itertools import zip_longest
from typing import Any

from steelyard.papers.grid import grid
from steelyard.papers.keeping import POINT, heights, leads, whole
from steelyard.papers.look import HEADER_WASH, INKS, LOOKS, WASHES, cell_size, page_of, shares, table_size
from steelyard.papers.paper import Align, Block, Cell, Drawing, Paper, Paragraph, Part, Run, Table
from steelyard.papers.text import address, anchors, clean, printed

_WORD = re.compile(r"[^\s\u2e80-\uffff]+")  # between spaces and Chinese characters: no line may end within it
_BREAK = "\u200b"


class Blocks:
    """The blocks of one paper, described."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._page = page_of(paper)
        self._anchors = anchors(paper)

    def described(self) -> list[dict[str, Any]]:
        """One entry a block; ``break`` marks what begins a page."""
        out: list[dict[str, Any]] = []
        breaks = False
        before: Block | None = None
        blocks = self._paper.blocks
        for block, following in zip_longest(blocks, blocks[1:]):
            if isinstance(block, Part):
                breaks = breaks or (block.page and bool(out))
                continue
            entries = self._block(block, following)
            if leads(before, block):
                entries[0]["sticky"] = True
            if breaks:
                entries[0]["break"] = True
            out.extend(entries)
            before, breaks = block, False
        return out

    def _block(self, block: Block, following: Block | None) -> list[dict[str, Any]]:
        if isinstance(block, Paragraph):
            return [self._paragraph(block)]
        if isinstance(block, Table):
            caption = self._paragraph(Paragraph((Run(block.caption),), "caption")) | {"sticky": True}
            return [caption, self._table(block)] if block.caption else [self._table(block)]
        assert isinstance(block, Drawing)
        drawn = {"kind": "drawing", "svg": block.svg, "told": clean(block.told), "width": float(block.width)}
        if isinstance(following, Paragraph) and following.style == "caption":
            drawn["sticky"] = True
        return [drawn]

    def _paragraph(self, paragraph: Paragraph) -> dict[str, Any]:
        look = LOOKS[paragraph.style]
        entry = self._set(paragraph, look.size, paragraph.align or look.align, self._page.text_width)
        entry |= {"kind": "paragraph", "before": look.before, "after": look.after}
        entry["face"] = "hei" if look.face == "hei" else "song"
        if look.level:
            entry["level"] = look.level
        if look.indent and self._paper.lang == "zh" and entry["align"] in ("left", "justify"):
            entry["indent"] = True
        return entry

    def _set(self, paragraph: Paragraph, size: float, align: Align, width: float) -> dict[str, Any]:
        entry: dict[str, Any] = {"size": size, "align": align, "face": "song"}
        entry["runs"] = [self._run(run, size, width) for run in paragraph.runs] or [["", False, "", ""]]
        if paragraph.anchor:
            entry["anchor"] = f"a{self._anchors[paragraph.anchor]}"
        return entry

    def _run(self, run: Run, size: float, width: float) -> list[Any]:
        ink = "" if run.tone == "plain" else f"#{INKS[run.tone]}"
        target = run.link and (f"#a{self._anchors[run.link[1:]]}" if run.link.startswith("#") else address(run.link))
        return [_breakable(run.text, size, width), run.bold, ink, target]

    def _table(self, table: Table) -> dict[str, Any]:
        widths = [float(share) for share in shares(table)]
        base = table_size(table)
        header: list[dict[str, Any]] = []
        cells: list[dict[str, Any]] = []
        rows = grid(table)
        tall = heights(table, rows, self._page)
        for number, slots in enumerate(rows):
            heads = number < table.header_rows
            for slot in slots:
                if slot.begins:
                    width = sum(widths[slot.column : slot.column + slot.cell.columns]) * self._page.text_width - 2
                    made = self._cell(slot.cell, cell_size(table, slot), base, width, heads)
                    if whole(sum(tall[number : number + slot.cell.rows]), self._page):
                        made["whole"] = True
                    (header if heads else cells).append(made)
        described = {"kind": "table", "size": base, "widths": widths, "header": header, "cells": cells}
        return {**described, "whole": True} if whole(sum(tall), self._page) else described

    def _cell(self, cell: Cell, size: float, base: float, width: float, heads: bool) -> dict[str, Any]:
        entry: dict[str, Any] = {}
        if cell.rows > 1:
            entry["rows"] = cell.rows
        if cell.columns > 1:
            entry["columns"] = cell.columns
        wash = WASHES[cell.tone] or (HEADER_WASH if heads and cell.header else "")
        if wash:
            entry["wash"] = f"#{wash}"
        if size != base or cell.header:
            entry |= {"size": size, "face": "hei" if cell.header else "song"}
        return entry | self._within(cell, size, width)

    def _within(self, cell: Cell, size: float, width: float) -> dict[str, Any]:
        first = cell.paragraphs[0] if cell.paragraphs else Paragraph(())
        plain = len(cell.paragraphs) <= 1 and first == Paragraph(first.runs) and cell.align != "justify"
        if plain and not any(run.bold or run.link or run.tone != "plain" for run in first.runs):
            words = {"words": _breakable(printed(cell), size, width)}
            return words if cell.align == "center" else {**words, "align": cell.align}
        return {"paragraphs": [self._in_cell(one, cell, size, width) for one in cell.paragraphs]}

    def _in_cell(self, paragraph: Paragraph, cell: Cell, size: float, width: float) -> dict[str, Any]:
        look = LOOKS[paragraph.style]
        headline = paragraph.style in ("title", "subtitle")
        align = paragraph.align or ("center" if headline else cell.align)
        entry = self._set(paragraph, look.size if headline else size, align, width)
        if cell.header or look.face == "hei":
            entry["face"] = "hei"
        if align == "justify" and look.indent and self._paper.lang == "zh":
            entry["indent"] = True
        return entry


def _breakable(text: str, size: float, width: float) -> str:
    """``text`` where a word longer than a line may be broken anywhere, as Word and browsers do."""
    limit = max(1, int(width / (size * 0.52 * POINT)))
    text = clean(text).replace("\t", "    ")
    if len(text) <= limit:
        return text
    return _WORD.sub(lambda word: word[0] if len(word[0]) <= limit else _BREAK.join(word[0]), text)
