"""The tables of a sheet: where each begins and ends, what its columns are, and what stands above it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sightline.foundation.text import fold
from sightline.imports.headers import LOOK, Column, Heading, find_heading
from sightline.imports.interpreting.across import find_across
from sightline.imports.interpreting.columns import columns_of, is_day
from sightline.imports.interpreting.plans import Beside, SheetPlan, is_blank, words_of
from sightline.imports.layouts import Layout
from sightline.imports.reading import Row, Value

SAMPLES = 3
_LONGEST_SAMPLE, _MOST_TITLES, _LOOKED_AT = 60, 12, 40

Rows = list[Row]


def heading_rows(rows: Rows) -> tuple[Rows, Rows]:
    """The rows as they may be headings: alone with merged cells filled; each joined with the one above it.

    A row that holds a day is no lower half of headings: it is the first of the data.
    """
    whole = [_filled(row) for row in rows]
    adjoining = (
        (upper, lower)
        for upper, lower in pairwise(whole)
        if lower.number == upper.number + 1 and not any(map(is_day, lower.cells))
    )
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
    layout: Layout, sheet: str, rows: Rows, beside: Beside, *, open_only: bool = False
) -> list[SheetPlan]:
    """The tables of a sheet, from the top: often one, sometimes several below one another.

    One that lists ``open_only`` needs no column for what is closed.
    """
    columns = columns_of(layout, beside, sheet, open_only=open_only)
    headings = _first_headings(rows, columns, one_of_many=layout.across)
    plans = (_plan(layout, sheet, rows, heading, head, 0, beside) for heading, head in headings)
    plan = next(filter(None, plans), None)
    if plan is None:
        return []
    found, began = [plan], _after(rows, plan)
    words = {fold(text) for c in columns for text in (c.title, *c.synonyms, *c.perhaps)}
    for at in range(began, len(rows)):
        if at < began or not _may_be_headings(rows[at], words):
            continue
        heading = find_heading([rows[at]], columns, sheet=rows[at : at + _LOOKED_AT])
        if heading is None:
            continue
        top = at
        while top > began and _is_title(rows[top - 1]):
            top -= 1
        following = _plan(layout, sheet, rows, heading, rows[at], top, beside)
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

    Two rows are joined where no single one will do, or where the second says what more of the columns are.
    """
    whole, joined = heading_rows(rows[:LOOK])
    if one_of_many:
        for row in (*whole, *joined):
            if heading := find_heading([row], columns, sheet=rows):
                yield heading, row
        return
    one, two = (find_heading(candidates, columns, sheet=rows) for candidates in (whole, joined))
    if two and (one is None or (_follows(two, one) and len(two.mapping) > len(one.mapping))):
        yield two, next(row for row in joined if row.number == two.row_number)
    elif one:
        yield one, next(row for row in whole if row.number == one.row_number)


def _follows(heading: Heading, other: Heading) -> bool:
    return heading.row_number == other.row_number + 1


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
    layout: Layout, sheet: str, rows: Rows, heading: Heading, head: Row, top: int, beside: Beside
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
    plan.said = {f.name: sheet for f in layout.fields if f.or_sheet and f.name not in plan.columns}
    if layout.across:
        hints = [*titles, sheet, beside.file]
        if not find_across(plan, layout, below, [*above, head, *below[:1]], hints, beside):
            return None
    plan.samples = _samples(below[:_LOOKED_AT])
    plan.carries = [f.name for f in layout.fields if f.carries and _never_repeats(plan, f.name, below)]
    return plan


def _never_repeats(plan: SheetPlan, name: str, rows: Rows) -> bool:
    """Whether a column says each thing once, so that a blank below it is likely to mean the same.

    Where people do repeat what the row above says, a blank means that there is nothing to say.
    """
    place = plan.columns.get(name)
    if place is None:
        return False
    said = [fold(words_of(row.cells[place])) for row in rows if place < len(row.cells)]
    told = [text for text in said if text]
    return len(told) == len(set(told))


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
