"""Reading a spreadsheet of any common kind as rows of plain values, whatever its sender did to it.

A workbook is parsed in a child process under limits; text is streamed here, in little memory. What
cannot be read is refused with a sentence that says what is wrong and what to do.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from .delimited import DelimitedText
from .kinds import Kind, identify
from .unreadable import EMPTY, Unreadable, filled_too_wide
from .values import UNCOMPUTED, Limits, Row, Uncomputed, Value, column_letter
from .workbook import Workbook

__all__ = [
    "EMPTY",
    "UNCOMPUTED",
    "Limits",
    "Reading",
    "Row",
    "Uncomputed",
    "Unreadable",
    "Value",
    "column_letter",
    "filled_too_wide",
    "open_file",
]


class Reading(Protocol):
    """An open spreadsheet."""

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of its sheets in the file's order, hidden ones included; of a text file, its own name."""

    @property
    def hidden(self) -> frozenset[str]:
        """Those of its sheets that nobody sees who opens it."""

    @property
    def from_1904(self) -> bool:
        """Whether its bare numbers count days from 1904 where they stand for dates."""

    def rows(self, sheet: str) -> Iterator[Row]:
        """The rows of a sheet that hold anything, from the top; may be asked for again. Raises Unreadable."""


@contextmanager
def open_file(path: Path, *, name: str, limits: Limits | None = None) -> Iterator[Reading]:
    """Open the spreadsheet at ``path``, which its sender called ``name``. Raises Unreadable."""
    limits = limits or Limits()
    kind = identify(path, name)
    reading = DelimitedText(path, name, limits) if kind is Kind.TEXT else Workbook(path, kind, limits)
    with closing(reading):
        yield reading
