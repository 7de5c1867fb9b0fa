"""The word a partnership has in every address: which are allowed, and what is proposed from a name. Pure."""

from __future__ import annotations

import re

from sightline.foundation.text import slug

LONGEST = 50
ALLOWED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SHORTER = re.compile(r"-(?:local-)?safeguarding-(?:children|childrens?|partnership)\b.*$")

# Words that are, or may become, the first part of an address of the site itself.
RESERVED = frozenset(
    """
    about accessibility account accounts admin administrator api assets brand contact cookies data demo
    demonstration docs export favicon health healthz help home import login logout media new open
    partnership partnerships people policy privacy public published report reports robots search
    security settings sign-in sign-out sightline sitemap start static status support system terms www
    """.split()
)


def proposed(name: str) -> str:
    """A word for the address: Westmoor Safeguarding Children Partnership -> westmoor."""
    whole = slug(name, limit=LONGEST)
    return SHORTER.sub("", whole) or whole


def name_from(word: str) -> str:
    """A name for a partnership of which only the address is known: westmoor -> Westmoor Safeguarding ..."""
    place = area_from(word)
    return place if "partnership" in word else f"{place} Safeguarding Children Partnership"


def area_from(word: str) -> str:
    """The area that an address speaks of, with capitals: north-westmoor -> North Westmoor."""
    small = {"and", "of", "the", "upon", "on", "in"}
    words = word.split("-")
    return " ".join(w if w in small and place else w.capitalize() for place, w in enumerate(words))
