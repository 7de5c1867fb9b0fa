"""What an exported row says of itself: whose it is, which record, when it was exported, and that nobody altered this.

The mark is made with the installation's own secret over the values that were exported. So it also proves that
what history tells the record was then is what the file had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import Model
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from sightline.audit.chain import canonical
from sightline.audit.queries import version_of
from sightline.foundation.dates import spell_out
from sightline.imports.exporting import Cell, Note, Sheet
from sightline.imports.interpreting import CannotImport
from sightline.imports.merging.neatness import held
from sightline.imports.reading import Reading, Value
from sightline.partnership.models import Partnership

COLUMN = "Sightline version"
ABOUT = "About this file"
PARTNERSHIP, CODE, SHOWS, EXPORTED, ROWS = "Partnership", "Its short name", "It shows", "Exported", "Rows"
HOW = (
    "Edit the cells you want to change, add rows below, save, and import the file again. You then see every "
    "difference before anything is changed. What you leave as it is stays as Sightline has it by then. The hidden "
    "last column says which record a row is of: leave it where it is. To take a row out of this file changes nothing."
)
ELSEWHERE = (
    "This file was exported from another partnership ({named}). Import it there; or export the list here, and edit "
    "that. Nothing was changed."
)
UNMARKED = (
    "This file was exported from Sightline, but its hidden last column is missing. What somebody changed in Sightline "
    "since cannot be told from what was changed in the file, so it is read as any other tracker: where they differ, "
    "what the file says replaces what is here."
)
MOST_ROWS = 1_048_576  # of a sheet, in Excel and LibreOffice alike
M = TypeVar("M", bound=Model)


class Version(NamedTuple):
    """``event`` is the last one of the partnership when the row was exported; ``told`` what else the row said then."""

    slug: str
    record: int
    event: int
    told: str
    mark: str

    def proves(self, values: Mapping[str, Any]) -> bool:
        """Whether these are the values that were exported."""
        return constant_time_compare(self.mark, _mark(self.slug, self.record, self.event, self.told, values))


def version(*, slug: str, record: int, event: int, told: str, values: Mapping[str, Any]) -> str:
    """What stands in the last column of an exported row."""
    return "|".join((slug, str(record), str(event), told, _mark(slug, record, event, told, values)))


def _mark(slug: str, record: int, event: int, told: str, values: Mapping[str, Any]) -> str:
    text = canonical([slug, record, event, told, values])
    return salted_hmac("sightline.imports.merging", text, algorithm="sha256").hexdigest()[:24]


def read(cell: str) -> Version | None:
    """What a cell says of its row; None for one that is blank or was altered."""
    parts = [part.strip() for part in cell.split("|")]
    if len(parts) != 5 or not (parts[1].isdecimal() and parts[2].isdecimal()):
        return None
    if max(len(parts[1]), len(parts[2])) > 18:
        return None
    return Version(parts[0], int(parts[1]), int(parts[2]), parts[3], parts[4])


def is_version(cell: Value) -> bool:
    """Whether a cell is like those of the last column."""
    return isinstance(cell, str) and read(cell) is not None


@dataclass(frozen=True)
class Returning(Generic[M]):
    """How a list goes out so that it can come back. ``fields`` are those that may be edited elsewhere, ``told``
    what its row says besides, and ``shows`` a few words on what the list shows. ``asked`` are columns left blank."""

    partnership: Partnership
    shows: str
    fields: tuple[str, ...]
    told: Callable[[M], str]
    asked: tuple[str, ...] = ()

    def sheet(self, sheet: Sheet[M]) -> Sheet[M]:
        """A sheet with what its rows say of themselves, as of now."""
        event, _ = version_of(self.partnership.pk)
        slug, blank = self.partnership.slug, ("",) * len(self.asked)

        def cells(record: M) -> tuple[Cell, ...]:
            mark = version(
                slug=slug,
                record=record.pk,
                event=event,
                told=self.told(record),
                values=held(record, self.fields),
            )
            return (*sheet.cells(record), *blank, mark)

        return Sheet((*sheet.columns, *self.asked, COLUMN), cells, hidden=(COLUMN,), note=self._about())

    def _about(self) -> Note:
        exported = timezone.localtime()

        def rows(count: int) -> tuple[tuple[Cell, ...], ...]:
            return (
                (PARTNERSHIP, self.partnership.name),
                (CODE, self.partnership.slug),
                (SHOWS, self.shows),
                (EXPORTED, f"{spell_out(exported.date())} at {exported:%H:%M}"),
                (ROWS, count),
                ("", HOW),
            )

        return Note(ABOUT, rows)


class About(NamedTuple):
    """What a file that comes back says of itself, if it still says it."""

    partnership: str = ""
    slug: str = ""
    shows: str = ""
    exported: str = ""
    rows: int | None = None


def about(reading: Reading, partnership: Partnership) -> About | None:
    """What the note sheet of a file says; None for a file without one. Raises CannotImport for one of another."""
    told = _noted(reading)
    if told and told.slug and told.slug != partnership.slug:
        raise CannotImport(ELSEWHERE.format(named=told.partnership or told.slug))
    return told


def _noted(reading: Reading) -> About | None:
    if ABOUT not in reading.sheets:
        return None
    said = dict(_pairs(row.cells for row in reading.rows(ABOUT)))
    rows = said.get(ROWS)
    return About(
        partnership=str(said.get(PARTNERSHIP, "")),
        slug=str(said.get(CODE, "")).strip(),
        shows=str(said.get(SHOWS, "")),
        exported=str(said.get(EXPORTED, "")),
        rows=_count(rows),
    )


def _count(cell: Any) -> int | None:
    """How many rows a file says it had; None where it says what no workbook can have."""
    return int(cell) if isinstance(cell, (int, float)) and 0 <= cell <= MOST_ROWS else None


def _pairs(rows: Iterable[tuple[Value, ...]]) -> Iterable[tuple[str, Any]]:
    for cells in rows:
        told = [cell for cell in cells if cell not in (None, "")]
        if len(told) == 2 and isinstance(told[0], str):
            yield told[0].strip(), told[1]
