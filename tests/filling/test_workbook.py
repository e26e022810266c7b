"""The workbook for filling in: what it asks, and that what is filled in is read as it was meant."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.filling import Data, FillError
from steelyard.filling.data import Funds, Goals, Indicator, Measured, Money
from steelyard.filling.workbook import read_workbook, workbook
from steelyard.packs.forms import profiles
from steelyard.packs.templates import layouts
from steelyard.reading import UnreadableDocument

PROFILES = sorted(layouts())
CARD, MONEY, VALUES, TEXT, ROWS = "基本情况", "预算", "数据", "正文", "绩效指标"


def data(profile: str = "rugao-department", **others: Any) -> Data:
    row = Indicator(name="培训人次", target="≥200人次", actual="213人次", weight=Decimal(10), groups=("共性", "人事"))
    said = {"profile": profile, "organization": "安澜市水务局", "year": 2026, "indicators": (row,)}
    return Data(**{**said, **others})


def read(content: bytes) -> Data:
    return read_workbook(content, "我的.xlsx")


words = st.text("安澜水务局甲乙丙丁abc{}.=≥%，。", min_size=1, max_size=12).map(str.strip).filter(bool)
figures = st.decimals(0, 10**9, places=4).map(lambda value: value.normalize() + 0)
numbers = words | st.builds(Measured, measure=st.just("archive-look-ups/look-ups"), unit=st.sampled_from(("", "万件")))
paragraphs = st.lists(words, min_size=1, max_size=4).map("\n".join)


@st.composite
def forms(draw: st.DrawFn) -> Data:
    """The data of a form, such as its layout asks for; nothing else is in a workbook."""
    profile = draw(st.sampled_from(PROFILES))
    layout = layouts()[profile]
    roles = [column.role for column in layout.columns]
    asked = {cell.field for row in (*layout.fields, *([layout.goals.columns] if layout.goals else [])) for cell in row}
    levels = roles.count("group")
    noted = [column.heading for column in layout.funds.columns if column.role == "note"] if layout.funds else []
    maybe = words | st.just("")

    def where(condition: bool, drawn: st.SearchStrategy[Any], otherwise: Any = "") -> Any:
        return draw(drawn) if condition else otherwise

    def indicator(number: int) -> Indicator:
        return Indicator(
            groups=draw(st.lists(st.sampled_from(("甲", "乙")), max_size=levels).map(tuple)),
            name=draw(words), target=draw(words), actual=draw(numbers), weight=draw(st.integers(0, 10)),
            id=draw(st.sampled_from(("", f"row{number}", f"行{number}"))), note=draw(maybe | paragraphs),
            score=draw(st.none() | st.decimals(0, 10, places=2)), initial=where("initial" in roles, maybe),
            nature=where("nature" in roles, st.sampled_from(("", "定量", "定性"))),
            core=where("core" in roles, st.sampled_from((None, True, False)), None),
        )  # fmt: skip

    side = st.just("expenditure") if layout.funds else st.sampled_from(("revenue", "expenditure"))
    amounts = {stage: figures | st.none() for stage in ("initial", "adjusted", "final")}
    return data(
        profile,
        organization=draw(words), year=draw(st.integers(2000, 2100)), title=draw(maybe),
        unit=draw(st.sampled_from(("万元", "元"))), project=where("project" in asked, words),
        department=where("department" in asked, maybe), funds=Funds(note=where(bool(noted), paragraphs)),
        goals=Goals(**{field: where(field in asked, maybe) for field in ("expected", "adjusted", "achieved")}),
        values=draw(st.dictionaries(st.sampled_from(("cases", "案件", "x-1")), numbers)),
        budget=tuple(draw(st.lists(st.builds(Money, name=words, side=side, **amounts), max_size=4))),
        narrative={one.kind: draw(paragraphs) for one in layout.sections if draw(st.booleans())},
        indicators=tuple(indicator(number) for number in range(draw(st.integers(1, 5)))),
    )  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(forms())
def test_what_is_written_into_it_is_read_from_it(form: Data) -> None:
    content = workbook(form.profile, form)
    assert read(content) == form
    assert workbook(form.profile, form) == content


_blank = cache(workbook)


@dataclass
class Filling:
    """A blank workbook in the hands of somebody: ``put`` fills a cell in by sheet, row (from 1) and heading."""

    profile: str = "rugao-department"

    def __post_init__(self) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(_blank(self.profile)))
        for label, text in (("单位名称", "安澜市水务局"), ("年度", 2026)):
            self.card(label, text)
        self.row(6, 类别="共性", 职能="人事", 绩效指标="培训人次", 年初指标值="≥200人次", 实际完成值="213人次", 权重=10)

    def card(self, label: str, text: object) -> None:
        page = self.book[CARD]
        next(row for row in page.iter_rows() if row[0].value == label)[1].value = text

    def put(self, sheet: str, row: int, label: str, text: object) -> None:
        page = self.book[sheet]
        next(cell for cell in page[5] if cell.value == label).offset(row=row - 5).value = text

    def row(self, number: int, sheet: str = ROWS, **cells: object) -> None:
        for label, text in cells.items():
            self.put(sheet, number, label, text)

    def content(self) -> bytes:
        saved = io.BytesIO()
        self.book.save(saved)
        return saved.getvalue()

    def read(self) -> Data:
        return read(self.content())


def test_a_blank_workbook_filled_in() -> None:
    made = Filling()
    assert made.read() == data()
    made.put(MONEY, 6, "项目", "基本支出")
    made.row(6, MONEY, 年初预算数=100.5, 调整预算数="1,200.40", 决算数=0)
    made.row(9, MONEY, 收支="收入", 项目="拨款", 年初预算数=1)
    made.row(6, VALUES, 名称="cases", 数值="1276件")
    made.row(7, VALUES, 名称="calls", 台账测算项="archive-look-ups/look-ups", 换算单位="万件")
    said = made.read()
    spent, got = said.budget
    assert (spent.side, spent.initial, spent.adjusted, spent.final) == (
        "expenditure",
        Decimal("100.5"),
        Decimal("1200.4"),
        0,
    )
    assert (got.side, got.name, got.initial, got.adjusted) == ("revenue", "拨款", 1, None)
    assert said.values == {"cases": "1276件", "calls": Measured(measure="archive-look-ups/look-ups", unit="万件")}


def test_a_blank_group_is_the_one_above_unless_an_outer_one_has_changed() -> None:
    made = Filling()
    rest = {"绩效指标": "某", "年初指标值": "1件", "实际完成值": "1件", "权重": 1}
    for number, cells in enumerate(({}, {"职能": "财务"}, {"类别": "个性"}, {"职能": "—"}, {}, {"类别": "—"}), 7):
        made.row(number, **rest, **cells)
    assert [one.groups for one in made.read().indicators] == [
        ("共性", "人事"), ("共性", "人事"), ("共性", "财务"), ("个性",), ("个性",), ("个性",), (),
    ]  # fmt: skip


def test_paragraphs_follow_the_section_above_them() -> None:
    made = Filling()
    for number, (section, text) in enumerate(
        (("一、部门概述", "甲"), (None, "乙\n丙"), ("四、存在问题", "丁"), ("一、部门概述", "戊")), 6
    ):
        made.row(number, TEXT, 部分=section, 段落=text)
    assert made.read().narrative == {"overview": "甲\n乙\n丙\n戊", "problems": "丁"}


def test_blank_rows_are_passed_over_and_numbers_may_be_typed_as_text() -> None:
    made = Filling()
    made.row(50, 绩效指标="办结率", 年初指标值="95%", 实际完成值=0.965, 权重="５分", 得分="4.5")
    made.book[ROWS]["E50"].number_format = "0.0%"
    (_, last) = made.read().indicators
    assert (last.groups, last.actual, last.weight, last.score) == (("共性", "人事"), "96.5%", 5, Decimal("4.5"))


@pytest.mark.parametrize("profile", PROFILES)
def test_only_what_is_asked_for_is_open(profile: str) -> None:
    """Every cell to fill in is unlocked, every heading, formula and note locked, on sheets that are protected."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(profile)))
    assert all(page.protection.sheet and not page.protection.password for page in book)
    page = book[ROWS]
    labels = {cell.value: cell for cell in page[5] if cell.value}
    assert page.freeze_panes == "A6"
    assert [label for label, cell in labels.items() if not cell.protection.locked] == []
    assert [label for label, cell in labels.items() if cell.offset(row=1).protection.locked] == ["检查（自动）"]
    assert all(labels[word].comment for word in ("台账测算项", "引用名称"))
    formulas = [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) == 201  # the sum of weights, and what each row lacks
    assert all(cell.protection.locked for cell in formulas)


@pytest.mark.parametrize("profile", PROFILES)
def test_choices_are_dropped_down(profile: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(profile)))
    lists = {
        (page.title, one.formula1)
        for page in book
        for one in page.data_validations.dataValidation
        if one.type == "list"
    }
    assert (CARD, '"万元,元,亿元"') in lists
    headings = [section.heading for section in layouts()[profile].sections]
    assert ((TEXT, f'"{",".join(headings)}"') in lists) == bool(headings)
    assert len([1 for page, source in lists if source.startswith("'台账测算项'!")]) == 2
    weighs = profiles()[profile].rules.full_marks - (layouts()[profile].execution or 0)
    assert any(cell.value == f"合计应为{weighs:f}" for cell in book[ROWS][3])


def put(sheet: str, row: int, label: str, text: object) -> Callable[[Filling], None]:
    return lambda made: made.put(sheet, row, label, text)


def value(**cells: object) -> Callable[[Filling], None]:
    return lambda made: made.row(6, VALUES, **cells)


WRONG: list[tuple[Callable[[Filling], object], str]] = [
    (lambda made: made.card("单位名称", None), "工作表“基本情况”没有填“单位名称”。"),
    (lambda made: made.card("年度", "去年"), "工作表“基本情况”“年度”写的是“去年”，应为一个数。"),
    (lambda made: made.card("年度", 202), "“年度”写的是202，应在2000到2100之间。"),
    (lambda made: made.card("年度", 2026.5), "“年度”写的是2026.5，应为整数。"),
    (lambda made: made.card("金额单位", "美元"), "“金额单位”写的是“美元”，只能写：万元、元、亿元。"),
    (lambda made: made.card("表样", "某地"), "表样“某地”没有可填写的版式"),
    (lambda made: made.card("表样", None), "没有写表样"),
    (put(ROWS, 6, "权重", None), "工作表“绩效指标”第6行没有填“权重”。"),
    (put(ROWS, 6, "权重", "五六分"), "第6行“权重”写的是“五六分”，应为一个数。"),
    (put(ROWS, 6, "权重", 101), "第6行“权重”写的是101，应在0到100之间。"),
    (put(ROWS, 6, "权重", "=1+1"), "第6行“权重”里的公式没有保存计算结果"),
    (put(ROWS, 9, "说明", "孤零零"), "第9行没有填“绩效指标”。"),
    (put(ROWS, 6, "实际完成值", None), "第6行“实际完成值”和“台账测算项”都没有填，请填一处。"),
    (put(ROWS, 6, "台账测算项", "a/b"), "第6行“实际完成值”和“台账测算项”都填了，只能填一处。"),
    (put(ROWS, 6, "类别", "—"), "第6行填了“人事”，它的上一级没有填，请补上。"),
    (put(ROWS, 6, "引用名称", "1号"), "第6行“引用名称”写的是“1号”，要以汉字或字母开头"),
    (put(TEXT, 6, "段落", "无主"), "第6行没有填“部分”"),
    (put(TEXT, 6, "部分", "六、其他"), "第6行“部分”写的是“六、其他”，只能写："),
    (value(名称="cases"), "第6行“数值”和“台账测算项”都没有填"),
    (lambda made: [made.row(n, VALUES, 名称="a", 数值="1件") for n in (6, 7)], "工作表“数据”第7行名称“a”已经用过"),
    (lambda made: made.book[ROWS].__setitem__("N8", "随手记"), "第8行“随手记”：没有这一列，请删去。"),
    (lambda made: made.book[CARD].__setitem__("A20", "备注"), "“备注”：没有这一栏，请删去。"),
    (lambda made: made.book.create_sheet("草稿").__setitem__("A1", "草稿"), "有一张多余的工作表（左上角写着“草稿”）"),
    (lambda made: made.book.copy_worksheet(made.book[ROWS]), "有两张“绩效指标”工作表，不知道以哪张为准，请删去一张。"),
    (put(ROWS, 6, "说明", "#REF!"), "第6行“说明”是公式的错误值#REF!，请改正。"),
    (lambda made: made.book.remove(made.book[MONEY]), "没有工作表“预算”。"),
    (lambda made: made.book[ROWS].__setitem__("A5", None), "没有表头“类别”。"),
    (lambda made: setattr(made.book[ROWS].row_dimensions[6], "hidden", True), "有隐藏的行、列或工作表"),
    (lambda made: setattr(made.book[MONEY], "sheet_state", "hidden"), "有隐藏的行、列或工作表"),
]


@pytest.mark.parametrize(("wrong", "zh"), WRONG, ids=[zh for _, zh in WRONG])
def test_what_is_filled_in_wrongly_is_told_with_its_place(wrong: Callable[[Filling], object], zh: str) -> None:
    made = Filling()
    wrong(made)
    with pytest.raises(FillError) as caught:
        made.read()
    assert zh in caught.value.message.zh
    assert caught.value.message.zh.startswith("“我的.xlsx”")
    assert caught.value.message.zh.endswith("。")
    assert caught.value.message.en.startswith("“我的.xlsx”")


def test_files_that_are_no_such_workbook() -> None:
    with pytest.raises(FillError, match="is no workbook"):
        read("| 表 |\n|---|\n| 1 |".encode())
    saved = io.BytesIO()
    openpyxl.Workbook().save(saved)
    with pytest.raises(UnreadableDocument):
        read(saved.getvalue())
    with pytest.raises(FillError, match="no layout"):
        workbook("某地")


def test_without_the_package_that_writes_workbooks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(FillError, match=r"steelyard\[papers\]"):
        workbook("rugao-department")
