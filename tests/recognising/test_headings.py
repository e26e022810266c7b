"""Columns are known by their headings, whatever word is used for them and wherever they stand."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.model import Document, Indicator
from steelyard.packs.forms import Role
from steelyard.reading.building import Builder
from steelyard.recognising import recognise
from steelyard.recognising.words import lexicon

WORDS = lexicon().columns
FREE: tuple[Role, ...] = ("target", "actual", "weight", "score", "note", "unit", "operator", "coefficient", "other")
CELLS: dict[Role, str] = {
    "target": "{}0",
    "actual": "{}1",
    "weight": "{}",
    "score": "{}.5",
    "note": "第{}处返工",
    "unit": "处",
    "operator": "≥",
    "coefficient": "9{}%",
    "other": "佐证{}",
}


@st.composite
def headings(draw: st.DrawFn) -> list[tuple[Role, str]]:
    """Up to two groups, a name and the values in any order, each headed by a word of its role."""
    left: list[Role] = ["group"] * draw(st.integers(0, 2)) + ["name"]
    right = draw(st.permutations(FREE))
    roles = [*left, *(role for role in right if role in ("target", "actual", "weight") or draw(st.booleans()))]
    found: list[tuple[Role, str]] = []
    for role in roles:
        taken = {word for _, word in found}
        found.append((role, draw(st.sampled_from([word for word in WORDS[role] if word not in taken]))))
    return found


def cell(role: Role, row: int) -> str:
    if role == "group":
        return f"类组{'甲乙'[row // 3]}"
    return f"事项{'甲乙丙丁戊己'[row]}办理数" if role == "name" else CELLS[role].format(row + 1)


def document(columns: Sequence[tuple[Role, str]], rows: int, merged: bool, again: int) -> Document:
    """A table of ``rows`` rows in groups of three, its header repeated before row ``again``."""
    builder = Builder("form")
    builder.paragraph("2024年度绩效自评表")
    table = builder.table()
    for row in range(rows):
        if row in (0, again):
            table.row()
            for _, word in columns:
                table.cell(word)
        table.row()
        for role, _ in columns:
            text, first = cell(role, row), row % 3 == 0 or row == again
            if role != "group" or (first and not merged):
                table.cell(text)
            elif first:
                table.cell(text, rowspan=min(row - row % 3 + 3, rows, again if row < again else rows) - row)
            elif not merged:
                table.cell("")
    return builder.document("docx")


@given(headings(), st.integers(1, 6), st.booleans(), st.integers(1, 9))
@settings(max_examples=300, deadline=None)
def test_columns_are_found_by_any_of_their_words(
    columns: list[tuple[Role, str]], rows: int, merged: bool, again: int
) -> None:
    form = recognise(document(columns, rows, merged, again))
    assert [printed(row, columns) for row in form.indicators] == [
        [cell(role, row) for role, _ in columns if role != "other"] for row in range(rows)
    ]
    assert not form.unplaced


def printed(row: Indicator, columns: Sequence[tuple[Role, str]]) -> list[str]:
    """What was read of a row, in the order of its columns."""
    groups = iter(row.groups)
    found = []
    for role, _ in columns:
        if role == "other":
            continue
        if role == "group":
            found.append(next(groups).text)
        elif role in ("weight", "score", "coefficient"):
            figure = getattr(row, role)
            found.append(figure.printed.text)
            assert figure.value == Decimal(figure.printed.text.rstrip("%"))
        else:
            found.append(getattr(row, role).text)
    return found
