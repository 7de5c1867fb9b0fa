"""Where the files of imports lie: the originals, and what one import has to tell."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings

from sightline.imports.faults import Faults

PROGRESS, REFUSED = "progress.json", "rows-not-imported.xlsx"


def folder_of(partnership_id: int) -> Path:
    """Where the originals of a partnership are kept."""
    return Path(settings.FILES) / "imports" / str(partnership_id)


def folder_for(import_id: int) -> Path:
    """Where what belongs to one import is kept, once there is any: its refused rows and its progress."""
    return Path(settings.FILES) / "imports" / "outcomes" / str(import_id)


def keep_refused(import_id: int, faults: Faults) -> None:
    """Keep the rows that the last run refused, in a workbook; none where it refused none."""
    folder = folder_for(import_id)
    if faults.count:
        folder.mkdir(parents=True, exist_ok=True)
        faults.to_workbook(folder / REFUSED)
    else:
        (folder / REFUSED).unlink(missing_ok=True)


def forget_folder(import_id: int) -> None:
    shutil.rmtree(folder_for(import_id), ignore_errors=True)
