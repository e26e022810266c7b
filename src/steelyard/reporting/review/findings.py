"""The findings by kind and severity, each with its place, what is printed, what comes out, and the next step."""

from collections.abc import Iterator

from steelyard.papers import Block, Cell, Paragraph, Run, Table
from steelyard.reporting.contents import Contents
from steelyard.reporting.review.blocks import TONES, Words, cell, figure, says, table
from steelyard.reporting.review.filed import Filed
from steelyard.reporting.views import FindingView, GroupView

WIDTHS = (5, 45, 26, 12, 12)  # number, sentence, places, as printed, computed


def findings(shown: Contents, t: Words, filed: Filed) -> Iterator[Block]:
    """One table for each check under the heading of its family; a sentence where nothing was found."""
    if not shown.families:
        yield says(t["no_findings"])
    for family in shown.families:
        yield says(family.title, "subheading")
        yield from (_group(group, shown, t, filed) for group in family.groups)


def _group(group: GroupView, shown: Contents, t: Words, filed: Filed) -> Table:
    tone = TONES[group.level]
    title = Run(f"{group.level_word} · {group.title}", bold=True, tone=tone)
    over = cell(title, Run(f"  {group.name}", tone="soft"), tone=tone, columns=len(WIDTHS))
    heads = (t["number"], t["found_what"], t["stands_where"], t["stated"], t["computed"])
    found = [_finding(one, shown, filed) for one in (*group.told, *group.listed)]
    steps = [(cell(Run(f"→ {t['next']}", bold=True), f" {step}", columns=len(WIDTHS)),) for step in group.steps]
    return table(heads, [*found, *steps], WIDTHS, over=over)


def _finding(one: FindingView, shown: Contents, filed: Filed) -> tuple[Cell, ...]:
    return (
        cell(Paragraph((Run(str(one.number)),), anchor=f"f{one.number}"), align="center"),
        cell(one.message),
        _places(one, shown, filed),
        figure(one.stated),
        figure(one.computed),
    )


def _places(one: FindingView, shown: Contents, filed: Filed) -> Cell:
    comma = "、" if shown.lang == "zh" else ", "
    runs: list[Run] = []
    for place in one.places:
        if runs:
            runs.append(Run(comma))
        runs.append(Run(place.words, link=filed.link(place.anchor)))
    return cell(*runs) if runs else cell("—", align="center")
