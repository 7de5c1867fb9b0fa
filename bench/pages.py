"""Every list and home page with fifty partnerships in the database, against an empty page for who signed in."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from typing import Any

from bench.timing import Result

SCALE = 50
WARM, RUNS = 2, 20
EMPTY = "/account/"


def run() -> Iterator[Result]:
    from django.conf import settings

    from sightline.foundation.commands import dispatch

    settings.ALLOWED_HOSTS = ["testserver"]
    dispatch(["demo", "--scale", str(SCALE), "--seed", "1"])
    client, slug = _signed_in()
    floor = _p95(client, EMPTY)
    for address in _addresses(slug):
        yield Result(
            f"page {address.replace(f'/{slug}', '')}", floor * 1000, _p95(client, address) * 1000, 3, "ms"
        )


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


def _addresses(slug: str) -> list[str]:
    return [
        f"/{slug}/{path}"
        for path in (
            "",
            "actions/",
            "meetings/",
            "challenges/",
            "training/",
            "imports/",
            "measures/",
            "reports/",
            "agencies/",
            "bodies/",
            "people/",
        )
    ]


def _p95(client: Any, address: str) -> float:
    """The 95th percentile of the time to answer, in seconds, once the caches have what they keep."""
    taken = []
    for number in range(WARM + RUNS):
        start = time.perf_counter()
        response = client.get(address)
        if number >= WARM:
            taken.append(time.perf_counter() - start)
        assert response.status_code == 200, f"{address} answered {response.status_code}"
    return sorted(taken)[math.ceil(0.95 * RUNS) - 1]
