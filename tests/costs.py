"""What a page costs: how many queries it makes when nothing is kept of what it shows."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

AT_MOST = 40


def queries_of(
    client: Client, address: str, asked: dict[str, Any] | None = None, *, at_most: int = AT_MOST
) -> int:
    """How many queries a page makes that answers 200; never more than ``at_most``."""
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, asked or {})
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    assert len(queries) <= at_most, f"{address} makes {len(queries)} queries"
    return len(queries)
