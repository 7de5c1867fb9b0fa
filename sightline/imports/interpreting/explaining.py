"""Why a file or a sheet was not recognised, in words that say which heading to mend."""

from __future__ import annotations

from collections.abc import Mapping

from sightline.imports.headers import Heading, best_layout, nearest_heading
from sightline.imports.interpreting.tables import LOOK, Rows, columns_of
from sightline.imports.layouts import Layout, layouts


def nothing_known(sheets: Mapping[str, Rows]) -> str:
    """Why no layout fits a file, with the sheet that is most like one."""
    kinds = ", ".join(layout.title.lower() for layout in layouts)
    return (
        f"No sheet of this file has the columns of anything Sightline can import ({kinds}). {_nearest(sheets)}"
        "Choose what the file is, or give its headings one of the names we know."
    )


def _nearest(sheets: Mapping[str, Rows]) -> str:
    """A sentence on the sheet that is most like something we know; nothing when none is."""
    best = (1, "")
    for name, rows in sheets.items():
        for layout in layouts:
            heading = nearest_heading(rows[:LOOK], columns_of(layout))
            likeness = len(heading.mapping) - len(heading.missing) - layout.across if heading else 0
            if heading and likeness > best[0]:
                row = f"Row {heading.row_number} of “{name}”"
                sentence = f"{row} is most like {layout.title.lower()}, but {_lacks(layout, heading)}. "
                best = likeness, sentence
    return best[1]


def misses(layout: Layout, sheets: Mapping[str, Rows]) -> str:
    """Why a layout that was asked for does not fit a file."""
    for name, rows in sheets.items():
        heading = nearest_heading(rows[:LOOK], columns_of(layout))
        if heading and len(heading.mapping) > 1:
            return (
                f"This file was not recognised as {layout.title.lower()}: row {heading.row_number} of “{name}” is "
                f"most like its headings, but {_lacks(layout, heading)}. Check them, or choose another kind of file."
            )
    wanted = ", ".join(f"“{f.title}”" for f in layout.fields if f.needed)
    dates = " and a column for each meeting, headed by its date" if layout.across else ""
    return (
        f"This file was not recognised as {layout.title.lower()}: no row has headings for {wanted}{dates}. "
        "Check the headings, or choose another kind of file."
    )


def why_left_out(rows: Rows, chosen: Layout) -> str:
    """Why a sheet has no table of the chosen layout."""
    if not rows:
        return "is empty"
    near = nearest_heading(rows[:LOOK], columns_of(chosen))
    others = {
        layout.key: columns_of(layout) for layout in layouts if layout is not chosen and not layout.across
    }
    if other := best_layout(rows[:LOOK], others):
        return f"looks like {layouts[other[0]].title.lower()}: import the file again and choose that kind"
    if near and len(near.mapping) > 2:
        return f"was not read: {_lacks(chosen, near)} (row {near.row_number})"
    return "has no headings we know"


def _lacks(layout: Layout, heading: Heading) -> str:
    titles = {f.name: f"“{f.title}”" for f in layout.fields}
    if heading.missing:
        return "there is no column for " + " or for ".join(titles[name] for name in heading.missing)
    return "no column is headed by the date of a meeting, with its year there or in the title"
