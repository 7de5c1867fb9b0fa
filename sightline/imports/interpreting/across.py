"""The columns of a register that are headed by a day: which they are, and which of them can be read.

A heading is what a column says from the top: the year of a group of columns, the month below it, the day below
that. Each column is judged by its own cells, so that a meeting which was cancelled is not taken for one that
nobody came to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sightline.foundation.text import fold
from sightline.imports.cells import BadCell, Years, as_date, day_within, days_named, years_named
from sightline.imports.cells.dates import month_named
from sightline.imports.interpreting.plans import Beside, SheetPlan, is_blank, words_of
from sightline.imports.layouts import Layout
from sightline.imports.reading import UNCOMPUTED, Row, Value, column_letter

_LONGEST_MARK, _LOOK = 40, 40
_ROWS_OF_A_HEADING = 3
_MONTH = re.compile(r"([a-z]{3,9})\.?(?:[-/., ']*(?:20)?\d\d)?")
_BARE_DAY = re.compile(r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? *)?(\d{1,2})(?:st|nd|rd|th)?\.?")
_LONGEST_YEAR = 16  # characters of what is nothing but a year
_SUMMARY = re.compile(r"\b(?:summary|totals?|overview|statistics|stats|dashboard)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Headed:
    """A column with something in the row of days: what it says in all, its day if it names one, and whether
    it names a day and not a month alone."""

    place: int
    cell: Value
    text: str
    day: date | None
    exact: bool

    @property
    def name(self) -> str:
        return self.text or f"column {column_letter(self.place)}"


def find_across(
    plan: SheetPlan,
    layout: Layout,
    rows: Sequence[Row],
    heads: Sequence[Row],
    hints: Sequence[str],
    beside: Beside,
) -> bool:
    """Find the columns headed by a day in which something is marked; whether there are any.

    ``heads`` are the rows from those above the headings to the one below them, ``hints`` what may tell the year.
    """
    taken = set(plan.columns.values())
    for days, headed in _rows_of_days(heads, plan.heading_row, taken, years_named(hints)):
        first = max(plan.heading_row, days.number)
        below = [row for row in rows if row.number > first]
        if _read(plan, layout, headed, _one_table(below, plan, taken), beside):
            plan.heading_row = first
            return True
    return False


def marked_columns(
    layout: Layout, columns: Mapping[str, int], head: int, rows: Sequence[Row], beside: Beside
) -> int:
    """How many columns hold marks besides those that were found by name, whatever their headings are."""
    look = [row for row in rows if row.number > head][:_LOOK]
    width = max((len(row.cells) for row in look), default=0)
    others = set(range(width)) - set(columns.values())
    return sum(_are_marks(_below(look, place), layout, beside.legend) for place in others)


def _rows_of_days(
    heads: Sequence[Row], heading_row: int, taken: set[int], years: Years | None
) -> list[tuple[Row, list[_Headed]]]:
    """The rows that may hold the days, the likeliest first: the one with most days, of equals the headings' own.

    A row beside the headings has nothing in the columns that are ``taken`` by them.
    """
    found = []
    for at, row in enumerate(heads):
        own = row.number == heading_row
        if abs(row.number - heading_row) > 1:
            continue
        if not own and any(not is_blank(row.cells[place]) for place in taken if place < len(row.cells)):
            continue
        headed = _headed(row, heads[:at], taken, years)
        exact = sum(one.exact for one in headed)
        found.append((-exact, not own, row, headed))
    return [(row, headed) for _, _, row, headed in sorted(found, key=lambda each: each[:2])]


def _headed(row: Row, above: Sequence[Row], taken: set[int], years: Years | None) -> list[_Headed]:
    cells = [
        (place, cell) for place, cell in enumerate(row.cells) if place not in taken and not is_blank(cell)
    ]
    near = [upper for upper in above if 0 < row.number - upper.number < _ROWS_OF_A_HEADING]
    texts: dict[int, Value] = {}
    own_years: dict[int, Years | None] = {}
    for place, cell in cells:
        over = [_over(upper, place, taken) for upper in reversed(near)]
        month = next((text for text in over if _is_month(text)), "")
        bare = _BARE_DAY.fullmatch(fold(words_of(cell)))
        texts[place] = f"{bare[1]} {month}" if bare and month else cell
        told = [text for text in over if len(text) <= _LONGEST_YEAR]
        own_years[place] = years_named(told) or years
    days: dict[int, date] = {}
    for of in set(own_years.values()):
        group = [(place, texts[place]) for place, _ in cells if own_years[place] == of]
        days |= dict(days_named(group, of))
    return [
        _Headed(place, cell, words_of(texts[place]), days.get(place), place in days and _exact(texts[place]))
        for place, cell in cells
    ]


def _over(row: Row, place: int, taken: set[int]) -> str:
    """What stands over a column in a row above it; a year or a month stands over the columns after it, too."""
    at = min(place, len(row.cells) - 1)
    while at >= 0:
        text = words_of(row.cells[at])
        if text:
            spreads = at == place or _is_month(text) or (len(text) <= _LONGEST_YEAR and years_named([text]))
            return text if spreads and (at == place or at not in taken) else ""
        at -= 1
    return ""


def _is_month(text: str) -> bool:
    found = _MONTH.fullmatch(fold(text))
    return found is not None and month_named(found[1]) is not None


def _exact(cell: Value) -> bool:
    return not _is_month(words_of(cell))


def _one_table(rows: Sequence[Row], plan: SheetPlan, taken: set[int]) -> list[Row]:
    """The rows until the headings come again, where another table begins."""
    own = [(place, fold(plan.headings[place])) for place in taken if place < len(plan.headings)]
    for at, row in enumerate(rows):
        if all(place < len(row.cells) and fold(words_of(row.cells[place])) == text for place, text in own):
            return list(rows[:at])
    return list(rows)


def _read(
    plan: SheetPlan, layout: Layout, headed: Sequence[_Headed], below: list[Row], beside: Beside
) -> bool:
    legend = beside.legend
    look = below[:_LOOK]
    marked = [one for one in headed if one.day and _are_marks(_below(look, one.place), layout, legend)]
    if not marked or (_is_summary(plan) and not any(_any_word(look, one.place) for one in marked)):
        return False
    meetings: list[_Headed] = []
    unread, headings = [], list(plan.headings)
    for one in headed:
        headings += [""] * (one.place + 1 - len(headings))
        headings[one.place] = one.name
        if why := _why_unread(one, layout, _below(below, one.place), legend):
            unread.append((one.name, why))
        elif one.day:
            meetings.append(one)
    if not meetings:
        return False
    twice = _same_day(meetings)
    plan.across = [(m.place, m.day.isoformat()) for m in meetings if m.day and m.place not in twice]
    plan.refused = [
        (m.name, f"comes out as {m.day:%d/%m/%Y}, and so does {twice[m.place]}: {_SAY_WHICH}")
        for m in meetings
        if m.place in twice
    ]
    plan.unread, plan.headings = unread, headings
    return True


def _why_unread(one: _Headed, layout: Layout, marks: list[Value], legend: Mapping[str, str]) -> str:
    """Why no meeting is read from a column; nothing where one is, or where nothing suggests that there was one."""
    if one.day is None:
        return _no_day(one.cell) if _are_marks(marks, layout, legend) else ""
    if not marks:
        return "has no mark for anybody, so no meeting was recorded for it"
    if not layout.held(one.name, marks, legend):
        return "says that the meeting was not held, so none was recorded for it"
    if any(layout.marks(cell, legend) for cell in marks if len(words_of(cell)) <= _LONGEST_MARK):
        return ""
    known = _is_whole(one.cell) and any(map(_may_be_mark, marks))
    return "" if known else "holds no marks, so it was not read"


_SAY_WHICH = "write the whole date, with its year, above each"


def _same_day(headed: Sequence[_Headed]) -> Mapping[int, str]:
    """By place, the other column, where two come out as one day and either leaves out a part of its date."""
    same: dict[int, str] = {}
    for one in headed:
        others = [other for other in headed if other.day == one.day and other.place != one.place]
        if others and one.day and not all(_is_whole(each.cell) for each in (one, *others)):
            same[one.place] = f"column {column_letter(others[0].place)}"
    return same


def _is_summary(plan: SheetPlan) -> bool:
    return any(_SUMMARY.search(text) for text in (plan.sheet, *plan.title.split("\n")))


def _any_word(rows: Sequence[Row], place: int) -> bool:
    return any(map(_may_be_mark, _below(rows, place)))


def _no_day(cell: Value) -> str:
    if cell is UNCOMPUTED:
        return (
            "is headed by a formula whose result the file does not hold: open it in Excel, save, import again"
        )
    return "is not headed by a date that can be understood, so it was not read"


def _below(rows: Sequence[Row], place: int) -> list[Value]:
    """What stands in a column."""
    return [row.cells[place] for row in rows if place < len(row.cells) and not is_blank(row.cells[place])]


def _are_marks(cells: list[Value], layout: Layout, legend: Mapping[str, str]) -> bool:
    """Whether a column holds marks: half of its words are; without a word, nothing but 0 and 1. Totals are neither."""
    words = [cell for cell in cells if _may_be_mark(cell)]
    known = sum(layout.marks(cell, legend) for cell in words or cells)
    return 2 * known >= len(words) > 0 or (not words and known == len(cells) > 0)


def _is_whole(cell: Value) -> bool:
    """Whether a heading says a whole date by itself."""
    try:
        return as_date(cell) is not None
    except BadCell:
        return isinstance(cell, str) and day_within(cell) is not None


def _may_be_mark(cell: Value) -> bool:
    return isinstance(cell, str) and len(cell) <= _LONGEST_MARK and not cell.strip(" .%£").isdigit()
