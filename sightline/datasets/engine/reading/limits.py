"""Running what opens a file of somebody else's in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def run_confined(module: str, path: Path, folder: Path, limits: Mapping[str, int]) -> None:
    """Run a module of ours, by its path, on a file; it writes into the folder what it found, if it lives so long."""
    asked = [
        sys.executable,
        "-I",
        module,
        str(path.absolute()),
        str(folder.absolute()),
        json.dumps(dict(limits)),
    ]
    nothing = subprocess.DEVNULL
    subprocess.run(asked, stdin=nothing, stdout=nothing, stderr=nothing, check=False)  # noqa: S603 - our own module
