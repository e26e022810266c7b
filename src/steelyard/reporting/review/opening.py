"""What is read first: whose form this is, the verdict, what to do first, the three totals."""

from collections.abc import Iterator

from steelyard.papers import Block, Paragraph, Run
from steelyard.papers.paper import Tone
from steelyard.reporting.contents import Contents
from steelyard.reporting.review.blocks import Words, cell, figure, reference, says, table

VERDICTS: dict[str, Tone] = {"error": "bad", "doubt": "doubt", "note": "soft", "none": "good"}


def opening(shown: Contents, t: Words) -> Iterator[Block]:
    """Title, facts, verdict, first steps, totals, and what the reader had to assume."""
    colon = "：" if shown.lang == "zh" else ": "
    yield says(t["kind_of_page"], "title")
    yield says(shown.form.title or shown.file_name, "subtitle")
    yield says(("　" if shown.lang == "zh" else "   ").join(_facts(shown, t, colon)), "note", align="center")
    yield says(t["verdict"], "heading")
    end = "。" if shown.lang == "zh" else "."
    line = f"{shown.counts}{colon}{shown.opening}{end}" if shown.opening else shown.counts + end
    yield Paragraph((Run(line, tone=VERDICTS[shown.worst]),), "verdict")
    if shown.steps:
        yield says(t["first"], "subheading")
    for nth, step in enumerate(shown.steps, 1):
        yield Paragraph(
            (Run(f"{nth}. {step.title}{colon}", bold=True), Run(step.words), reference(step.number)), "item"
        )
    yield _totals(shown, t)
    if remark := shown.totals[-1].remark:
        yield says(remark, "note")
    for notice in shown.open.notices:
        yield Paragraph((Run(t["notice"], bold=True, tone="doubt"), Run(notice)), "note")


def _facts(shown: Contents, t: Words, colon: str) -> Iterator[str]:
    form, profile = shown.form, shown.profile
    if form.organization:
        yield f"{t['organization']}{colon}{form.organization}"
    if form.year:
        yield f"{t['year']}{colon}{form.year}"
    yield f"{t['profile']}{colon}{profile.title or profile.name}"
    yield f"{t['file']}{colon}{shown.file_name}"


def _totals(shown: Contents, t: Words) -> Block:
    rows = [
        (cell(one.label), figure(one.weight), figure(one.score), cell(one.grade, align="center"))
        for one in shown.totals
    ]
    heads = ("", t["weight"], t["score"], t["grade"])
    return table(heads, rows, (4, 3, 3, 3), caption=t["scores_at_a_glance"])
