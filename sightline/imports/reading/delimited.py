"""Reading comma, semicolon, tab or bar separated text of any length in little memory, nearly at csv speed."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TextIO

from .unreadable import EMPTY, NUL_BYTES, Unreadable, cell_too_long, record_too_long
from .values import Limits, Row

DELIMITERS = ",;\t|"
_CHUNK = 1 << 16
_SAMPLE = 1 << 17
_SAMPLE_LINES = 200


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

        lines = chain.from_iterable(batches())
        skipped = self._first_line - 1
        for _ in range(skipped):
            next(lines)
        number += skipped
        reader = csv.reader(lines, delimiter=self._delimiter, skipinitialspace=True)
        try:
            for cells in reader:
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

    def regularity(delimiter: str) -> tuple[int, int]:
        try:
            widths = Counter(map(len, csv.reader(sample, delimiter=delimiter, skipinitialspace=True)))
        except csv.Error:
            return 0, 0
        return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))

    return max(DELIMITERS, key=regularity)
