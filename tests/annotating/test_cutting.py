"""Whatever runs a paragraph consists of, and whatever words are remarked on: the words are marked, the text stays."""

from html import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.annotating.judging import changed, comments, same_text, without_marks
from tests.reading.making import docx, p, tbl, tr

from steelyard.reading import read_bytes
from steelyard.reading.tracing import trace
from steelyard.reporting.annotating import word
from steelyard.reporting.annotating.remarks import Remark

words = st.text(st.sampled_from("案件12 \u3000&<>'\"é𠮷，"), min_size=1, max_size=6)
properties = st.sampled_from(("", "<w:rPr/>", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:sz w:val="18"/></w:rPr>'))
pieces = st.one_of(
    words.map(lambda text: f'<w:t xml:space="preserve">{escape(text)}</w:t>'),
    words.filter(lambda text: text == text.strip(" ")).map(lambda text: f"<w:t>{escape(text)}</w:t>"),
    st.sampled_from(("<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>", "<w:lastRenderedPageBreak/>")),
)
runs = st.builds(
    lambda before, inside: f"<w:r>{before}{''.join(inside)}</w:r>", properties, st.lists(pieces, min_size=1, max_size=3)
)
wrapped = st.one_of(
    runs,
    runs.map(lambda run: f'<w:ins w:id="1" w:author="a">{run}</w:ins>'),
    runs.map(lambda run: f'<w:hyperlink w:anchor="x">{run}</w:hyperlink>'),
    runs.map(lambda run: f"<w:sdt><w:sdtPr/><w:sdtContent>{run}</w:sdtContent></w:sdt>"),
    st.just('<w:del w:id="2" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'),
    st.just("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"),
)
paragraphs = st.lists(wrapped, min_size=1, max_size=5).map(lambda inside: f"<w:p>{''.join(inside)}</w:p>")


@given(st.lists(paragraphs, min_size=1, max_size=3), st.booleans(), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_of_any_runs(content: list[str], within: bool, data: st.DataObject) -> None:
    inside = "".join(content)
    body = tbl(tr("指标", f"<w:tc><w:tcPr/>{inside}</w:tc>")) if within else inside + tbl(tr("指标", "值"))
    before = docx(p("题目") + body)
    document = read_bytes(before, "form")
    assert trace(before, "form")[0] == document
    bounds = st.tuples(*[st.integers(0, len(document.text))] * 2).map(sorted)
    places = data.draw(st.lists(bounds, min_size=1, max_size=4))
    remarks = [Remark(start, end, "doubt", ("疑点", "说明")) for start, end in places]
    after = word.annotate(before, "form", remarks)
    assert same_text(before, after)
    assert changed(before, after)[1] == {"word/comments.xml"}
    assert without_marks(after, range(len(remarks))) == without_marks(before, range(0))
    for (start, end), said in zip(places, comments(after), strict=True):
        named = "".join(document.text[start:end].split())
        if named:  # the rest are places between words, where the nearest paragraph is marked
            assert "".join(said.at.split()) == named
