"""Writes requirements.lock, the versions and hashes that any machine installs: ``make lock``."""

from __future__ import annotations

import subprocess
import sys


def main() -> int:
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--extra", "dev", "--upgrade"]
    command += [
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-annotate",
    ]
    command += ["--custom-compile-command", "make lock", "--output-file", "requirements.lock", "--quiet"]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
