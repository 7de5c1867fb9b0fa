"""Finding what a file is: its layout, the tables on its sheets, and what is left out or cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice

from sightline.imports.interpreting.choosing import likeliest, readable
from sightline.imports.interpreting.explaining import lacks_a_column, misses, nothing_known, why_left_out
from sightline.imports.interpreting.legends import legend_in
from sightline.imports.interpreting.plans import Beside, NotRecognised, Plan, SheetPlan, is_blank
from sightline.imports.interpreting.tables import Rows, tables
from sightline.imports.layouts import Layout, layouts
from sightline.imports.reading import EMPTY, Reading, Unreadable, filled_too_wide

SCAN = 2000  # rows in which the tables of a sheet are looked for
WIDEST = 400  # cells with something in them that a row of a table may have: a register of two years of weeks has 110
_MOSTLY = 0.5


def recognise(
    reading: Reading,
    layout: Layout | None = None,
    *,
    file: str = "",
    knows: Callable[[str], bool] | None = None,
) -> Plan:
    """Find the layout of a file and the headings of each of its tables. Raises NotRecognised, Unreadable.

    A hidden sheet is left out, unless no other is of a kind we know. ``knows`` says whether an agency has a name.
    """
    sheets = {name: list(islice(reading.rows(name), SCAN)) for name in reading.sheets}
    for name, rows in sheets.items():
        _refuse_wide(name, rows)
    if not any(sheets.values()):
        raise Unreadable(EMPTY)
    beside = Beside(legend_in(sheets), file, knows)
    for seen in ({name: rows for name, rows in sheets.items() if name not in reading.hidden}, sheets):
        chosen = layout or _most_likely(seen, beside)
        if chosen is None:
            continue
        plans = {name: tables(chosen, name, rows, beside) for name, rows in seen.items()}
        if any(plans.values()):
            break
    else:
        raise NotRecognised(misses(layout, sheets, beside) if layout else nothing_known(sheets, beside))
    if not chosen.across:
        _add_what_others_explain(chosen, seen, plans, beside)
    without = [name for name in sheets if not plans.get(name)]
    refused = {
        name: why
        for name in without
        if name in seen and (why := _cannot_be_read(chosen, name, seen, plans, beside))
    }
    left_out = [
        (name, why_left_out(name, sheets[name], chosen, beside) if name in seen else "is hidden")
        for name in without
        if name not in refused
    ]
    found = [table for tables_of in plans.values() for table in tables_of]
    return Plan(chosen, found, left_out, dict(beside.legend), list(refused.items()))


def _refuse_wide(name: str, rows: Rows) -> None:
    """Refuse what is no table: every cell of a row might be a heading, and each is compared with all we know."""
    for row in rows:
        if len(row.cells) > WIDEST and sum(not is_blank(cell) for cell in row.cells) > WIDEST:
            raise Unreadable(filled_too_wide(name, row.number, WIDEST))


def _most_likely(sheets: Mapping[str, Rows], beside: Beside) -> Layout | None:
    """The layout that most sheets are of, a sheet counting for as many columns as were found."""
    votes: dict[str, int] = {}
    for name, rows in sheets.items():
        if likely := likeliest(name, rows, beside):
            votes[likely.layout.key] = votes.get(likely.layout.key, 0) + likely.weight
    return layouts[max(votes, key=lambda key: votes[key])] if votes else None


def _add_what_others_explain(
    layout: Layout, sheets: Mapping[str, Rows], plans: dict[str, list[SheetPlan]], beside: Beside
) -> None:
    """Read the sheets that make sense beside others of their workbook.

    A list of what is open has no column for when it was closed, where the list of what is closed has one. A
    sheet without headings goes on where the one before it ended.
    """
    before: SheetPlan | None = None
    for name, rows in sheets.items():
        if not plans[name] and rows:
            plans[name] = tables(layout, name, rows, beside, open_only=True)
        if not plans[name] and before and rows and (further := _continued(layout, name, rows, before)):
            plans[name] = [further]
        if plans[name]:
            before = plans[name][-1]


def _continued(
    layout: Layout, name: str, rows: Rows, before: SheetPlan, least: float = _MOSTLY
) -> SheetPlan | None:
    """How a sheet is read that goes on where another ended; None when its rows are not of that sort."""
    if not _as_wide(rows, before):
        return None
    plan = SheetPlan(
        sheet=name,
        heading_row=0,
        columns=dict(before.columns),
        headings=list(before.headings),
        title=before.title,
        said=dict(before.said),
        carries=list(before.carries),
    )
    return plan if readable(layout, plan, rows) > least else None


def _as_wide(rows: Rows, before: SheetPlan) -> bool:
    """Whether the rows of a sheet reach as far as the columns of another, and no further."""
    width = max(before.columns.values()) + 1
    furthest = max(_width(row.cells) for row in rows)
    return (
        len(before.columns) > 1
        and min(before.columns.values()) < furthest <= len(before.headings)
        and (furthest >= width - 1)
    )


def _width(cells: tuple[object, ...]) -> int:
    return max((place + 1 for place, cell in enumerate(cells) if not is_blank(cell)), default=0)  # type: ignore[arg-type]


def _cannot_be_read(
    layout: Layout,
    name: str,
    sheets: Mapping[str, Rows],
    plans: Mapping[str, list[SheetPlan]],
    beside: Beside,
) -> str:
    """Why a sheet that is of the kind of the others cannot be read; nothing when it is of no such kind."""
    rows = sheets[name]
    others = [layout_ for layout_ in layouts if layout_ is not layout]
    if not rows or likeliest(name, rows, beside, among=others):
        return ""
    tried = [plan for tables_of in plans.values() for plan in tables_of if _as_wide(rows, plan)]
    if not layout.across and any(_continued(layout, name, rows, plan, least=0) for plan in tried):
        return "has no headings, and too many of its rows cannot be read as those of another sheet"
    return lacks_a_column(name, rows, layout, beside)
