"""Seats: the record of one, and each thing one can do to it."""

from __future__ import annotations

from django.http import HttpResponse

from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.partnership import forms, queries, services
from sightline.partnership.asking import Inside, ask_form, found
from sightline.partnership.models import Partnership, Seat
from sightline.partnership.presenters import seats as presenters
from sightline.partnership.presenters.bodies import at, crumbs
from sightline.partnership.recording import Recording


def _within(where: Partnership, seat: Seat | None) -> tuple[Link, ...]:
    return crumbs(seat.body if seat else None, where)


recording = Recording(
    keeping=services.seats,
    form=forms.CorrectSeatForm,
    find=queries.seat,
    names="partnership:seat-",
    within=_within,
    withdrawing="For a seat that was entered by mistake; one that was given up is ended. Nothing counts it any "
    "more, and it stays in the history. You can put it back.",
)


def seat_record(request: Inside, number: int) -> HttpResponse:
    seat = recording.found(request, number)
    return render_page(request, presenters.seat_page(request.person, seat, recording.told(request, seat)))


def add_seat(request: Inside, number: int) -> HttpResponse:
    body = found(queries.body(request.partnership, number))
    return ask_form(
        request,
        forms.SeatForm(request.POST or None, agencies=queries.agencies(request.partnership)),
        lambda data: services.add_seat(by=request.person, body=body, **data),
        title=f"Add a seat on {body.name}",
        submit="Add the seat",
        crumbs=crumbs(body, request.partnership),
        back=at(body),
        then=at(body) + "#seats",
    )


def end_seat(request: Inside, number: int) -> HttpResponse:
    """Say which day was, or will be, the last of a seat."""
    return recording.change(
        request, recording.found(request, number), forms.EndSeatForm, title="End the seat"
    )
