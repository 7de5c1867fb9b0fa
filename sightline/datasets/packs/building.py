"""Putting a pack together: what each of its indicators says now, with what it means and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from sightline.datasets.indicator_pages.presenters import meaning_of
from sightline.datasets.indicator_pages.queries import counted_deliveries, sources_of
from sightline.datasets.indicator_pages.telling import groups_of, told
from sightline.datasets.insight.queries import observations_on
from sightline.datasets.kinds import OfChildren
from sightline.datasets.packs.freezing import Content, Frozen, frozen, whole
from sightline.datasets.packs.queries import earlier_releases
from sightline.datasets.packs.withholding import after, kept, said_of
from sightline.measures.disclosure import Release
from sightline.measures.kinds import Measure
from sightline.measures.remembered import Remembered
from sightline.meetings.models import Meeting
from sightline.partnership.models import Partnership


def content_for(meeting: Meeting, title: str, measures: Sequence[Measure]) -> Content:
    """The pack of these indicators for a meeting, as everything stands now. Raises NotSolved."""
    where = meeting.partnership
    figures, earlier = Remembered(where), earlier_releases(where)
    parts = [_part(figures, where, measure, earlier.get(measure.key, ())) for measure in measures]
    return whole(where.name, title, meeting.body.name, meeting.held_on, timezone.localdate(), parts)


def _part(figures: Remembered, where: Partnership, measure: Measure, earlier: Sequence[Release]) -> Frozen:
    """One indicator, with nothing in it that would give children away beside the earlier packs."""
    one, groups = told(figures, where, measure), groups_of(figures, where, measure)
    withheld, released = "", []
    if isinstance(measure, OfChildren):
        one, groups, hidden, made = after(one, groups, earlier)
        withheld, released = said_of(hidden), kept(made)
    return frozen(
        one,
        groups,
        list(counted_deliveries(where, sources_of(measure))),
        observations_on(where, measure.key),
        meaning_of(measure),
        withheld,
        released,
    )
