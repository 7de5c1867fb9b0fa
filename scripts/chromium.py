"""Finds the machine's own Chromium, which the browser tests drive; nothing is downloaded."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
MISSING = (
    "The browser tests need Chromium, and none was found. Install it (Debian: apt-get install chromium; "
    "macOS: put Chromium or Google Chrome in Applications) or say where it is in SIGHTLINE_CHROMIUM."
)
FLAGS = (
    "--no-sandbox",  # as root, which a build machine often is, there is no sandbox to have
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",  # these four keep it from calling anybody
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
)


def find() -> str | None:
    """The path of a Chromium on this machine; SIGHTLINE_CHROMIUM goes before all others."""
    given = os.environ.get("SIGHTLINE_CHROMIUM")
    if given:
        return shutil.which(given)
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in on_path if path), None) or next(
        (path for path in MAC if Path(path).exists()), None
    )
