"""Chance that falls the same way for the same seed, and the shapes in which the demonstration uses it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from sightline.foundation.dates import month_end, months
from sightline.foundation.years import ReportingYear

T = TypeVar("T")


def dice(*seed: object) -> Random:
    """A source of chance of its own for everything that is named differently."""
    return Random(" ".join(str(part) for part in seed))  # noqa: S311  # made-up rows, no secret


def weekday(chance: Random, first: date, last: date) -> date:
    """A working day of a span, which holds at least one; never between Christmas and New Year."""
    while True:
        day = first + timedelta(days=chance.randrange((last - first).days + 1))
        if (
            day.weekday() < 5
            and not (day.month == 12 and day.day > 23)
            and not (day.month == 1 and day.day == 1)
        ):
            return day


def months_of(year: ReportingYear) -> list[tuple[date, date]]:
    """The first and last day of each month of a reporting year."""
    return list(months(year.start, year.end))


def month_ends(first: date, last: date) -> list[date]:
    """The last days of the months from one to another."""
    return [month_end(start) for start, _ in months(first, last)]


def shared_out(chance: Random, shares: Sequence[tuple[T, float]], count: int) -> list[T]:
    """``count`` things in the given shares, exactly as far as whole numbers allow, in any order."""
    total = sum(share for _, share in shares)
    things = [thing for thing, share in shares for _ in range(int(count * share / total))]
    while len(things) < count:
        things.append(shares[len(things) % len(shares)][0])
    chance.shuffle(things)
    return things
