"""How challenges are known, which carry no reference."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from sightline.foundation.text import fold


def key_of(raised: date, by: int, to: int, subject: str) -> str:
    """A challenge is known by its date, who raised it with whom, and its text."""
    return sha256(repr((raised, by, to, fold(subject))).encode()).hexdigest()[:32]
