"""Drafts that are to be published, and published reports that may no longer be what the records say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from sightline.foundation.attention import Attention, Item, attention
from sightline.foundation.dates import spell_out
from sightline.reports import queries
from sightline.reports.permissions import TO_PUBLISH
from sightline.reports.writing import due_on

MOST = 5


def _drafts(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """The drafts of those kinds that this person publishes."""
    kinds = [kind.value for kind, right in TO_PUBLISH.items() if person.may(right, partnership)]
    if not kinds:
        return
    for report in queries.reports(partnership).filter(version=None, kind__in=kinds)[:MOST]:
        due = due_on(report.period)
        claims = f"{report.claims} {'claim' if report.claims == 1 else 'claims'}"
        yield Item(
            text=f"Finish and publish “{report.title}”",
            href=reverse("reports:claims", args=[partnership.slug, report.slug]),
            due=due,
            why=f"A draft with {claims}; see what still stops it",
        )


def _published(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """The latest published report of each kind that this person publishes, where a look at it is due.

    Nothing is computed here: an import since the last look asks for a new one, and what that found is kept.
    """
    kinds = [kind for kind, right in TO_PUBLISH.items() if person.may(right, partnership)]
    for publication, look in queries.latest_published(partnership, kinds):
        report = publication.report
        href = f"{reverse('reports:publications', args=[partnership.slug, report.slug])}#version-{publication.version}"
        if queries.imported_since(partnership, look.at if look else publication.published_at):
            yield Item(
                text=f"Check “{report.title}” against the records again",
                href=href,
                why="Records were brought in since it was last checked",
            )
        elif look and (changed := len(json.loads(look.outcome)["changed"])):
            came = "figure came" if changed == 1 else "figures came"
            yield Item(
                text=f"Look at “{report.title}”: {changed} {came} out differently since it was published",
                href=href,
                why=f"Found when it was checked again on {spell_out(localdate(look.at))}",
            )


attention.add(Attention("reports", _drafts))
attention.add(Attention("published reports", _published))
