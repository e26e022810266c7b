"""Whole forms: made-up ones of every family with a fault in each, and the real one with every trick of a Word file."""

import itertools
from pathlib import Path

import pytest
from tests.annotating.judging import boxes, changed, comments, notes, without_marks
from tests.generator.families import FAMILIES
from tests.generator.faults import Fault
from tests.generator.filing import file_in
from tests.shared import SHARED, needs_shared

from steelyard import audit, recognise_all, score
from steelyard.model import Audited
from steelyard.reading import read_bytes
from steelyard.reading.tracing import trace
from steelyard.reporting.annotating import NotAnnotated, annotate
from steelyard.reporting.annotating.remarks import remarks

KINDS = ("docx", "docx-tricky", "xlsx", "xlsx-typed")
PARTS = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def audits(data: bytes, path: str) -> list[Audited]:
    return [audit(score(form)) for form in recognise_all(read_bytes(data, path))]


def held(data: bytes, path: str) -> int:
    """Annotates a form and sees to all that must hold; answers how many places its findings name."""
    found = audits(data, path)
    after = annotate(found, data)
    assert after == annotate(found, data)
    said, document = remarks(found, "zh"), found[0].scored.form.document
    assert trace(data, path)[0].text == document.text
    if not said:
        assert after == data
        return 0
    assert read_bytes(after, path).text == document.text
    assert [one.findings for one in audits(after, path)] == [one.findings for one in found]
    if document.format == "docx":
        parts, new = changed(data, after)
        assert parts <= PARTS
        assert new - PARTS == {"word/comments.xml"}
        assert without_marks(after, range(len(said))) == without_marks(data, range(0))
        written = comments(after)
        assert [one.text for one in written] == ["\n".join(remark.lines) for remark in said]
        for remark, one in zip(said, written, strict=True):
            named = document.text[remark.start : remark.end].split()
            assert not named or "".join(one.at.split()) == "".join(named)
    else:
        assert [one.at for one in notes(after)] == boxes(after)
        text = "\n".join(one.text for one in notes(after))
        assert all(line in text for remark in said for line in remark.lines[:2])
    return len(said)


def test_made_up_forms_are_annotated_and_nothing_else(tmp_path: Path) -> None:
    faults = itertools.cycle(Fault)
    places = 0
    for seed, (family, kind) in enumerate(zip(FAMILIES, itertools.cycle(KINDS), strict=False)):
        filed = next(one for fault in faults if (one := file_in(tmp_path, family, kind, seed, fault)) is not None)
        places += held(filed.path.read_bytes(), str(filed.path))
    assert places > len(FAMILIES) / 2


@needs_shared
@pytest.mark.parametrize(
    "name", ["rugao-2023.docx", "rugao-2023-tricky.docx", "rugao-2023.xlsx", "rugao-2023-typed.xlsx"]
)
def test_the_real_form_is_annotated_and_nothing_else(name: str) -> None:
    assert held((SHARED / "forms" / name).read_bytes(), name) > 50


@needs_shared
def test_the_words_of_a_remark_on_the_real_form() -> None:
    data = (SHARED / "forms" / "rugao-2023-tricky.docx").read_bytes()
    said = {one.text for one in comments(annotate(audits(data, "f"), data)) if one.at == "1276件"}
    (text,) = [one for one in said if "narrative-contradicts-table" in one]
    heading, message, stated, step, elsewhere = text.split("\n")
    assert heading == "错误 · 文表不符 [narrative-contradicts-table]"
    assert "1276" in message
    assert "1210" in message
    assert stated == "表内所写：1276；核算：1210。"
    assert step.startswith("→ ")
    assert "第15行" in elsewhere


def test_a_clean_form_is_returned_as_it_is(tmp_path: Path) -> None:
    filed = file_in(tmp_path, "national", "docx", 0)
    assert filed is not None
    data = filed.path.read_bytes()
    found = audits(data, "f")
    assert not found[0].findings
    assert annotate(found, data) == data


def test_a_file_that_changed_since_it_was_checked_is_refused(tmp_path: Path) -> None:
    one, other = (file_in(tmp_path, "national", "docx", seed) for seed in (0, 1))
    assert one is not None
    assert other is not None
    with pytest.raises(NotAnnotated, match="changed since"):
        annotate(audits(one.path.read_bytes(), "f"), other.path.read_bytes())
