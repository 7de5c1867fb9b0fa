"""What an action is known by: its number where that is its own, else whose number it is, or what it says.

Every list begins at 1: for each review, for each sort of review, or for each year. A bare number is therefore
taken together with its review; without one, with its sort of review, its sheet, or the reporting year in which
the action was agreed. Some lists number recommendations and not actions.
"""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256

from sightline.foundation.text import fold
from sightline.foundation.years import ReportingYear

BARE_NUMBER = re.compile(
    r"(?:no\.?|action|ref|item|#)?\s*(?!(?:20)?[012]\d/\d)\d{1,4}(?:[./]\d{1,3}){0,2}\s*[a-z]?\.?",
    re.IGNORECASE,
)
"""A number that says nothing of whose it is; 23/01 does, the first of 2023."""

NO_NAME = re.compile(
    r"(?:sheet|table|worksheet|data|tab|actions?|action (?:plan|log|tracker)|tracker|log|plan|all|open|closed"
    r"|current|master)?[\s_-]*\d*",
    re.IGNORECASE,
)
LONGEST_NAME = 40


def qualified(number: str, *, review: str, source: str, sheet: str, agreed_on: date) -> str:
    """A number with whose it is, where it does not say so itself; ``source`` and ``sheet`` may be ""."""
    if not number or not BARE_NUMBER.fullmatch(number):
        return number
    own = "" if NO_NAME.fullmatch(sheet) else sheet
    whose = review or source or own or str(ReportingYear.of(agreed_on))
    return f"{_short(whose)} {number}"


def _short(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[:34].rstrip()} {sha256(fold(name).encode()).hexdigest()[:4]}"


def made_up(*, review: str, recommendation: str, undertaking: str, agency: int, agreed_on: date) -> str:
    """A lasting reference for an action without one: from what it says, not where it stands."""
    told = (fold(review), fold(recommendation), fold(undertaking), agency, agreed_on)
    return "A-" + sha256(repr(told).encode()).hexdigest()[:8]
