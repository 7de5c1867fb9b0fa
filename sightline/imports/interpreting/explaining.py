"""Why a file or a sheet was not recognised, in words that say which heading to mend."""

from __future__ import annotations

from collections.abc import Mapping

from sightline.imports.headers import Heading, nearest_heading, needed_found
from sightline.imports.interpreting.across import marked_columns
from sightline.imports.interpreting.choosing import likeliest
from sightline.imports.interpreting.columns import columns_of
from sightline.imports.interpreting.plans import Beside
from sightline.imports.interpreting.tables import Rows
from sightline.imports.layouts import Layout, layouts


def nothing_known(sheets: Mapping[str, Rows], beside: Beside) -> str:
    """Why no layout fits a file, with the sheet that is most like one."""
    kinds = ", ".join(layout.title.lower() for layout in layouts)
    return (
        f"No sheet of this file has the columns of anything Sightline can import ({kinds}). "
        f"{_nearest(sheets, beside)}Choose what the file is, or give its headings one of the names we know."
    )


def _nearest(sheets: Mapping[str, Rows], beside: Beside) -> str:
    """A sentence on the sheet that is most like something we know; nothing when none is."""
    best = (1, "")
    for name, rows in sheets.items():
        for layout in layouts:
            heading = _heading(layout, name, rows, beside)
            if heading is None or not (heading.missing or layout.across):
                continue
            likeness = len(heading.mapping) - len(heading.missing)
            if layout.across:
                marked = marked_columns(layout, heading.mapping, heading.row_number, rows, beside)
                likeness += marked - 1
            if likeness > best[0]:
                row = f"Row {heading.row_number} of “{name}”"
                sentence = f"{row} is most like {layout.title.lower()}, but {_lacks(layout, heading)}. "
                best = likeness, sentence
    return best[1]


def misses(layout: Layout, sheets: Mapping[str, Rows], beside: Beside) -> str:
    """Why a layout that was asked for does not fit a file."""
    for name, rows in sheets.items():
        heading = _heading(layout, name, rows, beside)
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


def why_left_out(name: str, rows: Rows, chosen: Layout, beside: Beside) -> str:
    """Why a sheet has no table of the chosen layout."""
    if not rows:
        return "is empty"
    others = [layout for layout in layouts if layout is not chosen]
    if other := likeliest(name, rows, beside, among=others):
        return f"looks like {other.layout.title.lower()}: import the file again and choose that kind"
    near = _heading(chosen, name, rows, beside)
    if near and len(near.mapping) > 2:
        return f"was not read: {_lacks(chosen, near)} (row {near.row_number})"
    return "has no headings we know"


def lacks_a_column(name: str, rows: Rows, chosen: Layout, beside: Beside) -> str:
    """What a sheet lacks that has most of the columns which the chosen layout needs; nothing when it has not."""
    near = _heading(chosen, name, rows, beside)
    if (
        near is None
        or not near.missing
        or needed_found(near, columns_of(chosen, beside)) <= len(near.missing)
    ):
        return ""
    return f"was not read: {_lacks(chosen, near)} (row {near.row_number})"


def _heading(layout: Layout, name: str, rows: Rows, beside: Beside) -> Heading | None:
    return nearest_heading(rows, columns_of(layout, beside, name), sheet=rows)


def _lacks(layout: Layout, heading: Heading) -> str:
    titles = {f.name: f"“{f.title}”" for f in layout.fields}
    if heading.missing:
        return "there is no column for " + " or for ".join(titles[name] for name in heading.missing)
    return "no column is headed by the date of a meeting, with its year there or in the title"
