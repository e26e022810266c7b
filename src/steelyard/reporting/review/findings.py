"""The findings by kind and severity, each with its place, what is printed, what comes out, and the next step."""

from collections.abc import Iterator

from steelyard.papers import Block, Cell, Paragraph, Run, Table
from steelyard.reporting.contents import Contents
from steelyard.reporting.review.blocks import TONES, Words, cell, figure, says, strip, table
from steelyard.reporting.review.filed import Filed
from steelyard.reporting.views import FamilyView, FindingView, GroupView

WIDTHS = (5, 48, 22, 12, 13)  # number, sentence, places, as printed, computed


def findings(shown: Contents, t: Words, filed: Filed) -> Iterator[Block]:
    """One table for each family; a sentence where nothing was found."""
    if not shown.families:
        yield says(t["no_findings"])
    for family in shown.families:
        yield says(family.title, "subheading")
        yield _family(family, shown, t, filed)


def _family(family: FamilyView, shown: Contents, t: Words, filed: Filed) -> Table:
    heads = (t["number"], t["found_what"], t["stands_where"], t["stated"], t["computed"])
    rows = [row for group in family.groups for row in _group(group, shown, t, filed)]
    return table(heads, rows, WIDTHS)


def _group(group: GroupView, shown: Contents, t: Words, filed: Filed) -> Iterator[tuple[Cell, ...]]:
    title = Run(f"{group.level_word} · {group.title}", bold=True, tone=TONES[group.level])
    yield strip(title, Run(f"  {group.name}", tone="soft"), columns=len(WIDTHS), tone=TONES[group.level])
    for one in (*group.told, *group.listed):
        yield (
            cell(Paragraph((Run(str(one.number)),), anchor=f"f{one.number}"), align="center"),
            cell(one.message),
            _places(one, shown, filed),
            figure(one.stated),
            figure(one.computed),
        )
    for step in group.steps:
        yield strip(Run(f"→ {t['next']}", bold=True), Run(f" {step}"), columns=len(WIDTHS))


def _places(one: FindingView, shown: Contents, filed: Filed) -> Cell:
    comma = "、" if shown.lang == "zh" else ", "
    runs: list[Run] = []
    for place in one.places:
        if runs:
            runs.append(Run(comma))
        runs.append(Run(place.words, link=filed.link(place.anchor)))
    return cell(*runs) if runs else cell("—", align="center")
