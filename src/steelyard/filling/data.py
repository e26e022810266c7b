"""What a form is written from: one TOML file, each number in it once, read strictly."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from steelyard.filling.errors import FillError
from steelyard.model.form import SectionKind, Side

Id = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z\u4e00-\u9fff][\w-]*$", max_length=40)]
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
    seen: set[str] = set(made.values)
    for row, one in enumerate(made.indicators, 1):
        if one.id and one.id in seen:
            raise FillError(
                f"“{where}”第{row}项指标的名称“{one.id}”已经用过，请另取一个。",
                f"{where}: indicator {row} is called “{one.id}” like another; give it a name of its own.",
            )
        seen.add(one.id)
    return made
