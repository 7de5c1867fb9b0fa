"""Taking a zip package apart with suspicion: what its directory says is checked, then what it holds.

The parser that reads the cells believes the package, so everything it would believe is looked at
here first: sizes, checksums, and that no part declares entities.
"""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from .unreadable import DAMAGED, DECLARATIONS, PROTECTED, Unreadable, unpacks_too_far
from .values import Limits

_CHUNK = 1 << 18
_LOCAL_HEADER = struct.Struct("<4s22xHH")


class Package:
    """The parts of a zip package, by name. Use it as a context manager."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Read the directory. Raises Unreadable when it is broken, encrypted, or promises too much."""
        self._limits = limits
        self._file = path.open("rb")
        try:
            with zipfile.ZipFile(self._file) as archive:
                self._parts = archive.infolist()
        except Exception as problem:  # a hostile directory breaks zipfile in more ways than it names
            raise Unreadable(DAMAGED) from problem
        packed = sum(part.compress_size for part in self._parts)
        self._refuse_a_bomb(packed, sum(part.file_size for part in self._parts))
        if any(part.flag_bits & 1 for part in self._parts):
            raise Unreadable(PROTECTED)
        self.names = {part.filename.replace("\\", "/").lower(): part for part in self._parts}

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.names

    def xml_parts(self) -> Iterator[zipfile.ZipInfo]:
        """Every part that a parser may read as XML, duplicates included."""
        return (part for part in self._parts if part.filename.lower().endswith((".xml", ".rels")))

    def parse(self, part: zipfile.ZipInfo, prepare: Callable[[XMLParserType], object] | None = None) -> None:
        """Unpack a part to its end through an XML parser, to which ``prepare`` has attached handlers.

        Raises Unreadable when the part is not what the directory says, is not well formed, holds
        letters where a handler needs a number, or declares a document type.
        """
        parser = ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse_declarations
        if prepare:
            prepare(parser)
        try:
            for chunk in self._unpack(part):
                parser.Parse(chunk)
            parser.Parse(b"", True)
        except (ExpatError, ValueError) as problem:  # ValueError: a number that is none
            raise Unreadable(DAMAGED) from problem

    def _unpack(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable(DAMAGED)
        produced = checksum = 0
        for chunk in self._inflated(part):
            produced += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
            if produced > part.file_size:  # before the rest of it is unpacked
                raise Unreadable(DAMAGED)
            yield chunk
        if produced != part.file_size or checksum != part.CRC:
            raise Unreadable(DAMAGED)

    def _inflated(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        # zipfile stops at the size the directory declares; the workbook parser goes on, so this does too.
        self._file.seek(part.header_offset)
        header = self._file.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise Unreadable(DAMAGED)
        _, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        self._file.seek(name_length + extra_length, 1)
        left = part.compress_size
        inflater = zlib.decompressobj(-15) if part.compress_type == zipfile.ZIP_DEFLATED else None
        while left and (raw := self._file.read(min(_CHUNK, left))):
            left -= len(raw)
            if inflater is None:
                yield raw
                continue
            while raw and not inflater.eof:
                try:
                    yield inflater.decompress(raw, _CHUNK)
                except zlib.error as problem:
                    raise Unreadable(DAMAGED) from problem
                raw = inflater.unconsumed_tail
        if inflater is not None:
            yield inflater.flush()

    def _refuse_a_bomb(self, packed: int, unpacked: int) -> None:
        limits = self._limits
        disproportionate = unpacked > limits.unsuspicious and unpacked > limits.ratio * packed
        if unpacked > limits.unpacked or disproportionate:
            raise unpacks_too_far(packed, unpacked)


def _refuse_declarations(*_: object) -> None:
    raise Unreadable(DECLARATIONS)
