"""The partnership's own records that measures rest on."""

from __future__ import annotations

from django.db.models import QuerySet

from sightline.partnership.models import Partnership, Seat, Workforce


def workforce(partnership: Partnership) -> QuerySet[Workforce]:
    """How many staff each agency said it has, each time."""
    return Workforce.objects.of(partnership).filter(agency__withdrawn_at=None)


def chairs(partnership: Partnership) -> QuerySet[Seat]:
    """The seats from which bodies are chaired, whoever filled them and when."""
    return Seat.objects.of(partnership).filter(body__withdrawn_at=None, title__istartswith="chair")
