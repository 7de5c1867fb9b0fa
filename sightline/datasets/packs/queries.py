"""Reading packs, always those of one partnership."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import QuerySet

from sightline.datasets.models import Pack
from sightline.measures.disclosure import Release
from sightline.meetings.models import Meeting
from sightline.partnership.models import Partnership


def packs(partnership: Partnership) -> QuerySet[Pack]:
    """Every pack with its meeting, the latest first."""
    rows: QuerySet[Pack] = Pack.objects.of(partnership)
    return rows.select_related("meeting__body", "made_by").defer("content")


def packs_for(meeting: Meeting) -> list[Pack]:
    """The packs for one meeting."""
    return list(packs(meeting.partnership).filter(meeting=meeting))


def pack(partnership: Partnership, number: int) -> Pack | None:
    """One pack with its content."""
    rows: QuerySet[Pack] = Pack.objects.of(partnership)
    return rows.filter(pk=number).select_related("meeting__body", "made_by", "partnership").first()


def earlier_releases(partnership: Partnership) -> dict[str, list[Release]]:
    """What every pack so far let out, by the key of the indicator, the oldest first."""
    rows: QuerySet[Pack] = Pack.objects.of(partnership)
    found: dict[str, list[Release]] = defaultdict(list)
    for content in rows.order_by("made_at", "pk").values_list("content", flat=True):
        for one in content["indicators"]:
            found[one["key"]] += map(Release.from_data, one.get("releases", ()))
    return dict(found)
