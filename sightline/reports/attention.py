"""Drafts that are nearly there: what still stops their publication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from sightline.foundation.attention import Attention, Item, attention
from sightline.foundation.years import ReportingYear
from sightline.reports import queries
from sightline.reports.permissions import TO_PUBLISH

DUE = (9, 30)
"""The month and day by which a report is due after its year, where a partnership has not decided otherwise."""
MOST = 5


def _drafts(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """The drafts of those kinds that this person publishes."""
    kinds = [kind.value for kind, right in TO_PUBLISH.items() if person.may(right, partnership)]
    if not kinds:
        return
    for report in queries.reports(partnership).filter(version=None, kind__in=kinds)[:MOST]:
        year = ReportingYear.parse(report.period)
        due = date(year.end.year, *DUE)
        claims = f"{report.claims} {'claim' if report.claims == 1 else 'claims'}"
        yield Item(
            text=f"Finish and publish “{report.title}”",
            href=reverse("reports:claims", args=[partnership.slug, report.slug]),
            due=due,
            why=f"A draft with {claims}; see what still stops it",
        )


attention.add(Attention("reports", _drafts))
