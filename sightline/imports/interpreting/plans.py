"""How a file will be read, in a form that can be kept, shown and corrected; and what is said of its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sightline.foundation.text import fold
from sightline.imports.cells import BadCell, as_text
from sightline.imports.layouts import Layout, layouts
from sightline.imports.reading import Value, column_letter


class CannotImport(Exception):
    """Why an import cannot go on as asked; its text is a sentence for the person."""


class NotRecognised(CannotImport):
    """No sheet of the file is of a kind we know; the text says what was looked for."""


class NothingThere(CannotImport):
    """A file with headings we know, and no record below any of them."""

    def __init__(self, sheets: Sequence[str]) -> None:
        named = " or ".join(f"“{sheet}”" for sheet in dict.fromkeys(sheets))
        super().__init__(
            f"There are headings, but no row below them on {named}. Check that it is the right file, and that "
            "its rows are not on another sheet."
        )


@dataclass(frozen=True)
class Beside:
    """What helps to understand a sheet besides its rows: the ``legend`` of the file, what the ``file`` is called
    without its ending, and whether somebody is known by a name."""

    legend: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    knows: Callable[[str], bool] | None = None


@dataclass
class SheetPlan:
    """How one table of a sheet will be read.

    ``columns`` maps fields to places from 0; ``across`` holds the columns headed by a day. ``title`` is what
    stands above the headings, a line for each cell. ``since`` is the row after the table above it on the
    same sheet, ``until`` its last row where another follows. ``unread`` are (heading, reason) of columns
    that cannot be read, ``refused`` likewise of those that should have been, ``samples`` the first values of
    each column. ``said`` is what the whole sheet says of a field. A field that ``carries`` is said by the row
    above where it is blank.
    """

    sheet: str
    heading_row: int
    columns: dict[str, int]
    headings: list[str]
    across: list[tuple[int, str]] = field(default_factory=list)
    title: str = ""
    since: int = 0
    until: int = 0
    unread: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    samples: list[list[str]] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    carries: list[str] = field(default_factory=list)

    @classmethod
    def from_stored(cls, kept: Mapping[str, Any]) -> SheetPlan:
        pairs = {
            name: [(one, other) for one, other in kept.get(name, ())]
            for name in ("across", "unread", "refused")
        }
        return cls(**{**kept, **pairs})


@dataclass
class Plan:
    """How a file will be read: its layout, its tables, and the sheets that are left out with the reason.

    ``legend`` is what the file itself says its codes mean ("B = complete"). ``refused`` are the sheets that are
    of this kind and cannot be read, with the reason.
    """

    layout: Layout
    sheets: list[SheetPlan]
    left_out: list[tuple[str, str]]
    legend: dict[str, str] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def stored(self) -> dict[str, Any]:
        """The plan as JSON keeps it, but for its layout."""
        return {
            "sheets": [asdict(sheet) for sheet in self.sheets],
            "left_out": [list(pair) for pair in self.left_out],
            "legend": self.legend,
            "refused": [list(pair) for pair in self.refused],
        }

    @classmethod
    def from_stored(cls, layout: str, kept: Mapping[str, Any]) -> Plan:
        return cls(
            layouts[layout],
            [SheetPlan.from_stored(sheet) for sheet in kept["sheets"]],
            [(sheet, why) for sheet, why in kept["left_out"]],
            kept["legend"],
            [(sheet, why) for sheet, why in kept.get("refused", ())],
        )


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one cell, or with a row: what stands there and what was expected."""

    sheet: str
    row: int
    column: str
    value: str
    problem: str


@dataclass(frozen=True)
class LeftOut:
    """A row that is no record, and why it was taken for none; without a row, a whole sheet or column."""

    sheet: str
    row: int | None
    value: str
    reason: str


def words_of(cell: Value) -> str:
    """The text of a cell; nothing for one without a result."""
    try:
        return as_text(cell)
    except BadCell:
        return ""


def is_blank(cell: Value) -> bool:
    """Whether a cell holds nothing that anybody sees."""
    return cell is None or (type(cell) is str and not cell.strip())


def column_name(plan: SheetPlan, place: int) -> str:
    """What people call a column: its heading, or its letter where it has none."""
    heading = plan.headings[place] if place < len(plan.headings) else ""
    return heading or f"column {column_letter(place)}"


def field_column(plan: SheetPlan, name: str) -> str:
    """The column that a field of the layout was read from."""
    place = plan.columns.get(name)
    return column_name(plan, place) if place is not None else ""


def signature(headings: Iterable[str]) -> str:
    """What two sheets with the same headings have in common, however they are spelled."""
    return hashlib.sha256("\n".join(fold(heading) for heading in headings).encode()).hexdigest()
