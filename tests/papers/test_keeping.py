"""What stays on one page of a Word file: a short table, a heading with its note and what follows; no more than that."""

from decimal import Decimal

from lxml import etree
from tests.papers.opening import part
from tests.papers.samples import cell, line
from tests.papers.test_docx import W

from steelyard.papers import Paper, Table, write
from steelyard.papers.keeping import leads


def kept(paper: Paper) -> list[tuple[str, bool]]:
    """Each paragraph's text and whether it stays with the next one."""
    body = part(write(paper, "docx"), "word/document.xml")
    return [
        ("".join(text.text or "" for text in one.iter(f"{W}t")), one.find(f"{W}pPr/{W}keepNext") is not None)
        for one in body.iter(f"{W}p")
    ]


def rows(count: int) -> Table:
    return Table((Decimal(1),), tuple((cell(f"第{number}行"),) for number in range(count)))


def test_the_rows_of_a_short_table_stay_together() -> None:
    assert dict(kept(Paper("表", (rows(3),)))) | {"": False} == {
        "第0行": True,
        "第1行": True,
        "第2行": False,
        "": False,
    }


def test_a_table_of_more_than_half_a_page_may_be_broken() -> None:
    assert not any(stays for _, stays in kept(Paper("表", (rows(60),))))


def test_a_note_below_a_heading_stays_with_what_it_is_about() -> None:
    note = line("规则只给出档次的，写明上下限。", "note")
    assert leads(line("二、得分核算", "heading"), note)
    assert (note.runs[0].text, True) in kept(Paper("表", (line("二、得分核算", "heading"), note, rows(60))))


def test_other_notes_and_texts_do_not() -> None:
    assert not leads(rows(1), line("以上为全部。", "note"))
    assert not leads(None, line("以上为全部。", "note"))
    assert not leads(line("二、得分核算", "heading"), line("正文。"))


def test_the_elements_stay_in_their_order() -> None:
    body = part(
        write(Paper("表", (line("标题", "heading"), line("说明", "note"), rows(2))), "docx"), "word/document.xml"
    )
    for properties in body.iter(f"{W}pPr"):
        names = [etree.QName(one).localname for one in properties]
        assert names.count("keepNext") <= 1
        assert names[0] == "pStyle"
