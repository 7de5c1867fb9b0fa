"""Reading comma, semicolon, tab or bar separated text of any length in little memory, nearly at csv speed."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TextIO

from .unreadable import (
    EMPTY,
    NUL_BYTES,
    Unreadable,
    cell_too_long,
    closed_too_late,
    never_closed,
    record_too_long,
    too_wide,
)
from .values import Limits, Row

DELIMITERS = ",;\t|"
_CHUNK = 1 << 16
_SAMPLE = 1 << 17
_SAMPLE_LINES = 200
_END = "\0end of the file\0"  # a row of its own, unless the file ends inside a quoted cell
_LEAST = 3  # delimiters that make a line within a cell look like a row


class DelimitedText:
    """A text file as a workbook of one sheet, named after the file."""

    def __init__(self, path: Path, name: str, limits: Limits) -> None:
        """Look through the whole file once: its encoding, its line ends, its delimiter.

        Raises Unreadable when it is not text or holds nothing.
        """
        self._path = path
        self._limits = limits
        self.sheets: tuple[str, ...] = (PurePosixPath(name.replace("\\", "/")).stem,)
        self.hidden: frozenset[str] = frozenset()
        self.from_1904 = False
        self._encoding = _encoding(path, limits)
        with self._open() as file:
            sample = file.readlines(_SAMPLE)[:_SAMPLE_LINES]
        if not any(map(str.strip, sample)):
            raise Unreadable(EMPTY)
        declared = re.match(r'"?sep=(.)"?\s*$', sample[0], re.IGNORECASE)
        self._first_line = 2 if declared else 1
        self._delimiter = declared[1] if declared else _delimiter(sample)
        self._parts = _regularity(sample, self._delimiter)[1] - 1
        self._unspaced = re.compile(re.escape(self._delimiter) + r"(?! )")

    def rows(self, sheet: str) -> Iterator[Row]:
        """The rows of the file that hold anything; blank cells are empty strings.

        A row's number is the line it begins on. Raises Unreadable at a cell or a row that does not end.
        """
        if sheet not in self.sheets:
            raise LookupError(sheet)
        with self._open() as file:
            yield from self._records(file)

    def close(self) -> None:
        """Nothing is held open between iterations."""

    def _holds_rows(self, cell: str) -> bool:
        """Whether a line within a cell has about as many delimiters as a row. In prose a space follows a comma."""
        within = cell.splitlines()[1:] if "\n" in cell or "\r" in cell else ()
        return self._parts >= _LEAST and any(
            len(self._unspaced.findall(line)) >= self._parts - 1 for line in within
        )

    def _open(self) -> TextIO:
        return self._path.open(encoding=self._encoding, errors="replace", newline="")

    def _records(self, file: TextIO) -> Iterator[Row]:
        number = 1

        def batches() -> Iterator[list[str]]:
            # csv asks for lines until its record ends; a quotation mark that never closes must not
            # make it swallow the file. Looking once a batch costs nothing per line.
            earlier, taken = 0, 0
            while lines := file.readlines(_CHUNK):
                taken = taken + sum(map(len, lines)) if number == earlier else 0
                earlier = number
                if taken > self._limits.record:
                    raise record_too_long(number)
                yield lines

        lines = chain(chain.from_iterable(batches()), [_END])
        skipped = self._first_line - 1
        for _ in range(skipped):
            next(lines)
        number += skipped
        reader = csv.reader(lines, delimiter=self._delimiter, skipinitialspace=True)
        try:
            for cells in reader:
                last = cells[-1] if cells else ""
                if last.endswith(_END):
                    if last != _END:
                        raise never_closed(number)
                    return
                if reader.line_num + skipped > number and any(map(self._holds_rows, cells)):
                    raise closed_too_late(number, reader.line_num + skipped)
                if len(cells) > self._limits.columns:
                    raise too_wide(number, self._limits.columns)
                if "".join(cells).strip():
                    yield Row(number, tuple(cells))
                number = reader.line_num + 1 + skipped
        except csv.Error as problem:
            raise cell_too_long(f"Line {number:,}", csv.field_size_limit()) from problem


def _encoding(path: Path, limits: Limits) -> str:
    """UTF-8 or UTF-16 when the whole file is that, else Windows-1252; reads the file in chunks."""
    with path.open("rb") as file:
        head = file.read(3)
        file.seek(0)
        utf16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        decoder = codecs.getincrementaldecoder("utf-16" if utf16 else "utf-8")()
        valid, unbroken = True, 0
        while chunk := file.read(_CHUNK):
            unbroken = 0 if b"\n" in chunk or b"\r" in chunk else unbroken + len(chunk)
            if unbroken > limits.record:
                raise record_too_long(1)
            if not utf16 and b"\0" in chunk:
                raise Unreadable(NUL_BYTES)
            if valid:
                valid, text = _decodes(decoder, chunk)
                if utf16 and "\0" in text:
                    raise Unreadable(NUL_BYTES)
        if valid:
            valid, _ = _decodes(decoder, b"", final=True)
    if utf16:
        return "utf-16"
    if head == codecs.BOM_UTF8:
        return "utf-8-sig"
    return "utf-8" if valid else "cp1252"


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> tuple[bool, str]:
    try:
        return True, decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False, ""


def _delimiter(sample: list[str]) -> str:
    """The delimiter that cuts most of the first lines into equally many cells, and of those, into most."""
    return max(DELIMITERS, key=lambda delimiter: _regularity(sample, delimiter))


def _regularity(sample: list[str], delimiter: str) -> tuple[int, int]:
    """How many of some lines a delimiter cuts into equally many cells, and into how many."""
    try:
        widths = Counter(map(len, csv.reader(sample, delimiter=delimiter, skipinitialspace=True)))
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))
