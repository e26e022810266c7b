"""Plain text: one cell per line behind a tab, rows apart by an empty line; and pipe tables."""

import random
from pathlib import Path

from tests.generator.paper import Grid, Para, Sheet


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


def write_md(sheet: Sheet, path: Path, source: random.Random) -> None:
    parts = []
    for block in sheet.blocks:
        if isinstance(block, Para):
            parts.append(f"# {block.text}" if block.heading else block.text)
        else:
            parts.append(_pipes(block, source.choice((" --- |", ":---:|", " :-- |"))))
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _pipes(grid: Grid, rule: str) -> str:
    """A merged cell prints its text at its first place and nothing at the others."""
    lines = []
    for number, places in enumerate(grid.cover()):
        texts = []
        for column, place in enumerate(places):
            assert place is not None
            first = place[0] == number and (not column or places[column - 1] != place)
            text = grid.rows[place[0]][place[1]].text if first else ""
            texts.append(text.replace("|", r"\|").replace("\n", "<br>"))
        lines.append("| " + " | ".join(texts) + " |")
        if not number:
            lines.append("|" + rule * grid.columns)
    return "\n".join(lines)
