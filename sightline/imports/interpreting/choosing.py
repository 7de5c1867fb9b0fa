"""Which kind of spreadsheet a sheet is: the one that explains most of its headings and whose rows can be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sightline.imports.cells import BadCell
from sightline.imports.headers import nearest_heading, needed_found
from sightline.imports.interpreting.across import marked_columns
from sightline.imports.interpreting.columns import columns_of
from sightline.imports.interpreting.plans import Beside, SheetPlan, is_blank
from sightline.imports.interpreting.tables import Rows, heading_rows, tables
from sightline.imports.layouts import Layout, layouts

_TRIED = 20  # rows that are read to see whether they can be


class Likely(NamedTuple):
    """A layout that has every column it needs on a sheet. ``weight``: how many columns were found by name."""

    layout: Layout
    weight: int


def likeliest(sheet: str, rows: Rows, beside: Beside, *, among: Iterable[Layout] = layouts) -> Likely | None:
    """The layout a sheet is most likely of; None when none has all it needs.

    Nor is a sheet of any when another explains more of its headings, and lacks but one thing that it needs:
    a booking system's export without the organisation is no list of agencies, nor is a register without years.
    """
    candidates = tuple(among)
    found = [
        (_share(layout, plans[0], rows), len(plans[0].columns), -number, layout, plans[0])
        for number, layout in enumerate(candidates)
        if (plans := tables(layout, sheet, rows, beside))
    ]
    if not found:
        return None
    _, weight, _, best, plan = max(found, key=lambda each: each[:3])
    explained = weight + len(plan.across)
    whole = {layout.key for *_, layout, _ in found}
    if any(
        _all_but_one(layout, sheet, rows, beside, explained)
        for layout in candidates
        if layout.key not in whole and not layout.edits  # which goes by a mark of its own
    ):
        return None
    return Likely(best, weight)


def _share(layout: Layout, plan: SheetPlan, rows: Rows) -> float:
    """How much of a table is explained: the share of its headings, halved where none of its rows can be read."""
    headings = sum(bool(heading) for heading in plan.headings)
    explained = (len(plan.columns) + len(plan.across)) / max(headings, 1)
    return explained * (1 + readable(layout, plan, rows)) / 2


def readable(layout: Layout, plan: SheetPlan, rows: Rows) -> float:
    """The share of the first rows of a table that say what is required, in cells that can be read."""
    below = [
        row for row in rows if row.number > plan.heading_row and (not plan.until or row.number <= plan.until)
    ]
    told = [row.cells for row in below if sum(not is_blank(cell) for cell in row.cells) > 1][:_TRIED]
    fields = [(f, plan.columns[f.name]) for f in layout.fields if f.name in plan.columns]
    good = 0
    for cells in told:
        for field, place in fields:
            cell = cells[place] if place < len(cells) else None
            if is_blank(cell):
                if field.required:
                    break
                continue
            try:
                field.parse(cell)
            except BadCell:
                if not field.aside:
                    break
        else:
            good += 1
    return good / len(told) if told else 0


def _all_but_one(layout: Layout, sheet: str, rows: Rows, beside: Beside, explained: int) -> bool:
    """Whether a layout lacks one needed column, or the days above its marks, and explains more than ``explained``."""
    columns = columns_of(layout, beside, sheet)
    for headings in heading_rows(rows):
        near = nearest_heading(headings, columns, sheet=rows)
        if near is None:
            continue
        found = len(near.mapping)
        if layout.across and not near.missing and found > 1:
            return found + marked_columns(layout, near.mapping, near.row_number, rows, beside) > explained
        if not layout.across and len(near.missing) == 1 and needed_found(near, columns) > 1:
            return found > explained
    return False
