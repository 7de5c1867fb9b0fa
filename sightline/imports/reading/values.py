"""What a row of a spreadsheet is, whatever file it came from. Kept small: the child process loads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple


class Uncomputed(Enum):
    """The type of the one value that stands for a formula whose result the file does not hold."""

    UNCOMPUTED = "a formula with no stored result"


UNCOMPUTED = Uncomputed.UNCOMPUTED

Value = str | int | float | bool | date | datetime | time | timedelta | None | Uncomputed


NOTHING_ABOVE: Mapping[int, Value] = MappingProxyType({})


class Row(NamedTuple):
    """One row that holds something: its number in the file, from 1, and its cells from column A.

    In a workbook a blank cell is ``None``; in a text file it is the empty string, because turning
    a million of them into ``None`` would take longer than reading them. Both mean blank. ``above``
    says, by place, what stands in a cell that is merged with the ones above it.
    """

    number: int
    cells: tuple[Value, ...]
    above: Mapping[int, Value] = NOTHING_ABOVE


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may ask of this machine before it is refused."""

    seconds: int = 120  # of processor time in all, and of waiting for each answer of the child
    memory: int = 2 << 30  # bytes of address space of the child
    unpacked: int = 1 << 30  # bytes that the parts of a workbook may unpack to
    ratio: int = 200  # unpacked to packed bytes, once they unpack to more than `unsuspicious`
    unsuspicious: int = 64 << 20
    cells: int = 32_000_000  # of a sheet, from A1 to its last corner: 32 bytes each once read
    sheets: int = 250
    columns: int = 16_384  # of a row of a text file: as many as a sheet of Excel has
    characters: int = 131_072  # in one cell; Excel stops at 32,767
    record: int = 4 << 20  # bytes of one record of a text file


def column_letter(index: int) -> str:
    """The letters Excel shows above the column at ``index``, which counts from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, place = divmod(index - 1, 26)
        letters = chr(65 + place) + letters
    return letters
