"""The hash chain of a partnership's events: a changed byte anywhere breaks it from there on.

Each event's digest covers every one of its columns and, through ``changes_digest``, every column of
its changes; each seal covers the event's digest and the seal before it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


def canonical(value: Any) -> str:
    """JSON with one spelling for equal values."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


class ChangesDigest:
    """A running digest over changes given as (id, kind, record id, what, source, before, after)."""

    def __init__(self, changes: Iterable[tuple[Any, ...]] = ()) -> None:
        self._hash = hashlib.sha256()
        self.count = 0
        for change in changes:
            self.add(change)

    def add(self, change: tuple[Any, ...]) -> None:
        self._hash.update(repr(change).encode())
        self.count += 1

    @property
    def hex(self) -> str:
        return self._hash.hexdigest() if self.count else ""


def event_digest(fields: dict[str, Any]) -> str:
    """The digest of one event, from its columns."""
    at: datetime = fields["at"]
    return hashlib.sha256(canonical({**fields, "at": at.astimezone(UTC).isoformat()}).encode()).hexdigest()


def link(previous: str, digest: str) -> str:
    """The seal that follows ``previous``."""
    return hashlib.sha256(f"{previous}:{digest}".encode()).hexdigest()
