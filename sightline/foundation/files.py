"""Files that are there whole or not at all, whatever stops the machine."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def written_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is on the disk, whole, when this returns; what fails leaves nothing behind.

    Folders are made where there are none. A file that was there is replaced in one step.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
        try:
            beside.write(content)
            beside.flush()
            os.fsync(beside.fileno())
            os.replace(beside.name, path)
        except BaseException:
            Path(beside.name).unlink(missing_ok=True)
            raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Have the name of a new file on the disk too, where the system can be asked for it."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
