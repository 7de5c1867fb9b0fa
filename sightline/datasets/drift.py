"""What changed since the last delivery, in sentences without a value of any child's."""

from __future__ import annotations

from typing import Any

from sightline.datasets.engine.profiling import drift
from sightline.datasets.models import Delivery


def said_since(previous: Delivery | None, profile: dict[str, Any]) -> list[str]:
    """What moved since the delivery before that matters; empty where there is none to compare with, or nothing did."""
    before = previous.report.get("profile") if previous else None
    return drift(before, profile) if before and profile else []
