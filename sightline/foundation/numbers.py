"""Figures as people read them. Rounding is half up, and only here, at display."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

Number = int | float | Decimal | Fraction


def exact(value: Number) -> Fraction:
    """A number as a fraction; a float is read as the decimal it prints as, so that 0.825 is 33/40."""
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def half_up(value: Number, places: int = 0) -> Decimal:
    """``value`` rounded half up, away from nought, to ``places`` decimals: 82.5 is 83."""
    scaled = abs(exact(value)) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = tuple(int(digit) for digit in str(whole))
    return Decimal((1 if exact(value) < 0 and whole else 0, digits, -places))


def percent(fraction: Number, places: int = 0) -> str:
    """A fraction from 0 to 1 as a percentage: 0.825 is 83%."""
    return f"{half_up(exact(fraction) * 100, places):,f}%"


def thousands(value: Number, places: int = 0) -> str:
    """A number with separators: 9,166. Whole numbers show no decimals whatever ``places`` says."""
    if exact(value).denominator == 1:
        return f"{int(exact(value)):,}"
    return f"{half_up(value, places):,f}"


def pounds(value: Number) -> str:
    """Money as it is printed: £1,234.56, £1,234 where it is whole, and -£250 for what went out again."""
    return f"{'-' if exact(value) < 0 else ''}£{thousands(abs(exact(value)), 2)}"
