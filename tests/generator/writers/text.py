"""Plain text: one cell per line behind a tab, rows apart by an empty line; and pipe tables."""

import random
from pathlib import Path

from tests.generator.paper import Grid, Para, Sheet
from tests.generator.writers import markup


def write_txt(sheet: Sheet, path: Path, source: random.Random) -> None:
    parts = []
    for block in sheet.blocks:
        if isinstance(block, Para):
            parts.append(f"{block.text}\n")
        else:
            parts += [_row(block, number) for number in range(len(block.rows))]
    text = "\n".join(parts) + "\n\n"
    encoding = source.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"))
    path.write_bytes(text.replace("\n", source.choice(("\n", "\n", "\r\n"))).encode(encoding))


def _row(grid: Grid, number: int) -> str:
    """Cells merged sideways are one cell; those merged downwards are empty after the first row."""
    lines = []
    places = grid.cover()[number]
    for place in dict.fromkeys(places):
        assert place is not None
        cell = grid.rows[place[0]][place[1]]
        lines.append("\t" + (cell.text if place[0] == number else ""))
    return "\n".join(lines) + "\n"


def write_tabs(sheet: Sheet, path: Path, source: random.Random) -> None:
    """As Excel saves a sheet as text: one row a line, cells apart by tabs, merged cells at their first place."""
    wide = max(grid.columns for grid in sheet.grids)
    lines = []
    for block in sheet.blocks:
        if isinstance(block, Para):
            lines.append(block.text + "\t" * (wide - 1))
            continue
        lines += ["\t".join(map(_quoted, texts)) + "\t" * (wide - block.columns) for texts in _firsts(block)]
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(source.choice(("gb18030", "utf-16", "utf-8-sig"))))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if "\n" in text or '"' in text else text


def _firsts(grid: Grid) -> list[list[str]]:
    """The text of each place, merged cells at their first place only."""
    rows = []
    for number, places in enumerate(grid.cover()):
        texts = []
        for column, place in enumerate(places):
            assert place is not None
            first = place[0] == number and (not column or places[column - 1] != place)
            texts.append(grid.rows[place[0]][place[1]].text if first else "")
        rows.append(texts)
    return rows


def write_md(sheet: Sheet, path: Path, source: random.Random) -> None:
    parts = []
    inside = source.random() < 0.2  # merged cells need a table of HTML
    for block in sheet.blocks:
        if isinstance(block, Para):
            parts.append(f"# {block.text}" if block.heading else block.text)
        else:
            parts.append(
                markup.table(block) if inside else _pipes(block, source.choice((" --- |", ":---:|", " :-- |")))
            )
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _pipes(grid: Grid, rule: str) -> str:
    lines = []
    for number, texts in enumerate(_firsts(grid)):
        cells = (text.replace("|", r"\|").replace("\n", "<br>") for text in texts)
        lines.append("| " + " | ".join(cells) + " |")
        if not number:
            lines.append("|" + rule * grid.columns)
    return "\n".join(lines)
