"""The deliveries that an indicator rests on."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from sightline.datasets.models import Delivery, State
from sightline.measures.kinds import Measure
from sightline.partnership.models import Partnership


def sources_of(measure: Measure) -> tuple[str, ...]:
    """The data sets that an indicator is counted from."""
    return tuple(getattr(measure, "sources", ())) or tuple(filter(None, (measure.source,)))


def counted_deliveries(partnership: Partnership, sources: Collection[str]) -> QuerySet[Delivery]:
    """The accepted deliveries of these data sets, the latest first."""
    rows: QuerySet[Delivery] = Delivery.objects.of(partnership)
    return rows.filter(contract__in=sources, state__in=(State.ACCEPTED, State.WARNED)).select_related(
        "agreement__agency"
    )
