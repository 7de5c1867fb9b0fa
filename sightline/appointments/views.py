"""The pages of appointments, arrangements and the map of bodies."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from sightline.appointments import forms, queries, services
from sightline.appointments.models import Arrangement, Renewal
from sightline.appointments.permissions import EDIT
from sightline.appointments.presenters import addresses, arrangements, bodies
from sightline.appointments.presenters import appointments as presenters
from sightline.appointments.terms import DAY, State, a_month_on, runs_until
from sightline.foundation.access import Actor
from sightline.foundation.dates import spell_out
from sightline.foundation.matching import matching
from sightline.govuk.listing import part
from sightline.govuk.pages import render_page
from sightline.govuk.tables import Filter
from sightline.govuk.values import Link
from sightline.imports.exporting import list_or_file
from sightline.partnership.asking import Inside, ask_form, found
from sightline.partnership.models import Partnership
from sightline.partnership.queries import bodies as bodies_of
from sightline.partnership.queries import body as body_at
from sightline.partnership.recording import Recording, choice, offered, search

VACANT = "vacant"
STATES = (
    (State.CURRENT.value, "Current"),
    (VACANT, "Vacant"),
    (State.ENDING.value, "Ending within 90 days"),
    (State.UNRENEWED.value, "Not renewed"),
    (State.FUTURE.value, "Future"),
    (State.ENDED.value, "Ended"),
)
SEARCHED = ("person__name", "office", "seat__title", "seat__agency__name", "seat__body__name", "body__name")


def _home(where: Partnership) -> tuple[Link, ...]:
    return (Link("Appointments", addresses.listed(where)),)


def _renewal_within(where: Partnership, renewal: Renewal | None) -> tuple[Link, ...]:
    home = _home(where)
    if renewal is None:
        return home
    appointment = renewal.appointment
    return (*home, Link(addresses.called(appointment), addresses.at(appointment, where)))


def _appoint(by: Actor, form: Any) -> Any:
    return services.appoint(by=by, appointment=form.instance, **form.somebody)


recording = Recording(
    keeping=services.appointments,
    form=forms.AppointmentForm,
    find=queries.appointment,
    names="appointments:",
    within=lambda where, appointment: _home(where),
    called=addresses.called,
    groups=forms.GROUPS,
    adding=_appoint,
    withdrawing="For an appointment that was entered by mistake; one that is over is ended. It leaves every figure, "
    "and stays in the history. You can put it back.",
)
renewing = Recording(
    keeping=services.renewals,
    form=forms.RenewalForm,
    find=queries.renewal,
    names="appointments:renewal-",
    within=_renewal_within,
    called=presenters.renewal_called,
)
arranging: Recording[Arrangement] = Recording(
    keeping=services.arrangements,
    form=forms.ArrangementForm,
    find=queries.arrangement,
    names="appointments:arrangement-",
    within=lambda where, arrangement: (Link("Arrangements", arrangements.listed(where)),),
    called=arrangements.called,
)


def appointment_list(request: Inside) -> HttpResponseBase:
    where, day = request.partnership, timezone.localdate()
    body = choice(request, "body", "Body", ((str(one.pk), one.name) for one in bodies_of(where)))
    state = choice(request, "state", "State", STATES)
    words = search(request)
    filters, add = offered(body, state, words), recording.offer(request)
    lead = _lead(where)
    if state.value == VACANT:
        return _vacancies(request, body, words, lead=lead, filters=filters, add=add)
    rows = matching(queries.listed(where), words.value, *SEARCHED)
    if body.value:
        rows = queries.of_body(rows, body.value)
    if state.value:
        rows = queries.standing(rows, State(state.value), day)
    return list_or_file(
        request,
        rows,
        orders=presenters.ORDERS,
        default="person",
        sheet=presenters.SHEET,
        name=f"appointments-{day.isoformat()}",
        page=lambda shown: presenters.list_page(where, shown, day=day, lead=lead, filters=filters, add=add),
    )


def _vacancies(
    request: Inside, body: Filter, words: Filter, *, lead: str, filters: tuple[Filter, ...], add: str
) -> HttpResponse:
    where = request.partnership
    rows = matching(
        queries.vacant(where, timezone.localdate()), words.value, "title", "agency__name", "body__name"
    )
    if body.value:
        rows = rows.filter(body=int(body.value))
    page = presenters.vacancies_page(where, part(request, rows), lead=lead, filters=filters, add=add)
    return render_page(request, page)


def _lead(where: Partnership) -> str:
    day = timezone.localdate()
    current = queries.standing(queries.listed(where), State.CURRENT, day).count()
    vacant = queries.vacant(where, day).count()
    if not current and not vacant:
        return ""
    seats = f", {vacant} seat{'' if vacant == 1 else 's'} vacant" if vacant else ""
    return f"{current} current at {spell_out(day)}{seats}."


def appointment_record(request: Inside, number: int) -> HttpResponse:
    appointment = recording.found(request, number)
    page = presenters.record_page(
        appointment,
        recording.told(request, appointment),
        renewed=queries.renewed_until(appointment),
        renewals=list(queries.renewals_of(appointment)),
        others=queries.others_of(appointment),
        day=timezone.localdate(),
        may=recording.may(request),
    )
    return render_page(request, page)


def end(request: Inside, number: int) -> HttpResponse:
    """Say which day was, or will be, the last of an appointment."""
    return recording.change(
        request, recording.found(request, number), forms.EndForm, title="End the appointment"
    )


def renew(request: Inside, number: int) -> HttpResponse:
    """Renew a rolling appointment: the form begins with the month that is next, and who decided the last."""
    where, appointment = request.partnership, recording.found(request, number)
    last = queries.renewals_of(appointment).first()
    since = runs_until(appointment.since, last.until if last else None) + DAY
    initial = {
        "since": since,
        "until": a_month_on(since) - DAY,
        "decided_by": last.decided_by if last else "",
        "body": last.body_id if last else None,
    }
    return ask_form(
        request,
        forms.RenewalForm(_posted(request), partnership=where, initial=initial),
        lambda data: services.renew(by=request.person, appointment=appointment, **data),
        title="Renew the appointment",
        submit="Renew it",
        crumbs=(*_home(where), recording.link(where, appointment)),
        back=addresses.at(appointment, where),
        said="The appointment was renewed.",
    )


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def renewal_record(request: Inside, number: int) -> HttpResponse:
    renewal = renewing.found(request, number)
    return render_page(request, presenters.renewal_page(renewal, renewing.told(request, renewal)))


def members(request: Inside, number: int) -> HttpResponse:
    """Who sits on a body today."""
    body, day = found(body_at(request.partnership, number)), timezone.localdate()
    since = queries.first_recorded(request.partnership)
    page = bodies.members_page(
        body,
        queries.seats_on(body, day),
        queries.holders(body, day),
        queries.offices_of(body, day),
        day=day,
        known=since is not None and since <= day,
        may=request.person.may(EDIT, request.partnership) and not body.withdrawn_at,
    )
    return render_page(request, page)


def body_map(request: Inside) -> HttpResponse:
    """Who reports to whom, as a picture and as a list."""
    where = request.partnership
    return render_page(request, bodies.map_page(where, list(bodies_of(where))))


def arrangement_list(request: Inside) -> HttpResponse:
    where, day = request.partnership, timezone.localdate()
    page = arrangements.list_page(
        where,
        list(queries.arrangements(where)),
        queries.arrangement_at(where, day),
        day=day,
        add=arranging.offer(request),
    )
    return render_page(request, page)


def arrangement_record(request: Inside, number: int) -> HttpResponse:
    where, day = request.partnership, timezone.localdate()
    arrangement = arranging.found(request, number)
    page = arrangements.record_page(
        arrangement,
        arranging.told(request, arrangement),
        now=queries.arrangement_at(where, day),
        day=day,
    )
    return render_page(request, page)
