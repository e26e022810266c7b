"""PDF: tables that go on over the page, and the real form."""

from pathlib import Path
from typing import Any

import pytest
from tests.generator.filing import file_in
from tests.reading.drawing import HIGH, pdf, table
from tests.reading.making import first_grid, grid
from tests.reading.test_seed import TXT, indicator_rows, main_table, yardstick
from tests.shared import SHARED, needs_shared

from steelyard.model import Document, Paragraph
from steelyard.quantity import fold
from steelyard.reading import read, read_bytes
from steelyard.recognising import recognise

HEAD = ["类别", "指标", "目标", "得分"]
COLUMNS = (60, 120, 80, 50)


def over(*parts: list[list[str]], open_rows: bool = False, columns: Any = (COLUMNS, COLUMNS)) -> list[list[str]]:
    """The one table that parts on pages of their own make; ``open_rows``: no line is drawn where a page ends."""

    def page(number: int) -> Any:
        last = not open_rows or number == len(parts) - 1
        return lambda canvas: table(canvas, parts[number], columns[number % 2], top=HIGH - 50, last=last)

    tables = read_bytes(pdf(*(page(number) for number in range(len(parts)))), "form").tables
    assert len(tables) == 1
    return grid(tables[0])


def row(number: int, group: str = "产出", name: str = "") -> list[str]:
    return [group, name or f"第{number}项工作", f"≥{number}0件", str(number)]


def test_a_head_printed_again_stays_where_it_is() -> None:
    assert over([HEAD, row(1)], [HEAD, row(2)]) == [HEAD, row(1), HEAD, row(2)]


@pytest.mark.parametrize(
    ("upper", "lower", "label"),
    [
        ("产出指标", "", "产出指标"),  # printed on the first page
        ("产出指标", "产出指标", "产出指标"),  # printed on both, and counted once
        ("部门履职", "（个性）", "部门履职（个性）"),  # cut in two
        ("社会效益", "指标", "社会效益指标"),
    ],
)
def test_a_merged_label_goes_on(upper: str, lower: str, label: str) -> None:
    first = [HEAD, row(1, group="过程指标"), row(2, group=upper), row(3, group="^")]
    second = [row(4, group=lower), row(5, group="^")]
    if upper != lower and lower:  # a label is cut where its cell ends
        first = [HEAD, row(1, group="过程指标"), row(2, group="^"), row(3, group=upper)]

    assert [line[0] for line in over(first, second)][-3:] == [label] * 3


def test_a_label_that_begins_anew_is_not_glued() -> None:
    first = [HEAD, row(1, group="产出指标"), row(2, group="^")]
    second = [row(3, group="效益指标"), row(4, group="^")]

    assert [line[0] for line in over(first, second)] == ["类别"] + ["产出指标"] * 2 + ["效益指标"] * 2


@pytest.mark.parametrize("heads", [[], [HEAD]], ids=["plain", "head-again"])
@pytest.mark.parametrize("drawn", [True, False], ids=["closed", "open"])
def test_a_row_cut_in_two_is_one(heads: list[list[str]], drawn: bool) -> None:
    first = [HEAD, row(1), row(2, name="检查食品生产经营单位和")]
    second = [*heads, ["", "小作坊家次", "", ""], row(3)]

    whole = over(first, second, open_rows=not drawn)

    assert whole == [HEAD, row(1), row(2, name="检查食品生产经营单位和小作坊家次"), *heads, row(3)]


def test_rows_that_only_look_cut_are_not_glued() -> None:
    first = [HEAD, row(1), row(2, name="检查食品生产经营单位和")]  # full to the border
    second = [row(3, name="抽检批次"), row(4)]

    assert over(first, second) == [*first, *second]


def test_a_head_of_two_rows_below_another_block_makes_no_column_of_groups(tmp_path: Path) -> None:
    """Its cells of two rows are no labels that could go on over the page: the names of two rows stay apart."""
    form = file_in(tmp_path, "hunan-department", "pdf", 544867595)
    assert form is not None
    names = [row.name.text for row in recognise(read(form.path)).indicators]
    assert names == [line.cells["name"] for line in form.laid.lines]


def test_columns_set_anew_are_matched_by_the_head() -> None:
    assert over([HEAD, row(1)], [HEAD, row(2)], columns=(COLUMNS, (70, 100, 90, 50))) == [HEAD, row(1), HEAD, row(2)]


def test_another_table_is_not_joined() -> None:
    funds = [["资金", "预算数", "执行数"], ["合计", "100", "93"]]
    two = pdf(lambda c: table(c, [HEAD, row(1)], COLUMNS), lambda c: table(c, funds, (150, 90, 90)))

    assert [grid(one) for one in read_bytes(two, "form").tables] == [[HEAD, row(1)], funds]


def test_a_table_within_a_cell_stays_in_it() -> None:
    def drawn(canvas: Any) -> None:
        table(canvas, [["说明", ""]], (60, 300), heights=[120])
        table(canvas, [["甲", "乙"], ["1", "2"]], (60, 60), top=HIGH - 90, left=140)

    document = read_bytes(pdf(drawn), "form")

    (outer,) = document.tables
    assert grid(outer)[0][0] == "说明"
    assert [grid(inner) for inner in outer.rows[0][1].tables] == [[["甲", "乙"], ["1", "2"]]]


def test_a_frame_around_the_page_is_no_table() -> None:
    def drawn(canvas: Any) -> None:
        canvas.rect(40, 40, 515, 760)
        canvas.drawString(60, HIGH - 60, "绩效自评表")
        table(canvas, [HEAD, row(1)], COLUMNS, top=HIGH - 90)

    assert first_grid(pdf(drawn)) == [HEAD, row(1)]


def paragraphs(document: Document) -> list[str]:
    """What is said outside of the grid of indicators, paragraph by paragraph."""
    said: list[str] = []
    for block in document.blocks:
        cells = (
            [block] if isinstance(block, Paragraph) else [one[0] for one in block.rows if len(set(map(id, one))) == 1]
        )
        said += [fold(part) for cell in cells for part in cell.text.split("\n")]
    return [fold(text) for text in said if text.strip()]


@needs_shared
@pytest.mark.parametrize("name", ["rugao-2023.pdf", "rugao-2023-typst.pdf", "rugao-2023.doc"])
def test_the_real_form(name: str) -> None:
    document = read(SHARED / "forms" / name)

    assert indicator_rows(main_table(document)) == yardstick()
    assert document.notices == ()
    printed = [fold(line) for line in TXT.read_text(encoding="utf-8").splitlines() if line.strip()]
    said = paragraphs(document)
    assert len(said) == 26
    assert [text.replace(" ", "") for text in said] == [
        text.split("]")[-1].replace(" ", "") for text in printed[: len(said)]
    ]


@needs_shared
@pytest.mark.parametrize("name", ["rugao-2023.pdf", "rugao-2023-typst.pdf", "rugao-2023.doc"])
def test_every_span_holds_its_text(name: str) -> None:
    document = read(SHARED / "forms" / name)

    for cell in (cell for one in document.tables for line in one.rows for cell in line):
        assert document.text[cell.start : cell.end] == cell.text
