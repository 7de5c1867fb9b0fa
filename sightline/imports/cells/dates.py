"""Dates as people type them: day first, five ways and more."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from sightline.imports.cells.text import BadCell, as_text, bad_cell, plain, says_nothing
from sightline.imports.reading import Value

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)

_A_DATE = "a date such as 31/03/2025"
_DAY_ONE_OF_EXCEL = date(1899, 12, 30)
_DAYS_NOUGHT = (date(1899, 12, 30), date(1899, 12, 31))  # what a formula over a blank cell shows as a date
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR = r"(\d{4}|'?\d{2})"
_NUMERIC = re.compile(rf"(\d{{1,2}})[-/.\\| ]+(\d{{1,2}})[-/.\\| ]+{_YEAR}")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d{2})(\d{2})")
_DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[-/., ]*([a-z]{{3,}})[-/., ]*{_YEAR}")
_MONTH_DAY = re.compile(r"([a-z]{3,})[. ]*(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})")
_MONTH_YEAR = re.compile(rf"([a-z]{{3,}})[-/., ]*{_YEAR}")
_NOUGHT = re.compile(r"0|00?[-/.](?:00?|0?1|jan)[-/.](?:1900|0000|00)")
_CLOCK = r"(\d{1,2})(?:[:.](\d{2})(?::\d{2}(?:\.\d+)?)?(?: ?([ap])\.?m\b\.?)?| ?([ap])\.?m\b\.?)(?:z|[+-]\d{2}:?\d{2})?"
_TIME_AFTER = re.compile(rf"(?:(?<=\d)t|,? at |,? - |,? ){_CLOCK}(?: ?(?:-|to|until) ?{_CLOCK})?$")
_TIME = re.compile(_CLOCK)
_TIME_WITHIN = re.compile(
    rf"(?<![\d/.-]){_CLOCK}|(?:^|\bt|\bat |@ ?)([01]\d|2[0-3])([0-5]\d)(?:[0-5]\d)?(?!\d)"
)
_HALF_DAY = re.compile(r"\b([ap])\.?m\b")
_ASIDE_AFTER = re.compile(r"\s*(?:[(\[][^)\]]*[)\]]?|\*+)$")
DATE_WITHIN = re.compile(
    r"(?<![\d/.-])(?:(?<![a-z])\d{1,2} ?(?P<between>[-/.]) ?\d{1,2} ?(?P=between) ?(?:\d{4}|'?\d{2})"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?:19|20)\d{6}"
    r"|\d{1,2}(?:st|nd|rd|th)?(?: of)?[-/., ]*[a-z]{3,9}[-/., ]*(?:\d{4}|'?\d{2})"
    r"|[a-z]{3,9}[. ]*\d{1,2}(?:st|nd|rd|th)?,? +\d{4})(?!\d)"
)
_DAYS_OF_MONTH = re.compile(
    r"(?<![\d/.-])(\d{1,2})(?:st|nd|rd|th)? ?(?:[-/&,+]|and|to) ?(\d{1,2})(?:st|nd|rd|th)?[- ]+"
    rf"([a-z]{{3,9}})[-,. ]*{_YEAR}(?!\d)"
)
_DAY_WITHOUT_YEAR = re.compile(
    r"(?<![\d/.])\d{1,2}/\d{1,2}(?![\d/])"
    rf"|(?<!\d)\d{{1,2}}(?:st|nd|rd|th)? ?(?:of )?(?:{'|'.join(month[:3] for month in MONTHS)})"
)
_MONTH_WITHIN = re.compile(rf"{_MONTH_YEAR.pattern}(?!\d)")
_ANOTHER_DAY = re.compile(
    r"\b(?:or|not|never|rescheduled|postponed|moved|changed|rearranged|instead|was|cancelled|tbc|tba|n/a)\b|n't\b"
)
_LONGEST_EVENT = timedelta(days=14)
_WEEKDAY = re.compile(
    r"(mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|" + "|".join(_WEEKDAYS) + r")\b\.?,? *"
)
_BY = re.compile(r"^(?:(?:due|by|before|end|of|the|no later than|w/e|until)\b\.?:? *)+")


def as_date(value: Value) -> date | None:
    """The date a cell gives, day first; None when it is blank or says there is none yet ("TBC").

    A bare number is a date as Excel counts days. Dates outside 1990 to 2100 are BadCell.
    """
    if type(value) is str:
        moment = _moment_from_text(value)
        return moment[0] if moment else None
    if value is None:
        return None
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return None if day in _DAYS_NOUGHT else _within_bounds(day, value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return None if 0 <= value < 1 else _date_from_serial(value, value)
    raise bad_cell(value, _A_DATE)


def as_day_and_time(value: Value) -> tuple[date, str] | None:
    """The date a cell gives, and the time of day beside it ("09:30"; nothing when there is none)."""
    if type(value) is str:
        return _moment_from_text(value)
    day = as_date(value)
    if day is None:
        return None
    hour = f"{value:%H:%M}" if isinstance(value, datetime) and value.time() != time.min else ""
    return day, hour


def as_deadline(value: Value) -> date | None:
    """As ``as_date``; a month alone ("end of March 2025") is its last day."""
    if type(value) is not str:
        return as_date(value)
    text = _BY.sub("", plain(value))
    found = _MONTH_YEAR.fullmatch(text)
    if found and (last := _last_of(found)):
        return _within_bounds(last, value)
    try:
        return (
            as_date(text) if text and text != plain(value) and any(map(str.isdigit, text)) else as_date(value)
        )
    except BadCell as bad:
        bad.instead = _last_day_in(text)
        raise


def _last_day_in(text: str) -> date | None:
    """The date that a text about a deadline names last: to that it was put off."""
    found: list[tuple[int, date]] = []
    behind = 0
    for (start, end), (day, month, year) in (
        (where, parts) for where, parts in _dates_in(text) if _is_day(parts)
    ):
        found.append((start, date(year, month, day)))
        behind = end
    for at in _MONTH_WITHIN.finditer(text, behind):
        if (last := _last_of(at)) is not None:
            found.append((at.start(), last))
    named = max(found)[1] if found else None
    return named if named and FIRST_DAY <= named <= LAST_DAY else None


def _last_of(found: re.Match[str]) -> date | None:
    """The last day of a month that was found with its year."""
    month, year = month_named(found[1]), _year(found[2])
    return date(year, month, calendar.monthrange(year, month)[1]) if month and 0 < year < 9999 else None


def as_time(value: Value) -> str:
    """The time of day in a cell as 09:30; what it says where that is no time."""
    if isinstance(value, float) and 0 <= value < 1:  # a part of a day, as Excel counts
        minutes = round(value * 24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    said = as_text(value)
    return _time_from_text(said) if said else ""


@lru_cache(maxsize=4096)
def _time_from_text(said: str) -> str:
    found = _TIME.match(said.lower())
    return (_clock(found[1], found[2], found[3] or found[4]) if found else "") or said


@lru_cache(maxsize=16_384)
def _moment_from_text(typed: str) -> tuple[date, str] | None:
    text = plain(typed)
    if says_nothing(text) or _NOUGHT.fullmatch(text):
        return None
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return _date_from_serial(float(text), typed), ""
    text = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    clock, parts = "", _parts(text)
    if parts is None:
        beside, text = text, _ASIDE_AFTER.sub("", text)
        clock, parts = _clock_in(beside[len(text) :]), _parts(text)
    if parts is None and (found := _TIME_AFTER.search(text)):
        clock, parts = _clock(found[1], found[2], found[3] or found[4]), _parts(text[: found.start()])
    if parts is None and (within := _within(text)):
        clock, parts = within
    if parts is None:
        raise bad_cell(typed, _A_DATE)
    day, month, year = parts
    if month > 12 >= day and month <= 31:
        raise bad_cell(typed, f"the day first: {month:02}/{day:02}/{year}")
    if not _is_day(parts) and 1 <= month <= 12 and 1 <= day <= 31:
        raise bad_cell(typed, f"{_A_DATE}; there is no {day} {MONTHS[month - 1].capitalize()} {year}")
    try:
        return _within_bounds(date(year, month, day), typed), "" if clock == "00:00" else clock
    except ValueError as problem:
        raise bad_cell(typed, getattr(problem, "expected", _A_DATE)) from None


def _within(text: str) -> tuple[str, tuple[int, int, int]] | None:
    """The time and the one date among the words of a text; the first of a stretch of no more than two weeks.

    None where a text names several dates, or says that it is not that day.
    """
    first = _DAYS_OF_MONTH.search(text)
    if first and int(first[1]) < int(first[2]) and month_named(first[3]):
        text = f"{text[: first.start()]}{first[1]} {first[3]} {first[4]}{text[first.end() :]}"
    found = list(_dates_in(text))
    days = [parts for _, parts in found]
    around = _around(text, [where for where, _ in found])
    if not found or _ANOTHER_DAY.search(around) or _DAY_WITHOUT_YEAR.search(around):
        return None
    if len(set(days)) > 1:
        if not all(map(_is_day, days)) or len(days) > 2:
            return None
        one, other = (date(year, month, day) for day, month, year in days)
        if not timedelta(0) < other - one <= _LONGEST_EVENT:
            return None
    return _clock_in(around), days[0]


def _clock_in(text: str) -> str:
    """The first time of day in a text, or which half of the day it names."""
    found = _TIME_WITHIN.search(text)
    if found:
        return f"{found[5]}:{found[6]}" if found[5] else _clock(found[1], found[2], found[3] or found[4])
    half = _HALF_DAY.search(text)
    return f"{half[1]}m".upper() if half else ""


def _dates_in(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int, int]]]:
    """Every date within a folded text: where it stands, and its day, month and year."""
    at = 0
    while found := DATE_WITHIN.search(text, at):
        parts = _parts(found[0])
        at = found.end() if parts else found.start() + 1
        if parts:
            yield found.span(), parts


def _around(text: str, dates: list[tuple[int, int]]) -> str:
    for start, end in reversed(dates):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split())


def without_dates(text: str) -> str:
    """What a folded text says beside the dates in it."""
    return _around(text, [where for where, _ in _dates_in(text)]).strip(" -:;,.'")


def _is_day(parts: tuple[int, int, int]) -> bool:
    """Whether there is a day with this day, month and year."""
    day, month, year = parts
    return 1 <= month <= 12 and 0 < year < 9999 and 1 <= day <= calendar.monthrange(year, month)[1]


def _clock(hour: str, minute: str | None, half: str | None) -> str:
    hours, minutes = int(hour), int(minute or 0)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half == "p" else 0)
    return f"{hours:02}:{minutes:02}" if hours < 24 and minutes < 60 else ""


def _parts(text: str) -> tuple[int, int, int] | None:
    """Day, month and year as numbers, whether or not there is such a day."""
    if found := _NUMERIC.fullmatch(text):
        return int(found[1]), int(found[2]), _year(found[3])
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (part for part in found.groups() if part)
        return int(day), int(month), int(year)
    if found := _DAY_MONTH.fullmatch(text):
        day, name, year = found.groups()
    elif found := _MONTH_DAY.fullmatch(text):
        name, day, year = found.groups()
    else:
        return None
    month_number = month_named(name)
    return (int(day), month_number, _year(year)) if month_number else None


def month_named(name: str) -> int | None:
    """The number of the month that a folded word of three letters or more begins."""
    if name == "sept":
        return 9
    return next((number for number, month in enumerate(MONTHS, 1) if month.startswith(name)), None)


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    year = int(digits.strip("'"))
    return year + (2000 if year < 70 else 1900)


def _date_from_serial(days: float, found: Value) -> date:
    try:
        day = _DAY_ONE_OF_EXCEL + timedelta(days=int(days))
    except (OverflowError, ValueError):
        raise bad_cell(found, _A_DATE) from None
    return _within_bounds(day, found)


def _within_bounds(day: date, found: Value) -> date:
    if FIRST_DAY <= day <= LAST_DAY:
        return day
    raise bad_cell(found, f"{_A_DATE}, between {FIRST_DAY.year} and {LAST_DAY.year}")
