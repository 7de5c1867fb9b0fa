"""The archive: a zip file that is written, and read, a piece at a time.

It takes its name only when it is whole. Before anything of it is used, every part is read and compared with the
digest that the manifest gives, and names that would leave the place they are unpacked to are refused.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from sightline.home.safekeeping import manifest
from sightline.home.safekeeping.manifest import Manifest, Member
from sightline.home.safekeeping.refusals import NotABackup, NotPossible

PIECE = 1 << 20
PACKED_ALREADY = {".xlsx", ".ods", ".odt", ".docx", ".pptx", ".pdf", ".png", ".jpg", ".jpeg", ".zip"}
LARGEST_MANIFEST = 64 * PIECE
LONGEST_LINE = 64 * PIECE
Heard = Callable[[bytes], object]


class Writing:
    """An archive being written; what is added is counted and digested on its way."""

    def __init__(self, into: IO[bytes]) -> None:
        self._zip = ZipFile(into, "w", ZIP_DEFLATED, compresslevel=6)
        self.members: dict[str, Member] = {}

    @contextmanager
    def member(self, name: str) -> Iterator[Callable[[bytes], None]]:
        """Give a function that takes the part of this name, piece by piece."""
        info = ZipInfo(name)
        info.external_attr = 0o600 << 16
        info.compress_type = ZIP_STORED if Path(name).suffix.lower() in PACKED_ALREADY else ZIP_DEFLATED
        digest, size = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as part:

            def take(piece: bytes) -> None:
                nonlocal size
                size += len(piece)
                digest.update(piece)
                part.write(piece)

            yield take
        self.members[name] = Member(size, digest.hexdigest())

    @contextmanager
    def let_go_when_it_fails(self) -> Iterator[None]:
        """End the archive, whatever is in it, while its file is still open."""
        try:
            yield
        except BaseException:
            with suppress(OSError, ValueError):
                self._zip.close()
            raise

    def close(self, told: Manifest) -> None:
        """Say what is in it, and end it."""
        info = ZipInfo(manifest.NAME)
        info.external_attr, info.compress_type = 0o600 << 16, ZIP_DEFLATED
        self._zip.writestr(info, told.text())
        self._zip.close()


@contextmanager
def written(path: Path) -> Iterator[Writing]:
    """An archive that stands at ``path``, readable by its owner alone, once it is whole; before that, nowhere.

    Raises NotPossible when it cannot be written.
    """
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=".partial")
    except OSError as problem:
        raise NotPossible(f"Nothing can be written to {path.parent}: {problem.strerror}.") from None
    try:
        with os.fdopen(handle, "w+b") as file:
            writing = Writing(file)
            with writing.let_go_when_it_fails():
                yield writing
            file.flush()
            os.fsync(file.fileno())
        with Reading(Path(beside)) as made:
            made.verify()
        os.replace(beside, path)
    except OSError as problem:
        raise NotPossible(f"The backup could not be written: {problem.strerror or problem}.") from None
    finally:
        Path(beside).unlink(missing_ok=True)


class Reading:
    """An archive that is there. Raises NotABackup as soon as anything is not as it should be."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = ZipFile(path)
        except (BadZipFile, OSError, ValueError) as problem:
            said = (problem.strerror if isinstance(problem, OSError) else None) or "it is not a whole archive"
            raise NotABackup(f"{path.name} cannot be read as a backup: {said}.") from None
        try:
            self.manifest = self._manifest()
            self._compare()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *problem: object) -> None:
        self._zip.close()

    def _manifest(self) -> Manifest:
        names = self._zip.namelist()
        if manifest.NAME not in names:
            raise NotABackup("It is an archive, but no backup of Sightline: it does not say what is in it.")
        if self._zip.getinfo(manifest.NAME).file_size > LARGEST_MANIFEST:
            raise NotABackup("What it says of itself is too long to be true.")
        return manifest.read(b"".join(self._pieces(manifest.NAME)))

    def _compare(self) -> None:
        """What is in the archive is what its manifest says, and nothing in it leaves its place."""
        names = self._zip.namelist()
        for name in names:
            if not is_safe(name):
                raise NotABackup(
                    f"It holds a part with the name “{name}”, which no backup has: do not trust it."
                )
        if len(names) != len(set(names)):
            raise NotABackup("It holds two parts of one name: do not trust it.")
        if set(names) != {*self.manifest.members, manifest.NAME}:
            raise NotABackup("It does not hold what it says: parts are missing, or were put in.")
        for name, member in self.manifest.members.items():
            if self._zip.getinfo(name).file_size != member.size:
                raise NotABackup(f"The part {name} is not as long as it was.")

    def verify(self, heard: Heard | None = None) -> None:
        """Read every part and compare it with its digest."""
        for name in self.manifest.members:
            for piece in self.pieces(name):
                if heard:
                    heard(piece)

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part, piece by piece; after the last, its digest has been compared."""
        expected = self.manifest.members[name]
        digest, size = hashlib.sha256(), 0
        for piece in self._pieces(name):
            size += len(piece)
            if size > expected.size:
                break
            digest.update(piece)
            yield piece
        if (size, digest.hexdigest()) != (expected.size, expected.sha256):
            raise NotABackup(f"The part {name} is not what it was when the backup was made.")

    def _pieces(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(name) as part:
                while piece := part.read(PIECE):
                    yield piece
        except (BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError, OSError):
            raise NotABackup(f"The part {name} is damaged.") from None

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a part. Raises NotABackup for one that is longer than any record can be."""
        rest = b""
        for piece in self.pieces(name):
            *whole, rest = (rest + piece).split(b"\n")
            yield from whole
            if len(rest) > LONGEST_LINE:
                raise NotABackup("A record in it is longer than any can be.")
        if rest:
            yield rest


def is_safe(name: str) -> bool:
    """Whether a part's name is one that a backup gives, and stays within the place it is unpacked to."""
    if name in (manifest.NAME, *manifest.KEYS):
        return True
    if not name.startswith((manifest.DATABASE, manifest.FILES)) or "\\" in name or "\0" in name:
        return False
    return all(part not in ("", ".", "..") for part in name.split("/"))
