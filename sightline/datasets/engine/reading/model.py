"""What reading answers, and how it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_DEVIATIONS = 1_000


class Unreadable(Exception):
    """A file cannot be read; the text says why and what to do, and nothing that the file holds about a person."""


class Deviation(NamedTuple):
    """What a file does otherwise than agreed and is read all the same. ``column`` is a heading, or empty."""

    row: int
    column: str
    value: str
    says: str


@dataclass(frozen=True, kw_only=True)
class RawTable:
    """One table of a file as it stood, now in DuckDB as ``raw_<name>``: ``_row`` BIGINT and VARCHAR columns.

    ``place`` is the sheet, the element or the file; ``columns`` has the heading of each field that is there;
    ``unknown`` are headings that are no field; ``missing`` are fields that the file has no column for, ``blank`` those
    that it need not have, with the heading they would have: they are NULL in every row; ``made`` are fields that
    reading makes, such as numbers of rows and what a row has from the one it hangs under. Of ``deviations`` the first
    thousand are kept, ``deviated`` counts them all.
    """

    name: str
    place: str
    columns: Mapping[str, str]
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    blank: Mapping[str, str] = field(default_factory=dict)
    made: tuple[str, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    deviated: int = 0


@dataclass
class Deviations:
    """Collects deviations without growing with the file."""

    kept: list[Deviation] = field(default_factory=list)
    counted: int = 0

    def extend(self, others: Deviations) -> None:
        """Take those of another reading."""
        self.counted += others.counted
        self.kept += others.kept[: MOST_DEVIATIONS - len(self.kept)]

    def add(self, row: int, column: str, value: str, says: str) -> None:
        self.counted += 1
        if len(self.kept) < MOST_DEVIATIONS:
            self.kept.append(Deviation(row, column, value, says))
