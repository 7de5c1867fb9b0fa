"""How headings, codes and days are compared with what a contract calls them, whoever wrote them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

DAYS: dict[str, tuple[str, ...]] = {
    "iso": ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"),
    "uk": ("%d/%m/%y", "%d/%m/%Y", "%d-%m-%y", "%d-%m-%Y", "%d.%m.%y", "%d.%m.%Y"),
    "compact": ("%Y%m%d",),
    "words": ("%d %b %y", "%d %b %Y", "%d %B %y", "%d %B %Y", "%B %d %Y", "%b %d %Y"),
    "us": ("%m/%d/%y", "%m/%d/%Y"),
}
"""Ways to write a day, by the name that contracts use, in the patterns of strptime; all but ``us`` are tried unless a
field says which. A year of two digits comes first because DuckDB's %Y takes two digits, too."""

AS_USUAL = ("iso", "uk", "compact", "words")
_APART = re.compile(r"[\W_]+")


@lru_cache(65_536)
def plain(said: str) -> str:
    """A heading or a code without what senders differ in: case, accents, spaces, underscores and punctuation.

    What consists of signs only, such as “-”, stays as it is.
    """
    folded = "".join(
        letter for letter in unicodedata.normalize("NFKD", said) if not unicodedata.combining(letter)
    ).casefold()
    return _APART.sub("", folded) or folded.strip()


@lru_cache(4096)
def pattern(head: str) -> re.Pattern[str] | None:
    """The pattern that a head between slashes is, or None when it is a plain heading. Raises re.error."""
    if len(head) > 2 and head.startswith("/") and head.endswith("/"):
        return re.compile(head[1:-1], re.IGNORECASE)
    return None
