"""Old workbooks: number formats, merges, what is hidden; and the process that reads them apart."""

import io
import os
import signal
import time

import pytest
import xlwt
from tests.reading.making import asides, grid

from steelyard.model import Document
from steelyard.reading import UnreadableDocument, limits, read_bytes, worker
from steelyard.reading.errors import Damaged, Encrypted, TookTooLong, TooMuchMemory

FORK_AMONG_THREADS = "ignore:.*use of fork.*:DeprecationWarning"


def styled(code: str) -> xlwt.XFStyle:
    style = xlwt.XFStyle()
    style.num_format_str = code
    return style


def workbook() -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("表")
    page.write_merge(0, 0, 0, 2, "自评表")
    page.write(1, 0, 0.9358, styled("0.00%"))
    page.write(1, 1, 17207.98, styled("#,##0.00"))
    page.write(1, 2, 45000, styled('yyyy"年"m"月"d"日"'))
    page.write(2, 0, 3)
    page.write(2, 1, True)
    page.write(2, 2, "≥85%")
    page.write(3, 0, "旧")
    page.row(3).hidden = True
    page.write(4, 0, 5, styled(";;;"))
    back = book.add_sheet("隐")
    back.write(0, 0, "底稿")
    back.visibility = 1
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def test_cells_show_as_their_formats_say() -> None:
    document = read_bytes(workbook(), "表.xls")

    assert document.format == "xls"
    assert grid(document.tables[0]) == [
        ["自评表", "自评表", "自评表"],
        ["93.58%", "17,207.98", "2023年3月15日"],
        ["3", "TRUE", "≥85%"],
        ["", "", ""],
    ]
    assert asides(document) == [("hidden", "5"), ("hidden", "旧"), ("hidden", "底稿")]


def test_a_fresh_interpreter_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_may_fork", lambda: False)
    apart = read_bytes(workbook(), "表.xls")
    monkeypatch.undo()

    assert apart == read_bytes(workbook(), "表.xls")


def test_an_encrypted_workbook_says_so() -> None:
    data = workbook()
    first = data.index(b"\xe1\x00\x02\x00")  # INTERFACEHDR, right behind the beginning; FILEPASS stands there

    with pytest.raises(Encrypted):
        read_bytes(data[:first] + b"\x2f\x00\x02\x00" + data[first + 4 :], "表.xls")


@pytest.mark.parametrize("keep", [700, 3000, 5000])
def test_a_workbook_cut_off_is_damaged(keep: int) -> None:
    with pytest.raises(Damaged):
        read_bytes(workbook()[:keep], "表.xls")


def hang(*_: object) -> Document:
    time.sleep(60)
    raise AssertionError


def swell(*_: object) -> Document:
    raise AssertionError(len([bytes(10**8) for _ in range(10**6)]))


def die(*_: object) -> Document:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def fail(*_: object) -> Document:
    raise TooMuchMemory("表.xls")


@pytest.mark.filterwarnings(FORK_AMONG_THREADS)
@pytest.mark.parametrize(
    ("reader", "error"), [(hang, TookTooLong), (swell, TooMuchMemory), (die, Damaged), (fail, TooMuchMemory)]
)
def test_a_reader_that_runs_wild_ends_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, reader: object, error: type[UnreadableDocument]
) -> None:
    monkeypatch.setattr(worker, "_may_fork", lambda: True)
    monkeypatch.setattr(worker, "build", reader)
    monkeypatch.setattr(limits, "SECONDS", 1.0)
    monkeypatch.setattr(limits, "MEMORY", 300_000_000)

    with pytest.raises(error) as caught:
        read_bytes(workbook(), "表.xls")

    assert caught.value.message.zh.count("。") == 1
