"""A page of its own: one file, no script, no address fetched, printable.

The page forbids itself everything but its own style sheet and the pictures inside of it (Content-Security-Policy).
"""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from steelyard.papers.grid import grid
from steelyard.papers.look import LOOKS, page_of, shares
from steelyard.papers.paper import Align, Block, Cell, Drawing, Paper, Paragraph, Part, Run, Style, Table
from steelyard.papers.text import address, anchors, escaped

_TAGS: dict[Style, str] = {style: f"h{look.level}" if look.level else "p" for style, look in LOOKS.items()}
_WIDE = 6  # columns from which a table keeps its width on a small screen and is moved sideways


def render(paper: Paper) -> bytes:
    """The paper as a page in UTF-8."""
    page = _Page(paper)
    body = page.text()
    style = _style() + page.style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    language = "zh-CN" if paper.lang == "zh" else "en-GB"
    author = f'<meta name="author" content="{escaped(paper.organization)}">\n' if paper.organization else ""
    landscape = ' class="landscape"' if paper.landscape else ""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{author}<title>{escaped(paper.title)}</title>\n<style>{style}</style>\n</head>\n"
        f"<body{landscape}>\n<main>\n{body}</main>\n</body>\n</html>\n"
    ).encode()


@cache
def _style() -> str:
    return files(__name__).joinpath("page.css").read_text(encoding="utf-8")


class _Page:
    """The text of one page; ``style`` is what the style sheet says of its own paper, tables and drawings."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._anchors = anchors(paper)
        sheet = page_of(paper)
        margins = f"{sheet.top}mm {sheet.right}mm {sheet.bottom}mm {sheet.left}mm"
        self._rules = [f"@page {{ size: {sheet.width}mm {sheet.height}mm; margin: {margins}; }}"]
        self._tables = self._drawings = 0

    def text(self) -> str:
        """The blocks, a line each; what begins a new page when printed is marked."""
        out: list[str] = []
        breaks = False
        for block in self._paper.blocks:
            if isinstance(block, Part):
                breaks = breaks or (block.page and bool(out))
            else:
                out.append(self._block(block, " page" if breaks else ""))
                breaks = False
        return "".join(out)

    def style(self) -> str:
        """The rules of this page alone."""
        return "\n".join(self._rules) + "\n"

    def _block(self, block: Block, page: str) -> str:
        if isinstance(block, Paragraph):
            return self._paragraph(block, page) + "\n"
        if isinstance(block, Table):
            return self._table(block, page)
        return self._drawing(block, page) if isinstance(block, Drawing) else ""

    def _paragraph(self, paragraph: Paragraph, more: str = "", align: Align | None = None) -> str:
        tag = _TAGS[paragraph.style]
        align = paragraph.align or align
        identity = f' id="a{self._anchors[paragraph.anchor]}"' if paragraph.anchor else ""
        runs = "".join([self._run(run) for run in paragraph.runs])
        return f'<{tag}{identity} class="{paragraph.style}{f" {align}" if align else ""}{more}">{runs}</{tag}>'

    def _run(self, run: Run) -> str:
        text = escaped(run.text)
        if run.bold:
            text = f"<b>{text}</b>"
        if run.tone != "plain":
            text = f'<span class="{run.tone}">{text}</span>'
        if not run.link:
            return text
        inside = run.link.startswith("#")
        target = f"#a{self._anchors[run.link[1:]]}" if inside else escaped(address(run.link))
        return f'<a href="{target}">{text}</a>'

    def _table(self, table: Table, page: str) -> str:
        self._tables += 1
        name = f"t{self._tables}"
        columns = enumerate(shares(table), 1)
        self._rules.extend(f"#{name} col:nth-child({column}) {{ width: {share:.4%}; }}" for column, share in columns)
        rows = []
        for number, slots in enumerate(grid(table)):
            heads = number < table.header_rows
            cells = "".join([self._cell(slot.cell, heads) for slot in slots if slot.begins])
            rows.append(f"<tr>{cells}</tr>\n")
        head, body = "".join(rows[: table.header_rows]), "".join(rows[table.header_rows :])
        caption = f"<caption>{escaped(table.caption)}</caption>\n" if table.caption else ""
        label = escaped(table.caption) or ("表格" if self._paper.lang == "zh" else "table")
        wide = ' class="wide"' if len(table.widths) >= _WIDE else ""
        return (
            f'<div class="scroll{page}" role="region" aria-label="{label}" tabindex="0">\n<table id="{name}"{wide}>\n'
            f"{caption}<colgroup>{'<col>' * len(table.widths)}</colgroup>\n"
            f"{f'<thead>{head}</thead>' if head else ''}\n<tbody>{body}</tbody>\n</table>\n</div>\n"
        )

    def _cell(self, cell: Cell, heads: bool) -> str:
        tag = "th" if cell.header else "td"
        scope = ""
        if cell.header:
            side, wide = ("col", cell.columns > 1) if heads else ("row", cell.rows > 1)
            scope = f' scope="{side}{"group" if wide else ""}"'
        spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        classes: list[str] = [] if cell.align == "center" else [cell.align]
        classes += [] if cell.tone == "plain" else [f"w-{cell.tone}"]
        named = f' class="{" ".join(classes)}"' if classes else ""
        return f"<{tag}{scope}{spans}{named}>{self._inside(cell)}</{tag}>"

    def _inside(self, cell: Cell) -> str:
        if len(cell.paragraphs) == 1:
            one = cell.paragraphs[0]
            if one.style == "body" and not one.align and not one.anchor and cell.align != "justify":
                return "".join([self._run(run) for run in one.runs])  # most cells: a paragraph would say nothing more
        return "".join([self._paragraph(one, "", cell.align) for one in cell.paragraphs])

    def _drawing(self, drawing: Drawing, page: str) -> str:
        self._drawings += 1
        name = f"f{self._drawings}"
        self._rules.append(f"#{name} {{ width: {drawing.width:.4%}; }}")
        data = base64.b64encode(drawing.svg.encode()).decode()
        named = f' class="{page.strip()}"' if page else ""
        image = f'<img src="data:image/svg+xml;base64,{data}" alt="{escaped(drawing.told)}">'
        return f'<figure id="{name}"{named}>{image}</figure>\n'
