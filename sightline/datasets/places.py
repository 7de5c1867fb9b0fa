"""Where the files of data sets lie: below ``files/datasets/<partnership>/``, one folder for each delivery and run."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Protocol

from django.conf import settings

from sightline.partnership.models import Partnership

DATASETS, DELIVERIES, INCOMING, LINKAGES, LINKED = "datasets", "deliveries", "incoming", "linkages", "linked"
IDENTITY, EVENTS, FINDINGS, MANIFEST = "identity", "events", "findings.parquet", "manifest.json"


class Placed(Protocol):
    """A row of the database whose content lies in a folder of its own."""

    @property
    def partnership_id(self) -> int: ...

    @property
    def folder(self) -> uuid.UUID: ...


def root(partnership_id: int) -> Path:
    """Where everything of a partnership's data lies."""
    return Path(settings.FILES) / DATASETS / str(partnership_id)


def deliveries(partnership: Partnership) -> Path:
    """Where the folders of all deliveries are."""
    return root(partnership.pk) / DELIVERIES


def incoming(partnership: Partnership) -> Path:
    """Where files lie that have come and are being checked."""
    return root(partnership.pk) / INCOMING


def delivery_folder(delivery: Placed) -> Path:
    """What a delivery holds; not there before its checks are over, or where nothing of it was kept."""
    return root(delivery.partnership_id) / DELIVERIES / str(delivery.folder)


def linkage_folder(linkage: Placed) -> Path:
    """What a linkage run found."""
    return root(linkage.partnership_id) / LINKAGES / str(linkage.folder)


def linked_folder(partnership: Partnership, name: str) -> Path:
    """A store of events with the pseudonymous key ``child``."""
    return root(partnership.pk) / LINKED / name


def progress_of(delivery: Placed) -> Path:
    """The small file that says how far the checks of a delivery are."""
    return root(delivery.partnership_id) / INCOMING / f"progress.{delivery.folder}"
