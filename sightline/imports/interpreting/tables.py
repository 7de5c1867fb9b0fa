"""The tables of a sheet: where each begins and ends, what its columns are, and what stands above it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from sightline.foundation.text import fold
from sightline.imports.cells import BadCell, as_date, days_named, years_named
from sightline.imports.headers import Column, Heading, find_heading
from sightline.imports.interpreting.plans import SheetPlan, is_blank, words_of
from sightline.imports.layouts import Layout
from sightline.imports.reading import UNCOMPUTED, Row, Value, column_letter

LOOK = 40  # rows in which the first headings of a sheet are looked for
SAMPLES = 3
_LONGEST_SAMPLE, _LONGEST_MARK, _MOST_TITLES = 60, 40, 12

Rows = list[Row]


def columns_of(layout: Layout) -> tuple[Column, ...]:
    """The fields of a layout, as headings are read."""
    return tuple(Column(f.name, f.title, f.synonyms, f.needed, f.either) for f in layout.fields)


def heading_rows(rows: Rows) -> tuple[Rows, Rows]:
    """The rows as they may be headings: alone with merged cells filled; each joined with the one above it."""
    whole = [_filled(row) for row in rows]
    adjoining = ((upper, lower) for upper, lower in pairwise(whole) if lower.number == upper.number + 1)
    return whole, [_joined(upper, lower) for upper, lower in adjoining]


def _filled(row: Row) -> Row:
    if not row.above:
        return row
    width = max(len(row.cells), *(place + 1 for place in row.above))
    cells = [*row.cells, *[None] * (width - len(row.cells))]
    for place, shown in row.above.items():
        if is_blank(cells[place]):
            cells[place] = shown
    return Row(row.number, tuple(cells))


def _joined(upper: Row, lower: Row) -> Row:
    """Two rows of headings as one: "Date" stands for itself and before the "agreed" and "due" below it."""
    cells: list[Value] = []
    last = ""
    for place in range(max(len(upper.cells), len(lower.cells))):
        above = words_of(upper.cells[place]) if place < len(upper.cells) else ""
        below = words_of(lower.cells[place]) if place < len(lower.cells) else ""
        last = above or last
        cells.append(f"{last} {below}".strip() if below else above)
    return Row(lower.number, tuple(cells))


def tables(
    layout: Layout, sheet: str, rows: Rows, legend: Mapping[str, str], file: str = ""
) -> list[SheetPlan]:
    """The tables of a sheet, from the top: often one, sometimes several below one another."""
    columns = columns_of(layout)
    headings = _first_headings(rows[:LOOK], columns, one_of_many=layout.across)
    plans = (_plan(layout, sheet, rows, heading, head, 0, legend, file) for heading, head in headings)
    plan = next(filter(None, plans), None)
    if plan is None:
        return []
    found, began = [plan], _after(rows, plan)
    words = {fold(text) for column in columns for text in (column.title, *column.synonyms)}
    for at in range(began, len(rows)):
        if at < began or not _may_be_headings(rows[at], words):
            continue
        heading = find_heading([rows[at]], columns)
        if heading is None:
            continue
        top = at
        while top > began and _is_title(rows[top - 1]):
            top -= 1
        following = _plan(layout, sheet, rows, heading, rows[at], top, legend, file)
        if following is None or (top == at and _same_headings(following, found[-1])):
            continue
        found[-1].until = rows[top].number - 1
        following.since = rows[top].number
        if not layout.across:  # in a register the title names the body, and is of its table alone
            following.title = "\n".join(filter(None, (following.title, found[-1].title)))
        found.append(following)
        began = _after(rows, following)
    return found


def _first_headings(
    rows: Rows, columns: Sequence[Column], *, one_of_many: bool
) -> Iterator[tuple[Heading, Row]]:
    """The best headings of a sheet, or with ``one_of_many`` all that would do, from the top.

    Two rows are joined only where no single one will do.
    """
    for candidates in heading_rows(rows):
        if one_of_many:
            for row in candidates:
                if heading := find_heading([row], columns):
                    yield heading, row
        elif heading := find_heading(candidates, columns):
            yield heading, next(row for row in candidates if row.number == heading.row_number)
            return


def _after(rows: Rows, plan: SheetPlan) -> int:
    return next((place for place, row in enumerate(rows) if row.number > plan.heading_row), len(rows))


def _may_be_headings(row: Row, words: set[str]) -> bool:
    """Whether a row is worth comparing with headings: this runs for every row."""
    return any(type(cell) is str and cell.strip(" :*").casefold() in words for cell in row.cells[:6])


def _is_title(row: Row) -> bool:
    return sum(not is_blank(cell) for cell in row.cells) == 1


def _same_headings(one: SheetPlan, other: SheetPlan) -> bool:
    return [fold(text) for text in one.headings if text] == [fold(text) for text in other.headings if text]


def _plan(
    layout: Layout,
    sheet: str,
    rows: Rows,
    heading: Heading,
    head: Row,
    top: int,
    legend: Mapping[str, str],
    file: str,
) -> SheetPlan | None:
    """How the table below some headings will be read; None when it runs across and no heading is a day."""
    at = bisect_left(rows, heading.row_number, key=lambda row: row.number)
    above, below = rows[top:at], rows[at + 1 :]
    titles = [text for row in above for cell in row.cells if (text := words_of(cell))]
    plan = SheetPlan(
        sheet=sheet,
        heading_row=heading.row_number,
        columns=dict(heading.mapping),
        headings=[words_of(cell) for cell in head.cells],
        title="\n".join(titles[:_MOST_TITLES]),
    )
    if layout.across:
        taken = set(plan.columns.values())
        for row, marked in ((head, below), *_beside(head, above, below, taken)):
            if _across(plan, layout, row, marked, [*titles, sheet, file], legend):
                plan.heading_row = max(plan.heading_row, row.number)
                break
        else:
            return None
    plan.samples = _samples(below[:LOOK])
    return plan


def _beside(head: Row, above: Rows, below: Rows, taken: set[int]) -> list[tuple[Row, Rows]]:
    """The rows next to the headings, which may hold the days, each with the rows of marks below it.

    A row of days has nothing in the columns that are ``taken`` by other headings.
    """
    near = [(row, below) for row in above[-1:] if row.number == head.number - 1]
    near += [(row, below[1:]) for row in below[:1] if row.number == head.number + 1]
    return [
        (row, marked)
        for row, marked in near
        if all(is_blank(row.cells[place]) for place in taken if place < len(row.cells))
    ]


def _across(
    plan: SheetPlan,
    layout: Layout,
    head: Row,
    below: Rows,
    hints: Sequence[str],
    legend: Mapping[str, str],
) -> bool:
    """Find the columns headed by a day in which something is marked; whether there are any."""
    taken = set(plan.columns.values())
    cells = [
        (place, cell) for place, cell in enumerate(head.cells) if place not in taken and not is_blank(cell)
    ]
    days = dict(days_named(cells, years_named(hints)))
    if not any(_are_marks(_below(below[:LOOK], place), layout, legend) for place in days):
        return False
    across, unread, headings = [], [], list(plan.headings)
    for place, cell in cells:
        marks = _below(below, place)
        known = _are_marks(marks, layout, legend)
        name = words_of(cell) or f"column {column_letter(place)}"
        if place not in days:
            if known:
                unread.append((name, _no_day(cell)))
        elif not marks:
            unread.append((name, "has no mark for anybody, so no meeting was recorded for it"))
        elif _any_mark(marks, layout, legend) or (_is_day(cell) and any(map(_may_be_mark, marks))):
            across.append((place, days[place].isoformat()))
        else:
            unread.append((name, "holds no marks, so it was not read"))
        headings += [""] * (place + 1 - len(headings))
        headings[place] = name
    if across:
        plan.across, plan.unread, plan.headings = across, unread, headings
    return bool(across)


def _no_day(cell: Value) -> str:
    if cell is UNCOMPUTED:
        return (
            "is headed by a formula whose result the file does not hold: open it in Excel, save, import again"
        )
    return "is not headed by a date that can be understood, so it was not read"


def _below(rows: Rows, place: int) -> list[Value]:
    """What stands in a column."""
    return [row.cells[place] for row in rows if place < len(row.cells) and not is_blank(row.cells[place])]


def _are_marks(cells: list[Value], layout: Layout, legend: Mapping[str, str]) -> bool:
    """Whether a column holds marks: half of its words are; without a word, nothing but 0 and 1. Totals are neither."""
    words = [cell for cell in cells if _may_be_mark(cell)]
    known = sum(layout.marks(cell, legend) for cell in words or cells)
    return 2 * known >= len(words) > 0 or (not words and known == len(cells) > 0)


def _any_mark(cells: list[Value], layout: Layout, legend: Mapping[str, str]) -> bool:
    return any(layout.marks(cell, legend) for cell in cells)


def _is_day(cell: Value) -> bool:
    try:
        return as_date(cell) is not None
    except BadCell:
        return False


def _may_be_mark(cell: Value) -> bool:
    return isinstance(cell, str) and len(cell) <= _LONGEST_MARK and not cell.strip(" .%£").isdigit()


def _samples(rows: Rows) -> list[list[str]]:
    """The first different values of each column."""
    found: list[list[str]] = [[] for _ in range(max((len(row.cells) for row in rows), default=0))]
    for row in rows:
        if _is_title(row):
            continue
        for place, cell in enumerate(row.cells):
            text = words_of(cell)[:_LONGEST_SAMPLE]
            if text and len(found[place]) < SAMPLES and text not in found[place]:
                found[place].append(text)
    return found
