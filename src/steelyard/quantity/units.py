"""Units and what one is in another (first version)."""

from decimal import Decimal

_MONEY = {"元": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8}


def comparable(unit_a: str, unit_b: str) -> Decimal | None:
    """The factor from ``unit_a`` to ``unit_b`` (万元 → 元 is 10000), ``None`` where they cannot be compared."""
    if unit_a == unit_b:
        return Decimal(1)
    if unit_a in _MONEY and unit_b in _MONEY:
        return Decimal(1).scaleb(_MONEY[unit_a] - _MONEY[unit_b])
    return None
