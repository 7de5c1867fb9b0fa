"""Reading a partnership's agencies, bodies and coverage. Every read starts from the partnership."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from sightline.foundation.once import read_once
from sightline.foundation.text import fold
from sightline.partnership.models import (
    Agency,
    AgencyName,
    Alias,
    Body,
    Coverage,
    Partnership,
    Seat,
    Workforce,
)
from sightline.partnership.naming import Names


def partnerships() -> list[Partnership]:
    """Every partnership of this installation, for work that nobody in particular asks for."""
    return list(Partnership.objects.order_by("id"))


def partnership_by_slug(slug: str) -> Partnership | None:
    """The partnership at an address."""
    return Partnership.objects.filter(slug=slug).first()


def agency_names(partnership: Partnership) -> Names:
    """The names of agencies, and whom people mean by them.

    Covers the names agencies have now, the names they had before, the aliases people use, and the name
    under which an agency first came. A merged agency's names still mean that agency, because what happened
    before the merger belongs to it. Where two share a name, the one that has it now comes before the one
    that had it.
    """
    agencies = list(Agency.objects.of(partnership).values_list("id", "name", "key"))
    held = [agency for agency, _, _ in agencies]
    names = {fold(name): agency for agency, name, _ in agencies}
    others = [
        *Alias.objects.of(partnership).filter(agency__in=held).values_list("key", "agency_id"),
        *((fold(name), agency) for name, agency in _former(partnership).values_list("name", "agency_id")),
        *((key, agency) for agency, _, key in agencies),
    ]
    for name, agency in others:
        names.setdefault(name, agency)
    return Names(
        names,
        key_of={agency: key for agency, _, key in agencies},
        called={agency: name for agency, name, _ in agencies},
    )


def body_names(partnership: Partnership) -> Names:
    """The names that bodies have, and those under which they first came."""
    bodies = list(Body.objects.of(partnership).values_list("id", "name", "key"))
    names = {key: body for body, _, key in bodies} | {fold(name): body for body, name, _ in bodies}
    return Names(
        names,
        key_of={body: key for body, _, key in bodies},
        called={body: name for body, name, _ in bodies},
    )


def _former(partnership: Partnership) -> QuerySet[AgencyName]:
    return AgencyName.objects.of(partnership).filter(agency__withdrawn_at=None).order_by("-until")


def agencies(partnership: Partnership) -> QuerySet[Agency]:
    """The agencies of a partnership, by name, with what each was merged into."""
    return Agency.objects.of(partnership).select_related("merged_into", "partnership").order_by("name")


def agency(partnership: Partnership, pk: int) -> Agency | None:
    """One agency, withdrawn or not."""
    return (
        Agency.objects.ever_of(partnership).filter(pk=pk).select_related("merged_into", "partnership").first()
    )


def withdrawn_agencies(partnership: Partnership) -> QuerySet[Agency]:
    """The agencies that were withdrawn, by name."""
    return Agency.objects.ever_of(partnership).exclude(withdrawn_at=None).order_by("name")


def former_names(agency: Agency) -> list[AgencyName]:
    """The names an agency had, the latest first."""
    return list(agency.names.order_by("-until"))


def aliases(agency: Agency) -> list[Alias]:
    """The other names people use for an agency."""
    return list(Alias.objects.of(agency.partnership).filter(agency=agency).order_by("name"))


def alias(partnership: Partnership, pk: int) -> Alias | None:
    """One alias in use."""
    return Alias.objects.of(partnership).filter(pk=pk).select_related("agency", "partnership").first()


def workforce(agency: Agency) -> list[Workforce]:
    """The figures for an agency's workforce, the latest first."""
    return list(
        Workforce.objects.of(agency.partnership)
        .filter(agency=agency)
        .select_related("agency")
        .order_by("-as_at")
    )


def workforce_figure(partnership: Partnership, pk: int) -> Workforce | None:
    """One figure, withdrawn or not."""
    figures = Workforce.objects.ever_of(partnership).filter(pk=pk)
    return figures.select_related("agency", "partnership").first()


def latest_workforce(partnership: Partnership, day: date) -> Mapping[int, Workforce]:
    """Agency id -> its latest figure as at a day or before it."""
    figures = Workforce.objects.of(partnership).filter(as_at__lte=day).order_by("as_at", "id")
    return {figure.agency_id: figure for figure in figures}


def mergers(partnership: Partnership) -> dict[int, int | None]:
    """The id of every agency, withdrawn or not -> the id of the one it was merged into."""
    return dict(Agency.objects.ever_of(partnership).values_list("id", "merged_into_id"))


def merged_from(agency: Agency) -> list[Agency]:
    """The agencies that were merged into this one."""
    return list(
        Agency.objects.of(agency.partnership).filter(merged_into=agency).order_by("merged_on", "name")
    )


def bodies(partnership: Partnership) -> QuerySet[Body]:
    """The bodies of a partnership, by name, with what each reports to."""
    return Body.objects.of(partnership).select_related("reports_to", "partnership").order_by("name")


def body(partnership: Partnership, pk: int) -> Body | None:
    """One body, withdrawn or not."""
    return Body.objects.ever_of(partnership).filter(pk=pk).select_related("reports_to", "partnership").first()


def withdrawn_bodies(partnership: Partnership) -> QuerySet[Body]:
    """The bodies that were withdrawn, by name."""
    return Body.objects.ever_of(partnership).exclude(withdrawn_at=None).order_by("name")


def seats(body: Body) -> list[Seat]:
    """The seats on a body, those that have ended last."""
    held = Seat.objects.of(body.partnership).filter(body=body).select_related("agency")
    return sorted(held, key=lambda seat: (seat.until is not None, seat.agency.name, seat.title))


def seats_of(agency: Agency) -> list[Seat]:
    """The seats an agency has, by body."""
    held = Seat.objects.of(agency.partnership).filter(agency=agency).select_related("body")
    return list(held.order_by("body__name"))


def withdrawn_seats(body: Body) -> list[Seat]:
    """The seats on a body that were withdrawn."""
    every = Seat.objects.ever_of(body.partnership).filter(body=body).exclude(withdrawn_at=None)
    return list(every.select_related("agency").order_by("agency__name", "title", "id"))


def seat(partnership: Partnership, pk: int) -> Seat | None:
    """One seat, withdrawn or not."""
    every = Seat.objects.ever_of(partnership).filter(pk=pk)
    return every.select_related("agency", "body", "partnership").first()


def coverage(partnership: Partnership, source: str) -> list[Coverage]:
    """The spans for which a source is complete, the earliest first."""
    return [span for span in coverage_of_all(partnership) if span.source == source]


def coverage_of_all(partnership: Partnership) -> list[Coverage]:
    """The spans of every source, by source and date. A page asks for them with each of its figures."""
    return read_once(
        (Coverage, partnership.pk),
        lambda: list(Coverage.objects.of(partnership).order_by("source", "start", "id")),
    )


def coverage_span(partnership: Partnership, pk: int) -> Coverage | None:
    """One span."""
    return Coverage.objects.of(partnership).filter(pk=pk).select_related("partnership").first()


def live(partnership: Partnership, source: str) -> Coverage | None:
    """The span of a source that is kept up day by day, when it is."""
    today = timezone.localdate()
    spans = Coverage.objects.of(partnership).filter(source=source, end=None, start__lte=today)
    return spans.order_by("start").first()
