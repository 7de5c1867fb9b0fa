"""How contributions, budget lines and payments are known, which carry no number."""

from __future__ import annotations

from datetime import date

from sightline.foundation.text import fold
from sightline.funding.models import Contribution
from sightline.partnership.keys import lasting


def of_year(*what: str | date | None) -> str:
    """A natural key of these parts."""
    return lasting("|".join("" if part is None else str(part) for part in what))


def key_of(year: str, agency: int, form: str, purpose: str) -> str:
    """An agency contributes to a year once in cash and once in kind, or for each of several purposes."""
    return of_year(year, str(agency), form, fold(purpose))


def contribution_key(contribution: Contribution) -> str:
    return key_of(contribution.year, contribution.agency_id, contribution.form, contribution.purpose)
