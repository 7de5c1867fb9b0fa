"""Reading what was observed in indicators, always of one partnership."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from sightline.datasets.models import Observation, Recommendation
from sightline.partnership.models import Partnership


def observations(partnership: Partnership) -> QuerySet[Observation]:
    """Every observation with who made it and what was recommended because of it, the latest first."""
    rows: QuerySet[Observation] = Observation.objects.of(partnership)
    return rows.select_related("observer").prefetch_related(_recommended())


def observations_on(partnership: Partnership, indicator: str) -> list[Observation]:
    """What was observed in one indicator."""
    return list(observations(partnership).filter(indicator=indicator))


def observation(partnership: Partnership, number: int) -> Observation | None:
    """One observation, withdrawn or not."""
    every: QuerySet[Observation] = Observation.objects.ever_of(partnership)
    return every.filter(pk=number).select_related("observer").prefetch_related(_recommended()).first()


def _recommended() -> Prefetch[str, QuerySet[Recommendation], str]:
    rows = Recommendation.objects.filter(withdrawn_at=None)
    return Prefetch("recommendations", rows.select_related("body", "action__agency", "item__meeting__body"))
