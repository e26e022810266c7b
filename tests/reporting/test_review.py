"""The review as a paper: it holds every fact of the HTML report, in an order that a reader follows, and links hold."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import html
from tests.recognising.test_any_table import documents
from tests.reporting.hand import ROWS, Sheet, audited
from tests.shared import SHARED, needs_shared

from steelyard import audit, read, recognise, report, score
from steelyard.measuring import LedgerFolder
from steelyard.model import Audited, Document, Lang
from steelyard.papers import Block, Cell, Drawing, Paper, Paragraph, Part, Table
from steelyard.papers.grid import grid
from steelyard.recognising import NotAForm
from steelyard.reporting.headings import WORDS
from steelyard.reporting.review import review

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
# What only a page needs: how to click, what its marks look like, how to filter its rows.
OF_THE_PAGE = (
    "numbers_note",
    "form_note",
    "legend",
    "only_marked",
    "contents",
    "back",
    "other_end",
    "same_again",
    "stands_at",
)


@cache
def example() -> Audited:
    form = recognise(read(EXAMPLES / "anlan-water-2025.docx"))
    ledgers = LedgerFolder(EXAMPLES / "ledgers")
    return audit(score(form), evidence=replace(ledgers.evidence(form), month_ends=ledgers.month_ends(form)))


@cache
def real() -> Audited:
    return audit(score(recognise(read(SHARED / "forms" / "rugao-2023.docx"))))


def paragraphs(blocks: tuple[Block, ...]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        elif isinstance(block, Table):
            found += [one for row in block.rows for cell in row for one in cell.paragraphs]
    return found


def text_of(paper: Paper) -> str:
    """All words of the paper in order, drawings as told, without blanks and numbers of findings."""
    said: list[str] = []
    for block in paper.blocks:
        if isinstance(block, Drawing):
            said.append(block.told + unescape(block.svg))
        elif isinstance(block, Part):
            said.append(block.name)
        else:
            said.append(block.caption if isinstance(block, Table) else "")
            said += ["".join(run.text for run in one.runs) for one in paragraphs((block,))]
    return squashed("\n".join(said))


def squashed(text: str) -> str:
    return re.sub(r"\s|\[\d+\]", "", text)


def facts(one: Audited, lang: Lang) -> list[str]:
    """Every text of the HTML report that is no aid for the page's reader."""
    tree = html.document_fromstring(report(one, "html", lang))
    aids = {squashed(WORDS[key].say(lang)) for key in OF_THE_PAGE}
    for node in tree.xpath(
        "//head | //nav | //*[@class='ref'] | //*[starts-with(@class, 'ref ')] | //p[@class='legend']"
    ):
        node.drop_tree()
    for node in tree.xpath("//svg"):
        node.getparent().replace(node, html.fromstring(f"<span>{node.xpath('string(desc)')}</span>"))
    said = (squashed(text) for text in tree.xpath("//body//text()"))
    return [text for text in said if text.strip("：:；;，,。.、（）()") and text not in aids]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "make", [audited, example, pytest.param(real, marks=needs_shared)], ids=["by hand", "with ledgers", "real"]
)
def test_what_the_page_shows_the_paper_has(make: Callable[[], Audited], lang: Lang) -> None:
    one = make()
    said = text_of(review(one, lang))
    missing = [fact for fact in facts(one, lang) if fact not in said]
    assert not missing


@pytest.mark.parametrize("make", [audited, example, pytest.param(real, marks=needs_shared)])
def test_anchors_are_single_and_links_lead_somewhere(make: Callable[[], Audited]) -> None:
    all_of_it = paragraphs(review(make()).blocks)
    anchors = [one.anchor for one in all_of_it if one.anchor]
    links = {run.link for one in all_of_it for run in one.runs if run.link}
    assert len(anchors) == len(set(anchors))
    assert links
    assert links <= {f"#{anchor}" for anchor in anchors}


def test_the_verdict_comes_first_and_what_to_do_next() -> None:
    blocks = review(audited()).blocks
    said = ["".join(run.text for run in one.runs) for one in blocks if isinstance(one, Paragraph)]
    assert said[:2] == ["绩效自评表核查报告", "2023年部门整体支出绩效自评价表"]
    verdict = said.index("1 处错误，3 处疑点，1 条提示：权重合计写100，逐行相加为103。")
    assert said[verdict + 1 : verdict + 4] == [
        "先做这些",
        "1. 权重合计有误：核对各行权重。[1]",
        "其中 2 行规则不能判定，按自评得分计入",
    ]
    assert said.index("一、核查发现") > verdict


def row_of(paper: Paper, start: str) -> tuple[Cell, ...]:
    """The first row of a table whose first cells say ``start``."""
    rows = [row for block in paper.blocks if isinstance(block, Table) for row in block.rows]
    return next(row for row in rows if "|".join(map(words, row)).startswith(start))


def words(cell: Cell) -> str:
    return "".join(run.text for one in cell.paragraphs for run in one.runs)


def test_a_finding_has_its_place_both_values_and_its_next_step() -> None:
    paper = review(audited())
    row = row_of(paper, "1|权重合计写100")
    assert [words(cell) for cell in row] == ["1", "权重合计写100，逐行相加为103。", "合计行权重“100”", "100", "103"]
    assert (row[4].number, row[4].format) == (Decimal(103), "0")
    (place,) = [run for one in row[2].paragraphs for run in one.runs]
    (marked,) = [one for one in paragraphs(paper.blocks) if f"#{one.anchor}" == place.link]
    assert "".join(run.text for run in marked.runs) == "100[1]"
    assert words(row_of(paper, "→ 建议 核对各行权重。")[0]) == "→ 建议 核对各行权重。"


def test_a_row_says_what_is_claimed_what_the_rule_gives_and_why() -> None:
    row = row_of(review(audited()), "1|预算执行率")
    assert [words(cell) for cell in row][4:] == ["20", "15", "18.72", "93.58 ÷ 100 × 20", "2"]
    assert [(cell.number, cell.format) for cell in row[4:7]] == [
        (Decimal(20), "0"),
        (Decimal(15), "0"),
        (Decimal("18.72"), "0.00"),
    ]
    banded = row_of(review(audited()), "2|制度健全性")
    assert (words(banded[6]), banded[6].number) == ("24—30", None)


def test_a_workbook_adds_the_rows_up_itself() -> None:
    row = row_of(review(audited()), "逐行相加|103|98||")
    assert [(cell.number, cell.formula) for cell in row[1:3]] == [
        (Decimal(103), "SUM({1,4}:{4,4})"),
        (Decimal(98), "SUM({1,5}:{4,5})"),
    ]
    assert [words(cell) for cell in row_of(review(audited()), "按规则计算|103||")][1:4] == ["103", "", "101.72"]


@pytest.mark.parametrize(
    ("printed", "number"),
    [("007", None), ("1E5", None), ("12345678901234567", None), ("-3.50", Decimal("-3.50")), ("", None), ("—", None)],
)
def test_only_what_a_workbook_keeps_as_printed_is_a_number(printed: str, number: Decimal | None) -> None:
    from steelyard.reporting.review.blocks import figure

    assert figure(printed).number == number


def test_the_form_is_there_as_filed_with_its_marks() -> None:
    paper = review(audited())
    said = text_of(paper)
    assert "工作中不存在什么问题。" in said
    rows = [row for block in paper.blocks if isinstance(block, Table) for row in block.rows]
    (row,) = [one for one in rows if words(one[0]) == "管理"]
    assert row[0].rows == 2
    assert [words(cell) for cell in row[1:]] == ["预算执行率", "100%", "93.58%[2]", "20", "15[2]", ""]
    bold = [run.text for one in paragraphs(paper.blocks) for run in one.runs if run.bold and run.tone == "soft"]
    assert "不存在什么问题" in bold


def test_nothing_found_and_nothing_measured_is_said() -> None:
    said = text_of(review(replace(audited(), findings=(), tallies=())))
    assert "未发现错误和疑点，0项检查全部做过。" in said
    assert "没有发现错误、疑点或需要提示之处。" in said
    assert "先做这些" not in said
    assert "没有给出台账，表上也没有分月的数，画不出逐月执行情况。" in said


def test_hostile_texts_are_texts() -> None:
    hostile = "=cmd|' /C calc'!A0 <b>#eval(1)$x$\\n &amp; {{ 7*7 }}"
    one = audited(Sheet(rows=(ROWS[0], (hostile, hostile, hostile, hostile, "30", "30", hostile), *ROWS[2:])))
    cells = [
        words(cell) for block in review(one).blocks if isinstance(block, Table) for row in block.rows for cell in row
    ]
    assert hostile in cells


def test_the_same_form_gives_the_same_paper() -> None:
    assert review(audited()) == review(audited())


def test_the_heads_of_the_form_are_repeated_though_a_label_reaches_down_the_whole_table() -> None:
    sheet = Sheet()
    grid = [list(row) for row in sheet.table.rows]
    label = replace(grid[0][0], text=grid[0][0].text, rowspan=len(grid))
    table = replace(sheet.table, rows=tuple((label, *row[1:]) for row in grid))
    document = replace(sheet.document, blocks=(*sheet.document.blocks[:-1], table))
    one = audited(sheet)
    changed = replace(one, scored=replace(one.scored, form=replace(one.scored.form, document=document)))
    (made,) = [
        block for block in review(changed).blocks if isinstance(block, Table) and words(block.rows[0][0]) == "类别"
    ]
    assert made.header_rows == 1
    assert [(words(row[0]), row[0].rows) for row in made.rows[:2]] == [("类别", 1), ("", len(grid) - 1)]


def test_running_text_in_a_cell_is_a_row_for_each_paragraph() -> None:
    """A page ends between rows only; a narrative that is one cell would begin on a page of its own."""
    from steelyard.model import Cell as Printed
    from steelyard.model import Table as Grid

    text = "第一段" * 60 + "\n" + "第二段"
    table = Grid(1, ((Printed(text, 0, len(text), 0, 0, 1, 2),) * 2,), 0, len(text))
    one = audited()
    document = Document("x.docx", "docx", "", text, (table,))
    bare = replace(one.scored.form, document=document, indicators=(), sections=())
    paper = review(replace(one, findings=(), scored=replace(one.scored, form=bare)))
    rows = [words(row[0]) for block in paper.blocks if isinstance(block, Table) for row in block.rows if row]
    assert [row for row in rows if row.startswith("第")][-2:] == ["第一段" * 60, "第二段"]


@given(documents())
@settings(max_examples=100, deadline=None)
def test_any_form_can_be_laid_out_and_nothing_of_it_is_lost(document: Document) -> None:
    try:
        form = recognise(document)
    except NotAForm:
        return
    paper = review(audit(score(form)))
    for block in paper.blocks:
        if isinstance(block, Table):
            grid(block)
    filed = paper.blocks[[block.name for block in paper.blocks if isinstance(block, Part)].index("原表标注") :]
    said = text_of(replace(paper, blocks=filed))
    texts = [cell.text for table in form.document.tables for row in table.rows for cell in row]
    assert not [text for text in texts if squashed(text) not in said]
