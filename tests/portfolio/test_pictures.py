"""What the answers look like: forms by name while they are few, bands where they are many; as page, chart, workbook."""

import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from tests.portfolio.test_questions import ask, counts, unit

from steelyard.model import Message
from steelyard.portfolio.asking import Answer, Heading
from steelyard.portfolio.charting import banded, counted
from steelyard.portfolio.picturing import drawings
from steelyard.portfolio.refusing import PortfolioError
from steelyard.portfolio.tables import rendered

pytest.importorskip("ibis", reason="the extra portfolio is not installed")
POINTS = Message("分", "points")
FORMS = [unit(f"{name}局", counts(*[f"{met}家"] * 5), total=("100", "100")) for name, met in (("甲", 100), ("乙", 90))]


def labels(answer: Answer) -> list[str]:
    return [label if isinstance(label, str) else label.zh for label in answer.charts[0].labels]


def test_few_forms_are_drawn_by_name_in_their_order(tmp_path: Path) -> None:
    answer, _ = ask(tmp_path, "rank", *FORMS, by="stated")
    [chart] = answer.charts
    assert labels(answer) == ["乙局 2023", "甲局 2023"]
    assert [one.zh for one in chart.series] == ["表上总分", "规则得分"]
    assert chart.values == ((Decimal("100.00"),) * 2, (Decimal("90.00"), Decimal("100.00")))
    answer, _ = ask(tmp_path / "errors", "rank", *FORMS, by="errors")
    assert answer.charts[0].values == ((0, 5),), "errors alone, fewest first"


def test_many_forms_are_drawn_by_band(tmp_path: Path) -> None:
    answer, found = ask(tmp_path, "rank", *[FORMS[0]] * 15, *[FORMS[1]] * 6)
    assert labels(answer) == ["<60分", "60–70分", "70–80分", "80–90分", "90–100分", "≥100分"]
    assert answer.charts[0].values == ((0, 0, 0, 0, 6, 15),)
    assert len(found) == 21


def test_a_value_on_an_edge_belongs_to_the_band_that_begins_there() -> None:
    chart = banded(POINTS, [Decimal("59.99"), Decimal(60), Decimal(100)], (60, 100), POINTS)
    assert chart.values == ((1, 1, 1),)


def test_peers_and_grades_are_drawn_side_by_side(tmp_path: Path) -> None:
    answer, _ = ask(tmp_path / "a", "compare", *FORMS)
    assert labels(answer) == ["乙局 2023", "甲局 2023"]
    assert answer.charts[0].values == ((Decimal("90.00"), Decimal("100.00")), (Decimal("100.00"), Decimal("90.00")))
    answer, _ = ask(tmp_path / "b", "what-if", *FORMS, rules="grades=platform-80-70-60/grades")
    assert labels(answer)[-1] == "没有等级"
    assert [sum(values) for values in answer.charts[0].values] == [2, 2]


HEADINGS = (Heading("unit", Message("单位", "unit")), Heading("score", Message("得分", "score"), "number"))
SAID = Message("一句话。", "One sentence.")


def answer(lines: int = 1) -> Answer:
    chart = counted(Message("份数", "how many"), {Message("<甲>&", "<a>&"): 3, Message("乙", "b"): 0})
    return Answer(SAID, HEADINGS, [("<b>甲</b>局", Decimal("1.5"))] * lines, (chart,))


def test_a_page_has_sentence_chart_and_table_and_no_script() -> None:
    page = rendered(answer(), ".html", "zh").decode()
    assert "一句话。" in page
    assert "&lt;b&gt;甲&lt;/b&gt;局" in page
    assert 'alt="份数：&lt;甲&gt;&amp;：份数 3份；乙：份数 0份"' in page
    assert "<script" not in page
    assert "另有" not in page
    assert "另有20行" in rendered(answer(520), ".html", "zh").decode()
    assert "One sentence." in rendered(answer(), ".html", "en").decode()


def test_a_chart_alone_is_svg_and_an_answer_without_one_says_so() -> None:
    root = etree.fromstring(rendered(answer(), ".svg", "zh"))
    texts = [text for text in root.itertext() if text.strip()]
    assert {"份数", "<甲>&", "乙", "3", "0"} <= set(texts)
    with pytest.raises(PortfolioError, match="no figures to draw"):
        rendered(Answer(SAID, HEADINGS, []), ".svg", "zh")


def test_a_workbook_has_its_charts_and_their_figures() -> None:
    from openpyxl import load_workbook

    data = rendered(answer(), ".xlsx", "zh")
    book = load_workbook(BytesIO(data))
    assert book.sheetnames[1:] == ["图", "图表数据"]
    assert [[cell.value for cell in row] for row in book["图表数据"]["A1:B3"]] == [
        ["份", "份数"],
        ["<甲>&", 3],
        ["乙", 0],
    ]
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert [name for name in package.namelist() if "charts/chart" in name] == ["xl/charts/chart1.xml"]
    plain = load_workbook(BytesIO(rendered(Answer(SAID, HEADINGS, []), ".xlsx", "zh")))
    assert len(plain.sheetnames) == 1


def test_an_unknown_value_is_drawn_as_unknown() -> None:
    chart = counted(POINTS, {POINTS: 1})._replace(values=((None,),))
    [drawing] = drawings(Answer(SAID, HEADINGS, [], (chart,)), "zh")
    assert "没有读出" in drawing.svg
