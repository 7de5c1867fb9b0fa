"""How names are compared: people type them with other capitals, spaces, dashes and quotation marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SAME = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-"}
)
SPACES = re.compile(r"\s+")
UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u2060\ufeff]"
)  # soft hyphens and the like, which pasting brings along
NOT_SLUG = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """The form in which two spellings of one name are equal: case, spacing, dashes and quotes are ignored."""
    plain = UNSEEN.sub("", unicodedata.normalize("NFKC", name)).translate(SAME)
    return SPACES.sub(" ", plain).strip().casefold()


def slug(name: str, *, limit: int = 60) -> str:
    """A readable piece of an address: letters, digits and hyphens only."""
    plain = unicodedata.normalize("NFKD", name.translate(SAME).replace("'", ""))
    ascii_only = plain.encode("ascii", "ignore").decode()
    return NOT_SLUG.sub("-", ascii_only.lower()).strip("-")[:limit].rstrip("-")
