"""The one place that rounds: 四舍五入, half away from zero."""

from decimal import ROUND_HALF_UP, Context, Decimal

# The default context refuses to quantize beyond 28 digits; no amount is that long, a crafted cell may be as long as
# its file.
_DIGITS = 100_000_000
WIDE = Context(prec=_DIGITS, Emin=-_DIGITS, Emax=_DIGITS, rounding=ROUND_HALF_UP)


def half_up(value: Decimal, places: int) -> Decimal:
    """``value`` rounded 四舍五入 to ``places`` decimals; a negative zero comes back as zero.

    >>> half_up(Decimal("93.575"), 2)
    Decimal('93.58')

    :raises decimal.InvalidOperation: ``value`` is not finite.
    """
    rounded = value.quantize(Decimal(1).scaleb(-places, WIDE), context=WIDE)
    return rounded if rounded else rounded.copy_abs()


def places(value: Decimal) -> int:
    """How many decimals ``value`` was printed with: 9.2 has 1, 9.20 has 2, 50000 and 5E+4 have 0."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def agrees(printed: Decimal, exact: Decimal) -> bool:
    """Whether ``exact``, rounded to the decimals that are printed, is what is printed (9.2 agrees with 9.1992)."""
    return half_up(exact, places(printed)) == printed
