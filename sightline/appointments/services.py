"""Keeping appointments, their renewals and the arrangements."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from sightline.appointments import queries
from sightline.appointments.models import Appointment, Arrangement, Kind, Model, Renewal
from sightline.appointments.permissions import EDIT
from sightline.appointments.terms import DAY
from sightline.foundation.access import Actor, require
from sightline.foundation.dates import spell_out
from sightline.foundation.text import fold
from sightline.partnership.keys import lasting
from sightline.partnership.models import Body, Seat
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping, check_order
from sightline.people.models import Person
from sightline.people.services.delegates import person_named


def _overlap(one: Appointment, other: Appointment) -> bool:
    last = date.max
    return one.since <= (other.until or last) and other.since <= (one.until or last)


def _check(appointment: Appointment) -> None:
    """Refuse a place that is none, days out of order, and a second holder of a seat."""
    if bool(appointment.seat_id) == bool(appointment.office):
        raise Refused("Choose a seat or an office, and not both.", field="seat")
    if appointment.seat_id and appointment.body_id:
        raise Refused("A seat says by itself which body it is on. Leave this empty.", field="body")
    if appointment.kind == Kind.FIXED_TERM and appointment.until is None:
        raise Refused("A fixed term needs its last day.", field="until")
    check_order(appointment, "since", "until")
    _check_seat(appointment)
    _check_renewals(appointment)


def _check_seat(appointment: Appointment) -> None:
    seat = appointment.seat
    if seat is None:
        return
    if seat.withdrawn_at:
        raise Refused("This seat was withdrawn. Put it back first.", field="seat")
    if seat.until and appointment.since > seat.until:
        raise Refused(
            f"The seat ended on {spell_out(seat.until)}. Nobody can be appointed to it later.", field="since"
        )
    if appointment.kind == Kind.ACTING:
        return
    for other in queries.others_of(appointment):
        if other.kind != Kind.ACTING and _overlap(appointment, other):
            raise Refused(
                f"{other.person.name} holds this seat {_days(other)}. End that appointment first, or make this one "
                "an acting one.",
                field="since",
            )


def _days(appointment: Appointment) -> str:
    said = f"from {spell_out(appointment.since)}"
    return f"{said} to {spell_out(appointment.until)}" if appointment.until else said


def _check_renewals(appointment: Appointment) -> None:
    if appointment.pk is None:
        return
    renewals = list(queries.renewals_of(appointment))
    if renewals and appointment.kind != Kind.ROLLING:
        raise Refused(
            "This appointment was renewed, so it is a rolling one. Withdraw its renewals first.", field="kind"
        )
    if renewals and renewals[-1].since < appointment.since:
        raise Refused(
            f"It was renewed from {spell_out(renewals[-1].since)}, so it cannot begin later than that.",
            field="since",
        )


appointments = Keeping(
    model=Appointment,
    right=EDIT,
    identity=lambda one: lasting(
        f"{one.seat_id or ''}|{fold(one.office)}|{one.body_id or ''}|{one.person_id}|{one.since}"
    ),
    check=_check,
    beside_others=True,
)


def _check_renewal(renewal: Renewal) -> None:
    """Refuse renewing what is not rolling, days that are renewed already, and days after the end."""
    appointment = renewal.appointment
    if appointment.withdrawn_at:
        raise Refused("This appointment was withdrawn. Put it back first.")
    if appointment.kind != Kind.ROLLING:
        raise Refused("Only a rolling appointment is renewed.")
    if not renewal.decided_by and renewal.body_id is None:
        raise Refused("Say which body decided it, or who did.", field="decided_by")
    check_order(renewal, "since", "until")
    if renewal.since <= appointment.since:
        raise Refused(
            f"The appointment began on {spell_out(appointment.since)}. It can be renewed from a later day.",
            field="since",
        )
    if appointment.until and renewal.until > appointment.until:
        raise Refused(
            f"The appointment ends on {spell_out(appointment.until)}. It cannot be renewed beyond that.",
            field="until",
        )
    for other in queries.renewals_of(appointment):
        if other.pk != renewal.pk and renewal.since <= other.until and other.since <= renewal.until:
            raise Refused(
                f"It is renewed from {spell_out(other.since)} to {spell_out(other.until)} already. "
                f"Renew it from {spell_out(other.until + DAY)}.",
                field="since",
            )


renewals = Keeping(
    model=Renewal,
    right=EDIT,
    identity=lambda one: f"{one.appointment_id}|{one.since}",
    check=_check_renewal,
    beside_others=True,
)


def _check_arrangement(arrangement: Arrangement) -> None:
    if arrangement.model == Model.OTHER and not arrangement.words:
        raise Refused("Say which model it is.", field="words")


arrangements = Keeping(
    model=Arrangement,
    right=EDIT,
    identity=lambda one: str(one.since),
    check=_check_arrangement,
)


@transaction.atomic
def appoint(
    *, by: Actor, appointment: Appointment, person: Person | None = None, name: str = "", email: str = ""
) -> Appointment:
    """Appoint somebody who is known, or whom a name or an address makes known."""
    require(by, EDIT, appointment.partnership)
    appointment.person = person or person_named(
        by=by,
        partnership=appointment.partnership,
        agency=appointment.seat.agency if appointment.seat else None,
        name=name,
        email=email,
    )
    return appointments.add(by=by, record=appointment)


@transaction.atomic
def renew(
    *,
    by: Actor,
    appointment: Appointment,
    since: date,
    until: date,
    decided_by: str = "",
    body: Body | None = None,
) -> Renewal:
    """Renew a rolling appointment for the days from ``since`` to ``until``, both included."""
    renewal = Renewal(
        partnership=appointment.partnership,
        appointment=appointment,
        since=since,
        until=until,
        decided_by=decided_by.strip(),
        body=body,
    )
    return renewals.add(by=by, record=renewal)


@transaction.atomic
def end_with_seat(*, by: Actor, seat: Seat, day: date) -> int:
    """End what lasts longer than a seat on its last day, and withdraw what would only begin later; answers how many."""
    found = queries.lasting_beyond(seat, day)
    for one in found:
        if one.since > day:
            reason = f"The seat ended on {spell_out(day)}, before this began."
            appointments.withdraw(by=by, record=one, reason=reason)
        else:
            appointments.correct(by=by, record=one, values={"until": day}, reason="The seat ended.")
    return len(found)
