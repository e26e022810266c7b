"""What the pages show of a record: a line of the index with its filters, the parts of the page of a form."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from steelyard.model import Lang
from steelyard.publishing.pictures import Bar, bars
from steelyard.publishing.records import Record
from steelyard.publishing.tables import levels, scored_rows
from steelyard.publishing.words import WORDS
from steelyard.reporting.words import KINDS, STAGES, plain


class Line(NamedTuple):
    """A form in the index; ``link`` leads from the index to its page. ``verdict`` is empty where it is not public."""

    name: str
    link: str
    organization: str
    title: str
    year: str
    kind: str
    score: str
    grade: str
    rate: str
    verdict: str
    gravest: int  # 0 errors, 1 doubts, 2 neither


class Choice(NamedTuple):
    """One thing to filter by; ``id`` is that of its button and the class of its lines."""

    id: str
    words: str


class Filter(NamedTuple):
    """One row of buttons: the lines of one year, grade or verdict."""

    name: str
    words: str
    choices: list[Choice]


VERDICTS = ("with_errors", "with_doubts", "clean")


def listed(name: str, one: Record, lang: Lang) -> Line:
    """The form ``name`` as a line of the index."""
    gravest = 2
    if one.get("review"):
        found = levels(one)
        gravest = 0 if found["error"] else 1 if found["doubt"] else 2
    return Line(
        name,
        f"forms/{quote(name)}.html",
        one["organization"] or WORDS["unnamed"].say(lang),
        one["title"] or "",
        str(one["year"] or WORDS["no_year"].say(lang)),
        KINDS[one["kind"]].say(lang),
        one["total"]["score"] or one["stated_score"] or "—",
        one["grade"] or WORDS["no_grade"].say(lang),
        f"{one['execution_rate']}%" if one["execution_rate"] else "—",
        WORDS[VERDICTS[gravest]].say(lang) if one.get("review") else "",
        gravest,
    )


def filters(lines: Sequence[Line], lang: Lang) -> list[Filter]:
    """The rows of buttons; one that would offer a single choice is none."""
    found = []
    for name in ("year", "grade", "verdict"):
        values = sorted({getattr(line, name) for line in lines} - {""}, reverse=name == "year")
        if len(values) > 1:
            choices = [Choice(f"show-{name}-{number}", value) for number, value in enumerate(values)]
            found.append(Filter(name, WORDS[name].say(lang), choices))
    return found


def classes(line: Line, found: Iterable[Filter]) -> str:
    """The classes of a line, by which the buttons find it."""
    return " ".join(c.id for one in found for c in one.choices if c.words == getattr(line, one.name))


def filter_rules(found: Iterable[Filter]) -> str:
    """The rules by which a pressed button hides the other lines, without a script."""
    return "".join(
        f"body:has(#{c.id}:checked) tbody tr:not(.{c.id}) {{ display: none; }}\n" for one in found for c in one.choices
    )


def sorted_by(order: str, lines: Iterable[Line]) -> list[Line]:
    """The lines, which come by organization, in another order: the latest year and the highest score first."""
    if order == "year":
        return sorted(lines, key=lambda line: line.year, reverse=True)
    if order == "score":
        return sorted(lines, key=lambda line: (line.score == "—", -Decimal(line.score) if line.score != "—" else 0))
    if order == "grade":
        return sorted(lines, key=lambda line: line.grade)
    return sorted(lines, key=lambda line: line.gravest) if order == "verdict" else list(lines)


def asked(row: Record) -> str:
    """The target as one text, of the columns that the layout tells it in."""
    target, unit = row["target"], row.get("unit", "")
    said = target if not unit or target.endswith(unit) else f"{target}{unit}"
    return f"{row.get('operator', '')}{said}" if target else "—"


def of_form(one: Record, lang: Lang) -> dict[str, Any]:
    """The pictures of a form's page, and which columns its tables need."""
    rows = scored_rows(one, lang)
    # Markup: the pictures have escaped their texts.
    return {
        "money_picture": Markup(bars(_money(one, lang), WORDS["money_picture"].say(lang), "money")),
        "shares": any(line["share"] for line in one["budget"]),
        "notes": any(row["note"] for row in rows),
        "rows": rows,
        "group_picture": Markup(bars(_groups(rows), WORDS["group_picture"].say(lang), "groups")),
    }


def _money(one: Record, lang: Lang) -> list[Bar]:
    """Total expenditure by stage; none where the stages are told in different units."""
    totals = [line for line in one["budget"] if line["total"] and line["side"] == "expenditure" and line["amount"]]
    if len({line["unit"] for line in totals}) != 1 or len({line["stage"] for line in totals}) != len(totals):
        return []
    return [
        Bar(STAGES[line["stage"]].say(lang), Decimal(line["amount"]), None, f"{line['amount']} {line['unit']}")
        for line in totals
    ]


def _groups(rows: list[Record]) -> list[Bar]:
    """Weight and score of each group of the highest level; a group with a gap in it is left out."""
    gathered: dict[str, list[Record]] = {}
    for row in rows:
        if row["groups"] and "part_of" not in row:
            gathered.setdefault(row["groups"][0], []).append(row)
    found = []
    for group, rows in gathered.items():
        if all(row["weight"] and row["score"] for row in rows):
            weight, score = (sum((Decimal(row[key]) for row in rows), Decimal(0)) for key in ("weight", "score"))
            found.append(Bar(group, score, weight, f"{plain(score)} / {plain(weight)}"))
    return found if len(found) > 1 else []
