"""How actions are known: by their reference, in spreadsheets and in addresses alike."""

from __future__ import annotations

from hashlib import sha256

from sightline.foundation.text import fold, slug


def key_of(reference: str) -> str:
    """References that differ only in case and punctuation are one. Never empty, whatever script they are in."""
    return slug(reference, limit=60) or f"ref-{sha256(fold(reference).encode()).hexdigest()[:12]}"
