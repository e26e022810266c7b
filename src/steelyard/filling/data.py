"""What a form is written from: one TOML file, each number in it once, read strictly."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from steelyard.filling.errors import FillError
from steelyard.model.form import SectionKind, Side

Id = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z\u4e00-\u9fff][\w-]*$", max_length=40)]
TAKEN = frozenset(  # what a text may name besides the values and the indicators
    (
        "budget", "department", "funds", "goals", "grade", "line", "narrative", "organization", "project", "row",
        "title", "total", "unit", "year",
    )
)  # fmt: skip
LARGEST = 2_000_000  # bytes of a data file


class _Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Measured(_Struct, frozen=True):
    """A number that ledgers give: ``measure`` is ``PACK/MEASURE``, ``unit`` the unit to print it in."""

    measure: str
    unit: str = ""


Number = str | int | Measured  # "1276件", 1276, 96.5 (kept as written), {measure = "…"}


class Money(_Struct, frozen=True):
    """One line of the budget at its three stages, in the unit of the form. ``side``: 收入 or 支出."""

    name: str
    side: Side = "expenditure"
    initial: Decimal | int | None = None
    adjusted: Decimal | int | None = None
    final: Decimal | int | None = None


class Indicator(_Struct, frozen=True):
    """One indicator. ``id`` is what the text calls it by; ``score`` is given where a person judges it.

    ``target`` is the one in force, ``initial`` the one before an adjustment, where the layout has both.
    """

    name: str
    target: str
    actual: Number
    weight: Decimal | int
    id: Id = ""
    groups: tuple[str, ...] = ()
    score: Decimal | int | None = None
    note: str = ""
    initial: str = ""
    nature: Literal["定量", "定性", ""] = ""
    core: bool | None = None


class Goals(_Struct, frozen=True):
    """The yearly goal, as adjusted, and what came of it."""

    expected: str = ""
    adjusted: str = ""
    achieved: str = ""


class Funds(_Struct, frozen=True):
    """What the line of funds says besides its figures: why less was spent."""

    note: str = ""


class Data(_Struct, frozen=True):
    """A whole form. ``values`` are numbers that the text names and no indicator has."""

    profile: str
    organization: str
    year: Annotated[int, msgspec.Meta(ge=2000, le=2100)]
    indicators: Annotated[tuple[Indicator, ...], msgspec.Meta(min_length=1)]
    title: str = ""
    project: str = ""
    department: str = ""
    unit: Literal["万元", "元", "亿元"] = "万元"
    values: dict[Id, Number] = {}
    budget: tuple[Money, ...] = ()
    funds: Funds = Funds()
    goals: Goals = Goals()
    narrative: dict[SectionKind, str] = {}


def read_data(path: str | Path) -> Data:
    """The data of a form.

    :raises FillError: no TOML, or an unknown, missing or wrong key; the sentence names file and key.
    :raises OSError: the file cannot be read.
    """
    content = Path(path).read_bytes()
    if len(content) > LARGEST:
        raise FillError(
            f"“{path}”超过{LARGEST // 1_000_000}MB，不像是一份表的数据。",
            f"{path} is larger than {LARGEST // 1_000_000} MB, which is no data of a form.",
        )
    try:
        return converted(tomllib.loads(content.decode(), parse_float=_finite), str(path))
    except UnicodeDecodeError as error:
        raise FillError(
            f"“{path}”不是UTF-8文本，请另存为UTF-8。", f"{path} is no UTF-8 text; save it as UTF-8."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise FillError(f"“{path}”不是TOML：{error}。", f"{path} is no TOML: {error}.") from error


def _finite(text: str) -> str:
    """A number of TOML with its digits as written; ``inf`` and ``nan`` are words, which no figure takes."""
    return text if text.strip("+-")[:1].isdigit() else "不是数"


def converted(data: Any, where: str) -> Data:
    """``data`` as a form's; ``where`` names it in what is raised.

    :raises FillError: an unknown, missing or wrong key.
    """
    try:
        made = msgspec.convert(data, Data, strict=True)
    except msgspec.ValidationError as error:
        raise FillError(f"“{where}”：{error}。", f"{where}: {error}.") from error
    _check_names(made, where)
    _check_figures(made, where)
    return made


def _check_names(made: Data, where: str) -> None:
    """Each name stands for one thing: those of the form itself are taken."""
    seen: set[str] = set()
    for place, name in (*((f"values.{name}", name) for name in made.values), *_ids(made)):
        if name in TAKEN:
            raise FillError(
                f"“{where}”{place}：“{name}”是表本身的名称，请另取一个。",
                f"{where}: {place}: “{name}” names a part of the form itself; choose another name.",
            )
        if name in seen:
            raise FillError(
                f"“{where}”{place}：名称“{name}”已经用过，请另取一个。",
                f"{where}: {place}: the name “{name}” is used already; choose another.",
            )
        seen.add(name)


def _ids(made: Data) -> Iterator[tuple[str, str]]:
    return ((f"indicators[{row}].id", one.id) for row, one in enumerate(made.indicators, 1) if one.id)


def _check_figures(made: Data, where: str) -> None:
    """A figure in quotes may say NaN or Infinity, which is none."""
    for key, ones in (("budget", made.budget), ("indicators", made.indicators)):
        for row, one in enumerate(ones, 1):
            for field, value in msgspec.structs.asdict(one).items():
                if isinstance(value, Decimal) and not value.is_finite():
                    raise FillError(
                        f"“{where}”{key}[{row}].{field}不是数：{value}。",
                        f"{where}: {key}[{row}].{field} is no number: {value}.",
                    )
    for row, one in enumerate(made.indicators, 1):
        if one.weight < 0:
            raise FillError(
                f"“{where}”indicators[{row}].weight是{one.weight}，分值不能小于0。",
                f"{where}: indicators[{row}].weight is {one.weight}; no weight is below 0.",
            )
