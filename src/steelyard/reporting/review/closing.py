"""What stays open, by what the form was checked, and who signs."""

from collections.abc import Iterator

from steelyard.papers import Block, Cell, Paragraph, Run
from steelyard.reporting.contents import Contents
from steelyard.reporting.provenance import RuleUsed
from steelyard.reporting.review.blocks import Words, cell, figure, listed, says, table

TALLIES = (40, 8, 8, 8, 36)
BLANK = "＿" * 8


def asides(shown: Contents, t: Words) -> Iterator[Block]:
    """What stands in the file beside the form."""
    if shown.open.asides:
        yield says(t["asides"], "subheading")
        yield says(t["asides_note"], "note")
        colon = "：" if shown.lang == "zh" else ": "
        yield from listed(f"{gap.what}{colon}{gap.why}" for gap in shown.open.asides)


def undecided(shown: Contents, t: Words) -> Iterator[Block]:
    """Rows, contents and checks that could not be decided, placed or made, each with its reason."""
    colon = "：" if shown.lang == "zh" else ": "
    groups = (
        (t["open_rows"], [f"{gap.what}{colon}{gap.why}" for gap in shown.open.undecided]),
        (t["open_places"], shown.open.unplaced),
        (t["open_checks"], [f"{one.title} {one.name}{colon}{one.why}" for one in shown.open.unmade]),
    )
    if not any(items for _, items in groups):
        yield says(t["nothing_open"])
    for title, items in groups:
        if items:
            yield says(title, "subheading")
            yield from listed(items)


def basis(shown: Contents, t: Words) -> Iterator[Block]:
    """Profile, rules with their sources, the checks, and what the file and the program are."""
    yield table((t["basis_what"], t["basis_told"]), list(_basis(shown, t)), (16, 84))
    yield says(t["tally"], "subheading")
    keys = ("check", "passed", "found", "skipped", "why")
    rows = [
        (
            cell(f"{one.title} {one.name}"),
            figure(str(one.passed)),
            figure(str(one.found)),
            figure(str(one.skipped)),
            cell(one.why),
        )
        for one in shown.open.tallies
    ]
    yield table([t[key] for key in keys], rows, TALLIES)
    blanks = ("signed", "countersigned", "dated")
    colon = "：" if shown.lang == "zh" else ": "
    yield says("　　".join(f"{t[key]}{colon}{BLANK}" for key in blanks), align="left")


def _basis(shown: Contents, t: Words) -> Iterator[tuple[Cell, ...]]:
    profile = shown.profile
    stop = "；" if shown.lang == "zh" else "; "
    opening, end = ("（", "）") if shown.lang == "zh" else (" (", ")")
    lines = [f"{profile.title} {profile.name}{opening}{profile.chosen}{end}", profile.why]
    if profile.source:
        lines.append(f"{profile.source}{stop}{profile.original}")
    yield cell(t["profile"]), cell(*(says(one) for one in lines if one))
    for rule in shown.rules:
        yield cell(t["rules"]), cell(*_rule(rule, stop))
    yield cell(t["tally"]), cell(shown.open.made)
    yield cell(t["sha256"]), cell(shown.form.document.sha256)
    yield cell(t["version"]), cell(f"{t['maker']} {shown.version}")


def _rule(rule: RuleUsed, stop: str) -> Iterator[Paragraph]:
    yield Paragraph((Run(rule.title, bold=True), Run(f" {rule.name}", tone="soft")))
    if rule.clause:
        yield says(rule.clause)
        yield Paragraph((Run(f"{rule.source}{stop}{rule.original}", tone="soft"),))
