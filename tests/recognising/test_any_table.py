"""Whatever a table holds, it is recognised or refused in one sentence, and no printed row is lost in silence."""

from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.model import Document, Form
from steelyard.reading.building import Builder
from steelyard.recognising import NotAForm, recognise
from steelyard.recognising.words import lexicon

HEADINGS = [word for words in lexicon().columns.values() for word in words[:2]]
MONEY = [word for words in lexicon().funds.values() for word in words[:2]]
LABELS = [
    "合计",
    "小计",
    "总分（100分）",
    "产出指标（50分）",
    "其中：一项",
    "年度总体目标",
    "填报人：",
    "注：1.计分。",
    "存在问题",
]
VALUES = [
    "",
    " ",
    "—",
    "3",
    "３.5分",
    "≥90%",
    "98.2%",
    "完成",
    "2023年12月",
    "基本支出",
    "年初预算",
    "按期完成各项任务，群众满意。",
    "优",
]
texts = st.sampled_from([*HEADINGS, *MONEY, *LABELS, *VALUES]) | st.text(max_size=6)
cells = st.tuples(texts, st.sampled_from((1, 1, 1, 2, 5)), st.sampled_from((1, 1, 1, 2, 3)))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Paragraphs and tables of any cells; half of the tables begin with a header."""
    builder = Builder("any")
    for _ in range(draw(st.integers(1, 3))):
        builder.paragraph(draw(texts))
        table = builder.table()
        if draw(st.booleans()):
            table.row()
            for word in draw(st.lists(st.sampled_from(HEADINGS), min_size=4, max_size=8)):
                table.cell(word)
        for row in draw(st.lists(st.lists(cells, max_size=8), min_size=1, max_size=6)):
            table.row()
            for text, down, across in row:
                table.cell(text, rowspan=down, colspan=across)
    builder.paragraph("末段")
    return builder.document("docx")


@given(documents())
@settings(max_examples=400, deadline=None)
def test_any_document_is_recognised_or_refused(document: Document) -> None:
    try:
        form = recognise(document)
    except NotAForm:
        return
    assert [row.row for row in form.indicators] == list(range(1, len(form.indicators) + 1))
    assert spans_are_in(form)


def spans_are_in(form: Form) -> bool:
    end = len(form.document.text)
    places = [row.name.place for row in form.indicators] + [line.amount.printed.place for line in form.budget]
    sections = [(part.start, part.end) for part in form.sections]
    return all(0 <= first <= last <= end for first, last in [*((p.start, p.end) for p in places if p), *sections])


MARKED = "孤立的一格数"


@given(st.integers(0, 3), st.lists(st.sampled_from(["", "3", "—"]), min_size=3, max_size=3))
@settings(max_examples=60, deadline=None)
def test_a_row_that_prints_anything_is_an_indicator_or_told(at: int, rest: list[str]) -> None:
    """Among good rows, a row with one odd cell comes out as an indicator, or as a remark of what was not placed."""
    builder = Builder("odd")
    table = builder.table()
    odd = [MARKED if place == at else rest[place - (place > at)] for place in range(4)]
    for row in [("三级指标", "年度指标值", "实际完成值", "分值"), ("检测样品", "10个", "10个", "100"), tuple(odd)]:
        table.row()
        for text in row:
            table.cell(text)
    form = recognise(builder.document("docx"))
    told = [text.text for row in form.indicators for text in (row.name, row.target, row.actual, row.weight.printed)]
    told += [said.zh for said in form.unplaced]
    assert any(MARKED in text for text in told)
