"""Putting a pack together: what each of its indicators says now, with what it means and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from sightline.datasets.indicator_pages.presenters import meaning_of
from sightline.datasets.indicator_pages.queries import counted_deliveries, sources_of
from sightline.datasets.indicator_pages.telling import groups_of, told
from sightline.datasets.insight.queries import observations_on
from sightline.datasets.packs.freezing import Content, frozen, whole
from sightline.measures.kinds import Measure
from sightline.measures.remembered import Remembered
from sightline.meetings.models import Meeting


def content_for(meeting: Meeting, title: str, measures: Sequence[Measure]) -> Content:
    """The pack of these indicators for a meeting, as everything stands now."""
    where = meeting.partnership
    figures = Remembered(where)
    parts = [
        frozen(
            told(figures, where, measure),
            groups_of(figures, where, measure),
            list(counted_deliveries(where, sources_of(measure))),
            observations_on(where, measure.key),
            meaning_of(measure),
        )
        for measure in measures
    ]
    return whole(where.name, title, meeting.body.name, meeting.held_on, timezone.localdate(), parts)
