"""The machine: what it runs, how much room it has, whether its clock and its typesetter work."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import connection
from django.utils import timezone

from sightline.audit.models import Event
from sightline.documents.model import Document, Paragraph, Run
from sightline.documents.pdf import to_pdf
from sightline.home.doctor.findings import Finding, fine, warning, wrong

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 35, 0)
OLDEST_POSTGRESQL = 15
GIGABYTE = 1_000_000_000
LITTLE, TOO_LITTLE = 2 * GIGABYTE, GIGABYTE // 5


def software() -> Iterator[Finding]:
    """Python and, where it is used, SQLite."""
    here = platform.python_version()
    if sys.version_info[:2] < OLDEST_PYTHON:
        yield wrong(f"Python is {here}.", "Install Python 3.11 or newer, and Sightline under it.")
    else:
        yield fine(f"Python {here}.")
    if connection.vendor == "sqlite":
        if sqlite3.sqlite_version_info < OLDEST_SQLITE:
            yield wrong(f"SQLite is {sqlite3.sqlite_version}.", "Use a Python with SQLite 3.35 or newer.")
        else:
            yield fine(f"SQLite {sqlite3.sqlite_version}.")


def room() -> Iterator[Finding]:
    """Free room on the disk of the home."""
    free = shutil.disk_usage(settings.HOME).free
    said = f"{free / GIGABYTE:.1f} GB are free on the disk of {settings.HOME}."
    if free < TOO_LITTLE:
        yield wrong(said, "Make room before anything else: without it nothing can be saved.")
    elif free < LITTLE:
        yield warning(said, "Make room soon. A backup needs about as much as the installation itself.")
    else:
        yield fine(said)


def clock() -> Iterator[Finding]:
    """Whether time goes forward here, and the time zone is known."""
    try:
        zone = ZoneInfo(settings.TIME_ZONE)
    except ZoneInfoNotFoundError:
        yield wrong(
            f"This machine does not know the time zone {settings.TIME_ZONE}.", "Install its time zone data."
        )
        return
    yield fine(f"It is {datetime.now(zone):%d %B %Y, %H:%M} in {settings.TIME_ZONE}.")


def history_is_past() -> Iterator[Finding]:
    """Whether anything in the trail is dated later than now."""
    latest = Event.objects.order_by("-at").values_list("at", flat=True).first()
    if latest and latest > timezone.now() + timedelta(minutes=5):
        yield wrong(
            f"Something was recorded at {latest:%Y-%m-%d %H:%M}, which is still to come.",
            "Set the clock of this machine, and let it be kept by a time server.",
        )
    else:
        yield fine("Nothing is dated in the future.")


def documents() -> Iterator[Finding]:
    """Whether a PDF can be made."""
    made = to_pdf(
        Document(title="A test", organisation="Sightline", blocks=(Paragraph((Run("It works."),)),))
    )
    if not made.startswith(b"%PDF"):
        yield wrong("The typesetter does not make PDF files.", "Install Sightline again: make setup.")
    else:
        yield fine("PDF files can be made; fonts are there.")
