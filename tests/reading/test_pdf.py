"""PDF: tables as their lines bound them, text as its places tell."""

from typing import Any

import pytest
from tests.reading.drawing import HIGH, WIDE, dashed, doubled, pdf, pieces, sliver, stroke, table, turned, words
from tests.reading.making import asides, first_grid, grid
from tests.reading.room_font import TARGET, made

from steelyard.reading import UnreadableDocument, read_bytes
from steelyard.reading.errors import Damaged, Empty, Encrypted, ImageOnly, NoTable, TooLarge

MERGED = [
    ["一级指标", "三级指标", "目标值", "<", "得分"],
    ["产出指标", "巡查次数", "≥", "40次", "10"],
    ["^", "办结率", "≥", "95%", "9.5"],
    ["合计", "<", "<", "<", "19.5"],
]
SPREAD = [
    ["一级指标", "三级指标", "目标值", "目标值", "得分"],
    ["产出指标", "巡查次数", "≥", "40次", "10"],
    ["产出指标", "办结率", "≥", "95%", "9.5"],
    ["合计", "合计", "合计", "合计", "19.5"],
]
COLUMNS = (90, 130, 40, 80, 60)


def page(rows: Any = MERGED, **options: Any) -> Any:
    return lambda canvas: table(canvas, rows, COLUMNS, **options)


@pytest.mark.parametrize("line", [stroke, sliver, pieces, doubled, dashed], ids=lambda line: str(line.__name__))
def test_merged_cells_are_those_that_no_line_divides(line: Any) -> None:
    assert first_grid(pdf(page(line=line))) == SPREAD


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_reads_as_it_is_set(degrees: int) -> None:
    assert first_grid(turned(pdf(page()), degrees)) == SPREAD


def test_a_table_set_sideways_reads_upright() -> None:
    def sideways(canvas: Any) -> None:
        canvas.rotate(90)
        canvas.translate(0, -WIDE)
        table(canvas, MERGED, COLUMNS, top=WIDE - 60)

    assert first_grid(pdf(sideways)) == SPREAD


def test_a_table_within_a_form_object() -> None:
    def placed(canvas: Any) -> None:
        canvas.beginForm("block")
        canvas.setFont("STSong-Light", 10)
        table(canvas, MERGED, COLUMNS)
        canvas.endForm()
        canvas.translate(20, -100)
        canvas.doForm("block")

    assert first_grid(pdf(placed)) == SPREAD


def test_cells_told_apart_by_their_colour_alone() -> None:
    def filled(canvas: Any) -> None:
        for r in range(3):
            for c in range(3):
                canvas.setFillColorRGB(0.85, 0.9, 1)
                canvas.rect(60 + c * 82, 700 - r * 26, 80, 24, stroke=0, fill=1)
                canvas.setFillColorRGB(0, 0, 0)
                words(canvas, 64 + c * 82, 724 - r * 26, f"格{r}{c}")

    assert first_grid(pdf(filled)) == [[f"格{r}{c}" for c in range(3)] for r in range(3)]


@pytest.mark.parametrize("rules", [(0, 1, 4), (0, 1, 2, 3, 4), ()], ids=["three", "level", "none"])
def test_columns_without_upright_lines(rules: tuple[int, ...]) -> None:
    rows = [["序号", "指标", "目标值", "得分"]] + [[str(n), f"第{n}项指标", f"≥{n}0件", f"{n}"] for n in range(1, 4)]

    def drawn(canvas: Any) -> None:
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                words(canvas, 70 + c * 110, 700 - r * 24, text)
        for r in rules:
            canvas.line(60, 700 - r * 24, 500, 700 - r * 24)

    assert first_grid(pdf(drawn)) == rows


def test_lines_that_bound_no_cell_divide_none() -> None:
    rows = [["指标", "目标", "值", "完成", "得分"], ["次数", "10", "次", "旧9 8次", "5"]]

    def drawn(canvas: Any) -> None:
        end = table(canvas, rows, COLUMNS)
        canvas.line(64, end + 9, 84, end + 9)  # under a word
        canvas.line(64 + 260, end + 14.5, 64 + 260 + 15, end + 14.5)  # through 旧9

    document = read_bytes(pdf(drawn), "form")

    assert grid(document.tables[0]) == [rows[0], ["次数", "10", "次", "8次", "5"]]
    assert asides(document) == [("deleted", "旧9")]


def test_a_row_that_was_struck_out_is_gone() -> None:
    rows = [["指标", "目标", "值", "完成", "得分"], ["甲项", "乙项", "丙", "丁项", "5"], ["次数", "10", "次", "8", "5"]]

    def drawn(canvas: Any) -> None:
        table(canvas, rows, COLUMNS)
        for x, wide in ((64, 20), (154, 20), (284, 10), (324, 20), (404, 5)):
            canvas.line(x, HIGH - 60 - 24 - 9.5, x + wide, HIGH - 60 - 24 - 9.5)

    assert first_grid(pdf(drawn)) == [rows[0], rows[2]]


def test_lines_of_a_cell_are_joined_where_they_had_to_break() -> None:
    rows = [
        ["检查食品生产经营单位的\n家次", "2023年12月\n31日前", "按照计划完成\n全部工作任务", "元/\n人", "甲。\n乙。"]
    ]

    def drawn(canvas: Any) -> None:
        table(canvas, rows, (120, 62, 70, 40, 80), heights=[40])

    assert first_grid(pdf(drawn)) == [
        ["检查食品生产经营单位的家次", "2023年12月31日前", "按照计划完成全部工作任务", "元/人", "甲。\n乙。"]
    ]


def test_paragraphs_running_heads_and_page_numbers() -> None:
    first = "　　" + "本单位负责全市相关管理工作并组织实施年度重点任务和各项改革" + "措施其中"
    lines = [first, "预算执行情况良好。", "　　下一年度继续加强管理。"]

    def prose(canvas: Any) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(60, 700 - number * 18, line)

    def headed(canvas: Any, number: int) -> None:
        canvas.drawString(60, HIGH - 30, "绩效评价资料")
        canvas.drawCentredString(WIDE / 2, 30, f"- {number} -")

    document = read_bytes(
        pdf(lambda c: (prose(c), headed(c, 1)), lambda c: (table(c, MERGED, COLUMNS), headed(c, 2))), "form"
    )

    texts = [block.text for block in document.blocks[:-1] if hasattr(block, "text")]
    assert texts == ["".join(lines[:2]).strip("　"), lines[2].strip("　")]
    assert asides(document) == [
        ("header", "绩效评价资料"),
        ("footer", "- 1 -"),
        ("header", "绩效评价资料"),
        ("footer", "- 2 -"),
    ]


def test_text_in_white_is_read_and_told() -> None:
    def drawn(canvas: Any) -> None:
        end = table(canvas, MERGED, COLUMNS)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(60, end - 40, "旧数据")

    document = read_bytes(pdf(drawn), "form")

    assert ("hidden", "旧数据") in asides(document)
    assert "旧数据" in document.text


def test_text_cut_away_is_not_in_the_form() -> None:
    def drawn(canvas: Any) -> None:
        table(canvas, MERGED, COLUMNS)
        clip = canvas.beginPath()
        clip.rect(0, 0, WIDE, 50)
        canvas.clipPath(clip, stroke=0)
        words(canvas, 60, HIGH - 200, "底稿")

    document = read_bytes(pdf(drawn), "form")

    assert "底稿" not in document.text
    assert asides(document) == [("hidden", "底稿")]


def scan(canvas: Any) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (40, 60), "grey")), 0, 0, WIDE, HIGH)


def test_a_page_that_is_a_picture_is_told() -> None:
    assert "第2页" in read_bytes(pdf(page(), scan), "form").notices[0].zh


def encrypted() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return pdf(page(), encrypt=StandardEncryption("secret"))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (pdf(scan), ImageOnly),
        (encrypted(), Encrypted),
        (pdf(page())[:-900], Damaged),
        (b"%PDF-1.7\n nothing of the kind\n%%EOF", Damaged),
        (pdf(lambda canvas: None), Empty),
        (pdf(lambda canvas: canvas.drawString(60, 700, "没有表格")), NoTable),
        (pdf(*[lambda canvas: None] * 501), TooLarge),
    ],
    ids=["scan", "encrypted", "truncated", "garbage", "empty", "no-table", "pages"],
)
def test_what_cannot_be_read_says_why(data: bytes, error: type[UnreadableDocument]) -> None:
    with pytest.raises(error) as caught:
        read_bytes(data, "自评表.pdf")
    assert "自评表.pdf" in caught.value.message.zh


def test_the_font_is_what_its_maker_makes() -> None:
    assert made() == TARGET.read_bytes()
