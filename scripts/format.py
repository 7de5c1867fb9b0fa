"""Puts code and templates in their usual form: ``make format``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent


def templates() -> list[str]:
    """Every template of ours."""
    return sorted(str(path) for path in Path("sightline").glob("*/templates/**/*.html"))


def main() -> None:
    subprocess.run([BIN / "ruff", "check", "--fix", "--quiet", "."], check=False)
    subprocess.run([BIN / "ruff", "format", "."], check=True)
    subprocess.run([BIN / "djhtml", "--tabwidth", "2", *templates()], check=False)


if __name__ == "__main__":
    main()
