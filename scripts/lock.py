"""Writes the locks, the versions and hashes that any machine installs: ``make lock``."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

COMMAND = (
    "pip compile --upgrade --universal --python-version 3.11 --generate-hashes"
    " --no-emit-index-url --no-annotate --quiet"
).split()


def main() -> int:
    """Write requirements.lock, and requirements-spark.lock, which only the tests install."""
    uv = [sys.executable, "-m", "uv", *COMMAND, "--custom-compile-command", "make lock"]
    first = subprocess.run(
        [*uv, "pyproject.toml", "--extra", "dev", "--output-file", "requirements.lock"], check=False
    )
    said = tomllib.loads(Path("pyproject.toml").read_text())["project"]["optional-dependencies"]["spark"]
    second = subprocess.run(
        [*uv, "-", "--output-file", "requirements-spark.lock"], input="\n".join(said), text=True, check=False
    )
    return first.returncode or second.returncode


if __name__ == "__main__":
    sys.exit(main())
