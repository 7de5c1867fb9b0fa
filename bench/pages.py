"""Every list and home page with fifty partnerships in the database, against an empty page for who signed in."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from typing import Any

from bench.timing import Result

SCALE = 50
WARM, RUNS = 3, 40
EMPTY = "search"  # within the partnership, with its navigation and nothing looked for


def run() -> Iterator[Result]:
    from django.conf import settings

    from sightline.foundation.commands import dispatch

    settings.ALLOWED_HOSTS = ["testserver"]
    dispatch(["demo", "--scale", str(SCALE), "--seed", "1"])
    client, slug = _signed_in()
    for path in PATHS:
        floor, measured = p95s(client, f"/{slug}/{EMPTY}", f"/{slug}/{path}")
        yield Result(f"page /{path}", floor * 1000, measured * 1000, 3, "ms")


def _signed_in() -> tuple[Any, str]:
    """A client signed in as the coordinator of the first partnership, and its slug."""
    from django.test import Client

    from sightline.partnership.roles import COORDINATOR
    from sightline.people.models import RoleGrant

    grant = (
        RoleGrant.objects.filter(role=COORDINATOR).select_related("person__account", "partnership").first()
    )
    assert grant is not None
    assert grant.person.account is not None
    client = Client()
    client.force_login(grant.person.account, backend="django.contrib.auth.backends.ModelBackend")
    return client, grant.partnership.slug


PATHS = (
    "",
    "actions/",
    "meetings/",
    "challenges/",
    "training/",
    "imports/",
    "measures/",
    "indicators/",
    "indicators/data.contacts",
    "reports/",
    "agencies/",
    "bodies/",
    "people/",
)


def p95s(client: Any, *addresses: str) -> list[float]:
    """The 95th percentile of the time each takes to answer, in seconds, once the caches have what they keep.

    They are asked in turn, so that whatever else the machine does at the time slows them alike.
    """
    taken: dict[str, list[float]] = {address: [] for address in addresses}
    for number in range(WARM + RUNS):
        for address in addresses:
            start = time.perf_counter()
            response = client.get(address)
            if number >= WARM:
                taken[address].append(time.perf_counter() - start)
            assert response.status_code == 200, f"{address} answered {response.status_code}"
    return [sorted(times)[math.ceil(0.95 * RUNS) - 1] for times in taken.values()]
