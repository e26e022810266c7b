"""Every number of the narrative by its state, with the other end of each tie and the arithmetic."""

from collections.abc import Iterator

from steelyard.papers import Block, Cell, Paragraph, Run
from steelyard.reporting.contents import Contents
from steelyard.reporting.number_views import NumberView, StateView
from steelyard.reporting.review.blocks import Words, cell, says, table
from steelyard.reporting.review.filed import Filed

WIDTHS = (26, 46, 28)


def numbers(shown: Contents, t: Words, filed: Filed) -> Iterator[Block]:
    """Coverage first, then the numbers; those that nothing else speaks of are listed without a table."""
    colon = "：" if shown.lang == "zh" else ": "
    yield says(t["ties_note"], "note")
    yield says(f"{t['of_text']}{colon}{shown.coverage}", "item")
    yield says(f"{t['of_table']}{colon}{shown.table_coverage}", "item")
    for group in shown.numbers:
        yield says(f"{group.word} {len(group.numbers)}", "subheading")
        if group.state == "untied":
            yield Paragraph((Run(t["untied_note"], tone="soft"), *_loose(group, filed)), "item")
        else:
            heads = (t["number_told"], t["tie_why"], t["tie_end"])
            yield table(heads, [_row(one, filed) for one in group.numbers], WIDTHS)


def _loose(group: StateView, filed: Filed) -> Iterator[Run]:
    for one in group.numbers:
        yield Run(f"　{one.counted} ")
        yield Run(one.text, link=filed.link(one.anchor))


def _row(one: NumberView, filed: Filed) -> tuple[Cell, ...]:
    told = (Run(f"{one.counted} ".lstrip()), Run(one.text, bold=True, link=filed.link(one.anchor)))
    ends = [Paragraph((Run(end.words or "—", link=filed.link(end.anchor)),)) for end in one.ends]
    return (
        cell(Paragraph(told, anchor=one.entry)),
        cell(*(Paragraph((Run(end.why),)) for end in one.ends)) if one.ends else cell("—"),
        cell(*ends) if ends else cell("—"),
    )
