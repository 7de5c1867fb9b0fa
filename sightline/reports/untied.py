"""Figures that are typed in a text rather than put in from the records: nothing checks them, and authors are told."""

from __future__ import annotations

import re

from sightline.reports import inline

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
NO_FIGURES = re.compile(
    r"\]\([^)]*\)|\w+://\S+"  # addresses
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+(?:to|and)\s+\d{{1,2}})?\s+(?:{MONTHS})\b(?:\s+\d{{4}})?"
    r"|\b(?:19|20)\d\d(?:\s*[-–/]\s*(?:20)?\d\d)?\b"  # years, and reporting years
    r"|\b\d{4}-\d\d-\d\d\b"
    r"|^\s*\d+[.)]\s"  # the numbers of a list
    r"|\b[A-Za-z]+[-–]?\d[\w-]*",  # names such as KS2 and RR-14
    re.MULTILINE | re.IGNORECASE,
)
FIGURE = re.compile(r"£?\d(?:[\d,.]*\d)?\s?%?")


def typed(text: str) -> list[str]:
    """The figures that a text holds as digits, each once: 9,000, 85%, £20."""
    words = "\n".join(part for part in inline.split(text) if isinstance(part, str))
    found = FIGURE.findall(NO_FIGURES.sub(" ", words))
    return list(dict.fromkeys(one.strip() for one in found))
