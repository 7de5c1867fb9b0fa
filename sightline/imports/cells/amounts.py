"""Whole numbers and money as people type them: with commas, pound signs and brackets."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite

from sightline.imports.cells.text import bad_cell, plain, says_nothing
from sightline.imports.reading import Value

_MOST_POUNDS, _MOST_STAFF = Decimal("999999.99"), 10_000_000
_LONGEST = 24  # characters of an amount worth reading
_COUNT = re.compile(r"\+?(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d*)?")
_ABOUT = re.compile(
    r"^(?:approx(?:imately)?\b\.?|about|around|circa|ca?\.|c(?=\d)|est(?:imated)?\b\.?|over|[~≈>])\s*"
)
_OF_WHAT = re.compile(
    r"(?:\s*(?:\+|\bapprox(?:imately)?\b\.?|\best\b\.?|\bfte\b|\bwte\b|\bstaff\b|\bpeople\b|\bemployees\b|\bheadcount\b|\([^)]*\)))+$"
)
_ASIDE = re.compile(r"\s*\([a-z][^)]*\)$")
_AMOUNT = re.compile(
    r"(?P<bracket>\()?(?P<minus>-)? ?(?:£|gbp)? ?(?(minus)|(?P<later_minus>-)?)"
    r"(?P<amount>(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d{1,2})?|\.\d{1,2})(?: ?gbp)?(?(bracket)\))"
)


def as_headcount(value: Value) -> int | None:
    """How many people a cell counts ("2,400", "approx 2,400 FTE", 1250.6); None when it says there is no count."""
    expected = "a number of people such as 2,400"
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise bad_cell(value, expected)
    if isinstance(value, str):
        text = plain(value)
        if says_nothing(text):
            return None
        text = _OF_WHAT.sub("", _ABOUT.sub("", text)).strip()
        if not _COUNT.fullmatch(text):
            raise bad_cell(value, expected)
        count = Decimal(re.sub("[, ]", "", text))
    elif not isfinite(value):
        raise bad_cell(value, expected)
    else:
        count = Decimal(repr(value))
    if not 0 <= count <= _MOST_STAFF:
        raise bad_cell(value, expected)
    return int(count.quantize(Decimal(1), ROUND_HALF_UP))


def as_money(value: Value, most: Decimal = _MOST_POUNDS) -> Decimal | None:
    """The pounds in a cell ("£1,200", "35", "£35.00"), to the penny; None when it is blank or "n/a".

    ``most`` is the largest amount that is believed.
    """
    expected = "an amount of money such as £35.00"
    if isinstance(value, bool) or not isinstance(value, (str, int, float, type(None))):
        raise bad_cell(value, expected)
    if value is None:
        return None
    if isinstance(value, str):
        amount = _money_from_text(value)
        if amount is None:
            return None
    elif not isfinite(value) or abs(value) > most:
        raise bad_cell(value, expected)
    else:
        amount = Decimal(repr(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if isinstance(amount, str) or abs(amount) > most:
        raise bad_cell(value, expected)
    return amount


@lru_cache(maxsize=16_384)
def _money_from_text(typed: str) -> Decimal | str | None:
    """An amount, None for none, or the text itself when it is neither."""
    text = plain(typed)
    if text in ("free", "no charge", "nil", "foc", "f.o.c.", "free of charge", "waived"):
        return Decimal("0.00")
    if says_nothing(text):
        return None
    found = _AMOUNT.fullmatch(_ASIDE.sub("", text))
    if not found or len(text) > _LONGEST:
        return typed
    amount = Decimal(re.sub("[, ]", "", found["amount"])).quantize(Decimal("0.01"))
    return -amount if any(found.group("bracket", "minus", "later_minus")) else amount
