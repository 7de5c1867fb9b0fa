"""The days that stand as headings above the columns of a register, often without their year."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sightline.imports.cells.dates import DATE_WITHIN, as_date, month_named
from sightline.imports.cells.orders import Order, months_first, turned
from sightline.imports.cells.text import BadCell, plain
from sightline.imports.reading import Value

_TWO_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:[-/–—]|to)\s*((?:20)?\d\d)(?!\d)")
_ONE_YEAR = re.compile(r"(?<![\d/.-])(20\d\d)(?![\d/.-])")
_DAY_MONTH = re.compile(
    r"(?<!\d)(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)?[-/. ]*([a-z]{3,9})|(\d{1,2})[/.](\d{1,2}))(?![\d/.])"
)
_MONTH_NUMBER = re.compile(r"\b([a-z]{3,9})[-/., ']*(\d{1,2})(?:st|nd|rd|th)?(?!\d)")
_MONTH_YEAR = re.compile(r"\b([a-z]{3,9})[-/., ]*(20\d\d)(?!\d)")
_MONTH = re.compile(r"([a-z]{3,9})\.?(?: (?:meeting|mtg))?")


@dataclass(frozen=True)
class Years:
    """The calendar years a register may be of: both halves of a reporting year, or one year."""

    first: int
    second: int

    def of(self, month: int) -> int:
        """The year in which a month falls; a reporting year begins in April."""
        return self.first if month >= 4 or self.first == self.second else self.second


def years_named(texts: Iterable[str]) -> Years | None:
    """The years that the first telling text speaks of: "2024-25", or "2024" alone."""
    told = list(texts)
    for text in told:
        for two in _TWO_YEARS.finditer(text):
            first, second = int(two[1]), int(two[2][-2:])
            if second == (first + 1) % 100:
                return Years(first, first + 1)
    for text in told:
        if one := _ONE_YEAR.search(DATE_WITHIN.sub("", plain(text))):
            return Years(int(one[1]), int(one[1]))
    return None


def days_named(headings: Sequence[tuple[int, Value]], years: Years | None) -> list[tuple[int, date]]:
    """The (place, day) of each heading that names one; a month alone is its first day.

    A day without a year takes it from ``years``. "Apr 24" is of 2024 where all such headings end in one of
    its two years, otherwise the 24th. Where one heading can only be month first and none only day first, all are.
    """
    order = Order()
    for _, cell in headings:
        order.see(cell)
    if months_first([order])[0]:
        headings = [(place, turned(cell)) for place, cell in headings]
    ends = {
        int(found[2])
        for _, cell in headings
        if isinstance(cell, str)
        and not _MONTH_YEAR.search(plain(cell))
        and (found := _MONTH_NUMBER.fullmatch(plain(cell)))
        and month_named(found[1])
    }
    of_years = bool(ends) and (
        ends <= {years.first % 100, years.second % 100}
        if years
        else max(ends) - min(ends) <= 1 and min(ends) > 12
    )
    days = ((place, _day(cell, years, numbers_are_years=of_years)) for place, cell in headings)
    return [(place, day) for place, day in days if day is not None]


def _day(cell: Value, years: Years | None, *, numbers_are_years: bool) -> date | None:
    try:
        if (day := as_date(cell)) is not None:
            return day
    except BadCell:
        pass
    if not isinstance(cell, str):
        return None
    text = plain(cell)
    if within := DATE_WITHIN.search(text):
        return _made(within[0])
    if found := _MONTH_YEAR.search(text):
        return _first_of(found[1], int(found[2]))
    if (found := _MONTH_NUMBER.fullmatch(text)) and month_named(found[1]):
        if numbers_are_years:
            return _first_of(found[1], 2000 + int(found[2]))
        return _in_year(int(found[2]), month_named(found[1]), years)
    if found := _DAY_MONTH.search(text):
        month = month_named(found[2]) if found[2] else int(found[4])
        return _in_year(int(found[1] or found[3]), month, years)
    if (found := _MONTH.fullmatch(text)) and years and (month := month_named(found[1])):
        return date(years.of(month), month, 1)
    return None


def day_within(text: str) -> date | None:
    """The first whole date inside a text ("Staff at 31/03/2024"); None when there is none."""
    found = DATE_WITHIN.search(plain(text))
    return _made(found[0]) if found else None


def _made(text: str) -> date | None:
    try:
        return as_date(text)
    except BadCell:
        return None


def _first_of(name: str, year: int) -> date | None:
    month = month_named(name)
    return date(year, month, 1) if month else None


def _in_year(day: int, month: int | None, years: Years | None) -> date | None:
    if years is None or not month or month > 12:
        return None
    try:
        return date(years.of(month), month, day)
    except ValueError:
        return None
