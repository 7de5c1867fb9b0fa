"""Dates as people type them: day first, five ways and more."""

import calendar
import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from sightline.imports.cells.text import as_text, bad_cell, plain, says_nothing
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
_NUMERIC = re.compile(rf"(\d{{1,2}})[-/. ]+(\d{{1,2}})[-/. ]+{_YEAR}")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d{2})(\d{2})")
_DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[-/., ]*([a-z]{{3,}})[-/., ]*{_YEAR}")
_MONTH_DAY = re.compile(r"([a-z]{3,})[. ]*(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})")
_MONTH_YEAR = re.compile(rf"([a-z]{{3,}})[-/., ]*{_YEAR}")
_NOUGHT = re.compile(r"0|00?[-/.](?:00?|0?1|jan)[-/.](?:1900|0000|00)")
_CLOCK = r"(\d{1,2})(?:[:.](\d{2})(?::\d{2}(?:\.\d+)?)?(?: ?([ap])\.?m\b\.?)?| ?([ap])\.?m\b\.?)(?:z|[+-]\d{2}:?\d{2})?"
_TIME_AFTER = re.compile(rf"(?:(?<=\d)t|,? at |,? - |,? ){_CLOCK}(?: ?(?:-|to|until) ?{_CLOCK})?$")
_TIME = re.compile(_CLOCK)
_ASIDE_AFTER = re.compile(r"\s*(?:[(\[][^)\]]*[)\]]?|\*+)$")
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
    month = month_named(found[1]) if found else None
    if found and month:
        year = _year(found[2])
        return _within_bounds(date(year, month, calendar.monthrange(year, month)[1]), value)
    return as_date(text) if text and text != plain(value) and any(map(str.isdigit, text)) else as_date(value)


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
        text = _ASIDE_AFTER.sub("", text)
        parts = _parts(text)
    if parts is None and (found := _TIME_AFTER.search(text)):
        clock, parts = _clock(found[1], found[2], found[3] or found[4]), _parts(text[: found.start()])
    if parts is None:
        raise bad_cell(typed, _A_DATE)
    day, month, year = parts
    if month > 12 >= day and month <= 31:
        raise bad_cell(typed, f"the day first: {month:02}/{day:02}/{year}")
    try:
        return _within_bounds(date(year, month, day), typed), "" if clock == "00:00" else clock
    except ValueError as problem:
        raise bad_cell(typed, getattr(problem, "expected", _A_DATE)) from None


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
