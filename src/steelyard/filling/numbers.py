"""The numbers that the data names once: as the data writes them, or as ledgers give them."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from steelyard.filling.data import Data, Measured, Number
from steelyard.filling.errors import FillError
from steelyard.model import Amount, Unknown, Value
from steelyard.quantity import comparable, half_up, parse_result, places, scan

_PLAIN = re.compile(r"\d[\d,]*(?:\.\d+)?")
Computed = Callable[[str], Value]  # PACK/MEASURE → the value that ledgers give


class Printed(NamedTuple):
    """A number as it is printed: all of it, its digits, its unit."""

    text: str
    number: str
    unit: str


def printed(number: Number, computed: Computed | None, where: str) -> Printed:
    """``number`` as the form prints it.

    :raises FillError: ledgers are needed and were not given, or they give no value.
    """
    if isinstance(number, Measured):
        return _measured(number, computed, where)
    text = str(number)
    read = parse_result(text)
    return Printed(text, *apart(text, read)) if isinstance(read, Amount) else Printed(text, text, "")


def apart(text: str, amount: Amount) -> tuple[str, str]:
    """Digits and unit of an amount as printed (0.4 and ‰); a scale before the unit (5万批次) is multiplied out."""
    found = next(iter(scan(text)), None)
    if found and found.digits[1] <= found.core[1]:
        digits, unit = text[slice(*found.digits)], text[found.digits[1] : found.core[1]].strip()
        if _PLAIN.fullmatch(digits) and (same := parse_result(digits + unit)) == amount_of(amount) and same:
            return digits, unit
    return f"{amount.value:f}", amount.unit


def amount_of(amount: Amount) -> Amount:
    """The amount without what bounds it."""
    return Amount(None, amount.value, amount.unit)


def _measured(number: Measured, computed: Computed | None, where: str) -> Printed:
    if computed is None:
        raise FillError(
            f"{where}要由台账“{number.measure}”算出，请用 --ledgers 给出台账所在的文件夹。",
            f"{where} comes from the ledgers of “{number.measure}”; give their folder with --ledgers.",
        )
    value = computed(number.measure)
    if isinstance(value.value, Unknown):
        why = value.value.why
        raise FillError(f"{where}不能由台账算出：{why.zh}", f"{where} cannot be computed from the ledgers: {why.en}")
    amount, unit = value.value, value.unit
    if number.unit and number.unit != unit:
        factor = comparable(unit, number.unit)
        if factor is None:
            raise FillError(
                f"{where}：台账算出的单位是{unit}，不能换算成{number.unit}。",
                f"{where}: the ledgers give {unit}, which is no {number.unit}.",
            )
        amount, unit = amount * factor, number.unit
    digits = f"{half_up(amount, max(places(amount), 0)):f}"
    return Printed(f"{digits}{unit}", digits, unit)


def fields_of(data: Data, actuals: Mapping[int, Printed], computed: Computed | None) -> dict[str, str]:
    """What a text may name of the values and the indicators: ``cases.value``, ``cases.target``, …"""
    fields = {"year": str(data.year), "organization": data.organization, "project": data.project}
    for name, number in data.values.items():
        one = printed(number, computed, f"values.{name}")
        fields |= {f"{name}.value": one.text, f"{name}.number": one.number, f"{name}.unit": one.unit}
    for row, indicator in enumerate(data.indicators, 1):
        if name := indicator.id:
            one = actuals[row]
            fields |= {f"{name}.value": one.text, f"{name}.number": one.number, f"{name}.unit": one.unit}
            fields |= {f"{name}.{what}": str(getattr(indicator, what)) for what in ("target", "name", "weight")}
    return fields
