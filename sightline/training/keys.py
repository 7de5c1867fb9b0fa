"""How courses are known: by their titles, however they are spelt."""

from __future__ import annotations

from functools import lru_cache

from sightline.foundation.text import fold


@lru_cache(maxsize=2048)
def course_key(title: str) -> str:
    """Titles that differ in case, spaces and hyphens are of one course."""
    return fold(title.replace("-", " "))[:200]
