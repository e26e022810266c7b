"""The four kinds of file hold the same content, and the same paper gives the same bytes."""

import subprocess
import sys
from dataclasses import replace
from hashlib import sha256

import pytest
from tests.papers.opening import squeezed, words
from tests.papers.samples import of_every_kind, of_form_size, texts

from steelyard import read
from steelyard.model import Table as Read
from steelyard.papers import KINDS, Kind, Paper, PaperError, Paragraph, Run, write


@pytest.mark.parametrize("landscape", [False, True], ids=["portrait", "landscape"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_text_of_a_paper_is_in_each_file(kind: Kind, landscape: bool) -> None:
    paper = of_every_kind(landscape)
    found = words(kind, write(paper, kind))
    told = list(texts(paper))
    if kind == "pdf":  # an alternative text is no text of a page; test_pdf looks at it
        told = [one for one in told if not one.startswith("图示")]
    if kind == "xlsx":  # a number is stored as one; test_xlsx looks at what it prints
        told = [one for one in told if not one[:1].isdigit()]
    assert not [one for one in told if squeezed(one) not in found]


@pytest.mark.parametrize("kind", KINDS)
def test_another_process_writes_the_same_bytes(kind: Kind) -> None:
    code = (
        "from hashlib import sha256; from steelyard.papers import write; "
        "from tests.papers.samples import of_every_kind; "
        f"print(sha256(write(of_every_kind(), {kind!r})).hexdigest())"
    )
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert there == sha256(write(of_every_kind(), kind)).hexdigest()


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_reader_reads_the_table_back(kind: Kind, tmp_path) -> None:
    file = tmp_path / f"form.{kind}"
    file.write_bytes(write(of_form_size(), kind))
    rows: dict[str, list[str]] = {}
    for block in read(file).blocks:
        if isinstance(block, Read):
            by_row = [[one.text for one in row] for row in block.rows if row]
            rows |= {cells[-1]: cells for cells in by_row if cells[-1].startswith("附件")}
    assert len(rows) == 39
    for number in range(1, 40):
        found = [squeezed(text) for text in rows[f"附件{number}"]]
        assert found[-7:-2] == [
            f"监督抽检批次第{number}项", f"≥{4999 + number}批次", f"{5099 + number}批次", "2.50", "2.10",
        ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "JAVAscript:x"])
def test_a_link_that_could_act_is_refused(kind: Kind, link: str) -> None:
    with pytest.raises(PaperError, match="no web, mail or relative address"):
        write(Paper("t", (Paragraph((Run("x", link=link),)),)), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_to_no_anchor_and_an_anchor_given_twice_are_refused(kind: Kind) -> None:
    with pytest.raises(PaperError, match="which no paragraph has"):
        write(Paper("t", (Paragraph((Run("x", link="#nowhere"),)),)), kind)
    with pytest.raises(PaperError, match="given twice"):
        write(Paper("t", (Paragraph((Run("x"),), anchor="a"),) * 2), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_paper_is_a_file(kind: Kind) -> None:
    assert words(kind, write(Paper("", ()), kind)) == ""
    assert write(replace(of_every_kind(), lang="en"), kind)


def test_another_kind_is_refused() -> None:
    with pytest.raises(PaperError, match="no writer of"):
        write(Paper("", ()), "rtf")  # type: ignore[arg-type]
