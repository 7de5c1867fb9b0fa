"""How courses are known, by their titles, and bookings, by their numbers, however either is spelt."""

from __future__ import annotations

from functools import lru_cache

from sightline.foundation.text import fold
from sightline.imports.layouts import lasting


@lru_cache(maxsize=2048)
def course_key(title: str) -> str:
    """Titles that differ in case, spaces, hyphens and dashes are of one course."""
    return lasting(fold(fold(title).replace("-", " ")))


def booking_key(reference: str) -> str:
    """A booking typed by hand is the one of that number in the booking system's export, whatever its capitals."""
    return lasting(fold(reference))
