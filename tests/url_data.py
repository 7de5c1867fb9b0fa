"""Who gets in where among agencies' data: a part of ``tests/url_table.py``, kept apart because it is long.

"datasets:agreement-record": (LOOKERS, agreement)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.url_samples import nothing
from tests.world import World

KEEPERS = {"business-manager", "data-analyst"}
ANALYST = {"data-analyst"}
LOOKERS = {
    "business-manager",
    "coordinator",
    "qa-lead",
    "training-lead",
    "data-analyst",
    "lead-partner",
    "delegated-partner",
    "scrutineer",
    "commissioner",
}
"""Who runs the partnership, who heads it, and who holds them to account."""


def linkage(world: World) -> dict[str, Any]:
    return {"number": world.linkage.pk}


def review_pair(world: World) -> dict[str, Any]:
    return {"number": world.review_pair.pk}


def agreement(world: World) -> dict[str, Any]:
    return {"number": world.agreement.pk}


def delivery(world: World) -> dict[str, Any]:
    return {"number": world.delivery.pk}


DATA: dict[str, tuple[set[str], Callable[[World], dict[str, Any]]]] = {
    "datasets:deliveries": (LOOKERS, nothing),
    "datasets:delivery": (LOOKERS, delivery),
    "datasets:delivery-new": (KEEPERS, nothing),
    **{
        f"datasets:{page}": (KEEPERS, delivery)
        for page in ("again", "discard", "withdraw", "restore", "covers")
    },
    **{f"datasets:{page}": (ANALYST, delivery) for page in ("report", "workbook")},
    "datasets:agreements": (LOOKERS, nothing),
    "datasets:agreement-record": (LOOKERS, agreement),
    "datasets:agreement-new": (KEEPERS, nothing),
    **{f"datasets:agreement-{page}": (KEEPERS, agreement) for page in ("correct", "withdraw", "restore")},
    "datasets:linkage": (LOOKERS, nothing),
    "datasets:linkage-run": (LOOKERS, linkage),
    "datasets:link": (KEEPERS, nothing),
    "datasets:pairs": (ANALYST, nothing),
    **{f"datasets:{page}": (ANALYST, review_pair) for page in ("pair", "pair-decide", "pair-take-back")},
}
