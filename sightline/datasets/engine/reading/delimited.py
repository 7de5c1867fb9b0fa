"""Comma, semicolon, tab or bar separated text. A clean file is read by DuckDB itself; any other is first put in order.

The number of a row is that of its record, as a spreadsheet shows it: a row whose quoted cells hold line breaks counts
once, and a blank line counts, too.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import TextIO

import duckdb

from .headings import LOOKED_THROUGH
from .model import Deviations, Unreadable
from .prescan import Text, look_through
from .sheets import literal, quoted

DELIMITERS = ",;\t|"
MOST_COLUMNS = 2_000
_CHUNK = 1 << 20
_LONGEST_LINE = 1 << 20
_END = "\x1a the file ends here \x1a"  # a row of its own, unless the file ends inside a quoted cell
_SEP = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_SWALLOWS = 3  # delimiters in a line within a cell that make it look like a row
EMPTY = "The file is empty. Deliver it again once it holds its headings and rows."


class DelimitedText:
    """A text file as one sheet, named after the file."""

    def __init__(self, path: Path, name: str, work: Path) -> None:
        """Look through the file once. Raises Unreadable when it is not text, or holds nothing."""
        self.name = PurePosixPath(name.replace("\\", "/")).stem
        self._work = work
        self._path, self._text = _in_utf8(path, look_through(path), work)
        with self._open() as file:
            lines = list(islice(_lines(file), 200))
        if not any(line.strip() for line in lines):
            raise Unreadable(EMPTY)
        declared = _SEP.fullmatch(lines[0])
        self._skipped = 1 if declared else 0
        self._delimiter = declared[1] if declared else _delimiter(lines)
        self._parts = _regularity(lines, self._delimiter)[1] - 1
        self._unspaced = re.compile(re.escape(self._delimiter) + "(?! )")
        self._plain_top = not any('"' in line for line in lines[: LOOKED_THROUGH + 1])
        try:
            top = list(islice(self._rows(), LOOKED_THROUGH))
        except _NeverClosed as refusal:
            top = list(islice(self._literal_rows(self._parts + 1, refusal), LOOKED_THROUGH))
        self.top: Sequence[tuple[int, Sequence[str]]] = top

    def load(
        self,
        into: duckdb.DuckDBPyConnection,
        relation: str,
        *,
        below: int,
        at: Mapping[str, int],
        width: int,
        deviations: Deviations,
        quick: bool = False,
    ) -> None:
        """See ``Sheet``. What DuckDB takes for irregular is read again with care, row by row."""
        if self._text.plain and (below == 1 or self._plain_top):
            select = self._straight(below, at, width)
            if quick:
                into.execute(f"CREATE VIEW {quoted(relation)} AS {select}")
                return
            try:
                into.execute(f"CREATE TABLE {quoted(relation)} AS {select}")
                return
            except duckdb.Error:
                into.execute(f"DROP TABLE IF EXISTS {quoted(relation)}")
        path = self._work / f"{relation}.csv"
        try:
            self._put_in_order(self._rows(), path, below, at, width, told := Deviations())
        except _NeverClosed as refusal:
            rows = self._literal_rows(width, refusal)
            self._put_in_order(rows, path, below, at, width, told := Deviations())
            told.add(
                refusal.row, "", "", "has a quotation mark that is not closed, which was read as it stands"
            )
        deviations.extend(told)
        columns = {"_row": "BIGINT", **dict.fromkeys(at, "VARCHAR")}
        into.execute(f"CREATE TABLE {quoted(relation)} AS SELECT * FROM {read_csv(path, columns)}")
        path.unlink()

    def _straight(self, below: int, at: Mapping[str, int], width: int) -> str:
        columns = {f"c{place}": "VARCHAR" for place in range(width)}
        source = read_csv(self._path, columns, delimiter=self._delimiter, skip=below + self._skipped)
        chosen = ", ".join(f"c{place} AS {quoted(field)}" for field, place in at.items())
        return f"SELECT row_number() OVER () + {below} AS _row, {chosen} FROM {source}"

    def _put_in_order(
        self,
        rows: Iterable[tuple[int, list[str]]],
        path: Path,
        below: int,
        at: Mapping[str, int],
        width: int,
        deviations: Deviations,
    ) -> None:
        """Write the rows as DuckDB reads them without a doubt: their number and the cells of the fields."""
        places = list(at.values())
        delimiter = self._delimiter
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            for number, cells in rows:
                if number <= below:
                    continue
                if len(cells) != width:
                    if any(map(str.strip, cells[width:])):
                        beyond = delimiter.join(cells[width:])
                        deviations.add(number, "", beyond, f"has {len(cells)} cells under {width} headings")
                    cells += [""] * (width - len(cells))
                writer.writerow([number, *[cells[place] for place in places]])

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """The rows that hold anything. Raises Unreadable at a cell or row that does not end."""
        with self._open() as file:
            lines = chain(_lines(file), [_END])
            for _ in range(self._skipped):
                next(lines)
            reader = csv.reader(lines, delimiter=self._delimiter, skipinitialspace=True)
            number = 0
            try:
                for number, cells in enumerate(reader, 1):
                    last = cells[-1] if cells else ""
                    if last.endswith(_END):
                        if last != _END or len(cells) > 1:
                            raise _NeverClosed(number)
                        return
                    if len(cells) > MOST_COLUMNS:
                        raise Unreadable(f"Row {number:,} has more than {MOST_COLUMNS:,} cells.")
                    if any(map(str.strip, cells)):
                        self._is_one_row(number, cells)
                        yield number, cells
            except csv.Error as problem:
                raise _NeverClosed(number + 1) from problem

    def _literal_rows(self, width: int, refusal: _NeverClosed) -> Iterator[tuple[int, list[str]]]:
        """The rows with quotation marks taken for letters, where each line is a row; else raises the refusal."""
        with self._open() as file:
            lines = islice(_lines(file), self._skipped, None)
            reader = csv.reader(lines, delimiter=self._delimiter, quoting=csv.QUOTE_NONE)
            try:
                for number, cells in enumerate(reader, 1):
                    if len(cells) not in (0, width):
                        raise refusal
                    if any(map(str.strip, cells)):
                        yield number, list(map(_without_marks, cells))
            except csv.Error:
                raise refusal from None

    def _is_one_row(self, number: int, cells: Sequence[str]) -> None:
        """A quotation mark that closes rows later would swallow them: a line within a cell is then a whole row.

        In prose a space follows a comma.
        """
        for cell in cells:
            if "\n" in cell and self._parts >= _SWALLOWS:
                lines = cell.splitlines()[1:]
                if any(len(self._unspaced.findall(line)) >= self._parts for line in lines):
                    raise _NeverClosed(number)

    def _open(self) -> TextIO:
        return self._path.open(encoding="utf-8-sig", errors="replace", newline="")


def read_csv(path: Path, columns: Mapping[str, str], *, delimiter: str = ",", skip: int = 0) -> str:
    """DuckDB's call that reads exactly these columns, guesses nothing and takes blank cells for NULL."""
    named = ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in columns.items())
    return (
        f"read_csv({literal(str(path))}, auto_detect = false, header = false, skip = {skip},"
        f" delim = {literal(delimiter)}, quote = '\"', escape = '\"', nullstr = '', strict_mode = true,"
        f" columns = {{{named}}})"
    )


def _lines(file: TextIO) -> Iterator[str]:
    while line := file.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise Unreadable(
                "A line of the file is longer than a million characters, so it is no list of records."
            )
        yield line


def _in_utf8(path: Path, text: Text, work: Path) -> tuple[Path, Text]:
    """The file as it is when it is UTF-8, else a copy that is, without NUL characters."""
    if text.encoding == "utf-8-sig" and not text.nul:
        return path, text
    copy = work / "in-utf8.csv"
    decoder = codecs.getincrementaldecoder(text.encoding)(errors="replace")
    with path.open("rb") as source, copy.open("w", encoding="utf-8", newline="") as target:
        while chunk := source.read(_CHUNK):
            target.write(decoder.decode(chunk).replace("\0", ""))
        target.write(decoder.decode(b"", final=True))
    return copy, look_through(copy)


def _delimiter(lines: Sequence[str]) -> str:
    """The delimiter that cuts most of the first lines into equally many cells, and of those, into most."""
    return max(DELIMITERS, key=lambda delimiter: _regularity(lines, delimiter))


def _regularity(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    try:
        widths = Counter(map(len, csv.reader(lines, delimiter=delimiter, skipinitialspace=True)))
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))


class _NeverClosed(Unreadable):
    """A quotation mark runs rows together."""

    def __init__(self, row: int) -> None:
        self.row = row
        super().__init__(
            f"A quotation mark that opens in row {row:,} is not closed in that row, so the rows after it run together."
        )


def _without_marks(cell: str) -> str:
    """A cell without the quotation marks around it, when there are two."""
    said = cell.strip()
    return said[1:-1].replace('""', '"') if len(said) > 1 and said[0] == said[-1] == '"' else cell
