"""Natural keys as they are kept: never so long that what tells two records apart is cut off."""

from __future__ import annotations

import hashlib

from sightline.partnership.models import Record

KEY_LIMIT: int = Record._meta.get_field("key").max_length  # type: ignore[assignment]


def lasting(key: str) -> str:
    """A natural key short enough to be kept: its beginning and a digest where it is long."""
    if len(key) <= KEY_LIMIT:
        return key
    return f"{key[: KEY_LIMIT - 33]}#{hashlib.sha256(key.encode()).hexdigest()[:32]}"
