"""In-year monitoring (绩效运行监控, 双监控): which rules give the lights; one scheme a file in ``packs/monitoring``."""

from functools import cache
from typing import Annotated

import msgspec

from steelyard.packs.loading import Source, folder, load


class Scheme(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The rules of one place, by their path under ``packs/rules``; empty where it has none.

    ``paced`` is for results that grow through the year, ``ceiling`` and ``floor`` for those that must keep below or
    above their target all the time. ``note`` tells what the scheme asks for besides the lights. ``months`` are those at
    whose end a unit reports; every month, where the scheme names none.
    """

    title: str
    title_en: str
    note: str
    note_en: str
    source: Source
    paced: str = ""
    ceiling: str = ""
    floor: str = ""
    execution: str = ""
    alarm: str = ""
    gap: str = ""
    months: tuple[Annotated[int, msgspec.Meta(ge=1, le=12)], ...] = tuple(range(1, 13))


@cache
def schemes() -> dict[str, Scheme]:
    """All schemes by name (``general``, ``shanxi``, ``sichuan``).

    :raises steelyard.packs.loading.PackError: a file has an unknown, missing or wrongly typed key.
    """
    return {name: load(file, Scheme) for name, file in folder("monitoring").items()}
