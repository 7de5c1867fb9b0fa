"""Finding what a file is: its layout, the tables on its sheets, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from sightline.imports.headers import best_of, nearest_heading
from sightline.imports.interpreting.explaining import misses, nothing_known, why_left_out
from sightline.imports.interpreting.legends import legend_in
from sightline.imports.interpreting.plans import NotRecognised, Plan
from sightline.imports.interpreting.tables import LOOK, Rows, columns_of, heading_rows, tables
from sightline.imports.layouts import Layout, layouts
from sightline.imports.reading import EMPTY, Reading, Unreadable

SCAN = 2000  # rows in which the tables of a sheet are looked for


def recognise(reading: Reading, layout: Layout | None = None, *, file: str = "") -> Plan:
    """Find the layout of a file and the headings of each of its tables. Raises NotRecognised, Unreadable.

    A hidden sheet is left out, unless no other is of a kind we know.
    """
    sheets = {name: list(islice(reading.rows(name), SCAN)) for name in reading.sheets}
    if not any(sheets.values()):
        raise Unreadable(EMPTY)
    legend = legend_in(sheets)
    for seen in ({name: rows for name, rows in sheets.items() if name not in reading.hidden}, sheets):
        chosen = layout or _most_likely(seen, legend, file)
        if chosen is None:
            continue
        plans = {name: tables(chosen, name, rows, legend, file) for name, rows in seen.items()}
        if any(plans.values()):
            break
    else:
        raise NotRecognised(misses(layout, sheets) if layout else nothing_known(sheets))
    left_out = [
        (name, why_left_out(rows, chosen) if name in seen else "is hidden")
        for name, rows in sheets.items()
        if not plans.get(name)
    ]
    return Plan(chosen, [table for found in plans.values() for table in found], left_out, legend)


def _most_likely(sheets: Mapping[str, Rows], legend: Mapping[str, str], file: str) -> Layout | None:
    """The layout that most sheets are of, a sheet counting for as many columns as were found.

    A sheet that has twice as many columns of another layout, but not all that one needs, counts for neither.
    """
    votes: dict[str, int] = {}
    columns = {layout.key: columns_of(layout) for layout in layouts}
    for name, rows in sheets.items():
        for headings in heading_rows(rows[:LOOK]):
            found = {key: near for key in columns if (near := nearest_heading(headings, columns[key]))}
            likely = {
                key: near
                for key, near in found.items()
                if not near.missing
                and (not layouts[key].across or tables(layouts[key], name, rows, legend, file))
            }
            if best := best_of(likely, columns):
                key, heading = best
                if max(len(near.mapping) for near in found.values()) < 2 * len(heading.mapping):
                    votes[key] = votes.get(key, 0) + len(heading.mapping)
                break
    return layouts[max(votes, key=lambda key: votes[key])] if votes else None
