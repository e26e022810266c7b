"""The text of a place is what stands there, while what is read of it has its white space folded."""

import pytest

from steelyard.model import Document
from steelyard.reading import read_bytes
from steelyard.recognising import recognise

ROWS = [
    ["一级指标", "三级指标", "指标值", "完成值", "权 重", "得分", "说 明"],
    ["产出 指标", "检查企 业家次", "≥ 20 家", "22\u3000家", "60", "60", "按 季 度"],
    ["效益指标", "办事  满意度", "≥90 %", "91%", "4 0", "40", ""],
    ["合  计", "", "", "", "100", "100", ""],
]


def tabbed() -> Document:
    return read_bytes("\n".join("\t".join(row) for row in ROWS).encode(), "表.txt")


def page() -> Document:
    cells = ("".join(f"<td>{cell.replace('  ', '<br>')}</td>" for cell in row) for row in ROWS)
    return read_bytes(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>".encode(), "表.html")


@pytest.mark.parametrize("document", [tabbed(), page()], ids=["text", "page"])
def test_a_place_holds_the_characters_of_the_document(document: Document) -> None:
    form = recognise(document)
    printed = [form.total.weight.printed, form.total.score.printed]
    for row in form.indicators:
        printed += [*row.groups, row.name, row.target, row.actual, row.weight.printed, row.score.printed, row.note]
    places = [one.place for one in printed if one.place is not None]

    assert [place.text for place in places] == [document.text[place.start : place.end] for place in places]
    assert any(" " in place.text for place in places)
    assert [row.name.text for row in form.indicators] == ["检查企业家次", "办事满意度"]
    assert [row.groups[0].text for row in form.indicators] == ["产出指标", "效益指标"]
