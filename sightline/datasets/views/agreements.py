"""The pages of agreements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone

from sightline.datasets import queries, recordings
from sightline.datasets.catalogue import titles
from sightline.datasets.models import Agreement
from sightline.datasets.permissions import EDIT
from sightline.datasets.presenters import agreements as pages
from sightline.datasets.presenters.addresses import page as address
from sightline.datasets.presenters.listing import table_of
from sightline.datasets.schedule import next_due
from sightline.govuk.listing import ordering, part
from sightline.govuk.pages import render_page
from sightline.partnership.asking import Inside
from sightline.partnership.recording import choice, narrowed, offered

ORDERS = {"starts": ("starts", "id"), "ends": ("ends", "id")}
IN_FORCE = "in force"
SHOWN = 50
STATES = ((IN_FORCE, "In force"), ("ended", "Ended"), ("to come", "Not begun"))


def agreement_list(request: Inside) -> HttpResponse:
    """Every agreement, in force, ended and to come."""
    where, today = request.partnership, timezone.localdate()
    names = titles()
    used = set(queries.agreements(where).values_list("contract", flat=True))
    data_set = choice(request, "set", "Data set", ((key, names.get(key, key)) for key in sorted(used)))
    state = choice(request, "state", "State", STATES)
    found = _in_state(narrowed(queries.agreements(where), contract=data_set), state.value, today)
    shown = part(request, found.order_by(*ordering(request, ORDERS, default="-ends")))
    page = pages.list_page(
        shown,
        where,
        due_of(shown.items),
        lead=_lead(queries.in_force(where, today).count()),
        filters=offered(data_set, state) if used else (),
        add=recordings.agreements.offer(request),
        today=today,
    )
    return render_page(request, page)


def _lead(count: int) -> str:
    return f"{count} agreement{' is' if count == 1 else 's are'} in force." if count else ""


def _in_state(
    found: QuerySet[Agreement, Agreement], state: str, today: date
) -> QuerySet[Agreement, Agreement]:
    match state:
        case "in force":
            return found.filter(starts__lte=today, ends__gte=today)
        case "ended":
            return found.filter(ends__lt=today)
        case "to come":
            return found.filter(starts__gt=today)
    return found


def due_of(agreements: Iterable[Agreement]) -> dict[int, date | None]:
    """Number of each agreement -> the day of the first delivery that has not come."""
    held = list(agreements)
    came = queries.days_delivered(held)
    return {one.pk: next_due(one.frequency, one.first_due, one.ends, came[one.pk]) for one in held}


def agreement_new(request: Inside) -> HttpResponse:
    """Which data set an agreement is about, then the agreement."""
    if request.GET.get("contract") not in titles() and request.method != "POST":
        return render_page(request, pages.choose_page(request.partnership, request.path))
    return recordings.agreements.add(request)


def agreement_record(request: Inside, number: int) -> HttpResponse:
    """One agreement, with what came under it."""
    one = recordings.agreements.found(request, number)
    where, today = request.partnership, timezone.localdate()
    came = list(queries.deliveries_under(one)[:SHOWN])
    delivers = one.starts <= today <= one.ends and request.person.may(EDIT, where)
    page = pages.record_page(
        one,
        recordings.agreements.told(request, one),
        table_of(came, "Nothing has been delivered under it yet."),
        due=due_of([one])[one.pk],
        deliver=f"{address(where, 'delivery-new')}?agreement={one.pk}" if delivers else "",
        today=today,
    )
    return render_page(request, page)
