"""Reading appointments, vacancies and arrangements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, When

from sightline.appointments.models import Appointment, Arrangement, Kind, Model, Renewal
from sightline.appointments.terms import SOON, State, state
from sightline.partnership.models import AgencyKind, Body, Partnership, Seat
from sightline.people import queries as people
from sightline.people.models import Person

RELATED = ("seat__agency", "seat__body", "body", "person", "person__agency", "partnership")


def in_force(day: date) -> Q:
    """What lasts from ``since`` to ``until``, both included, and so on a day; without them it always has and will."""
    return (Q(since=None) | Q(since__lte=day)) & (Q(until=None) | Q(until__gte=day))


def appointments(partnership: Partnership) -> QuerySet[Appointment]:
    """Every appointment of a partnership, whenever it lasts."""
    return Appointment.objects.of(partnership)


def appointment(partnership: Partnership, number: int) -> Appointment | None:
    """One appointment, withdrawn or not."""
    every = Appointment.objects.ever_of(partnership).filter(pk=number)
    return every.select_related(*RELATED).first()


def listed(partnership: Partnership) -> QuerySet[Appointment]:
    """Every appointment with what a list names, and as ``renewed_until`` the day that it is renewed to."""
    those = Renewal.objects.of(partnership).filter(appointment=OuterRef("pk")).order_by("-until")
    last = Subquery(those.values("until")[:1])
    return appointments(partnership).select_related(*RELATED).annotate(renewed_until=last)


def renewed_until(appointment: Appointment) -> date | None:
    """The last day that an appointment is renewed to; None before the first renewal."""
    last: date | None = renewals_of(appointment).aggregate(last=Max("until"))["last"]
    return last


def state_of(appointment: Appointment, renewed: date | None, day: date) -> State:
    """How an appointment stands on a day."""
    return state(
        day,
        appointment.since,
        appointment.until,
        fixed=appointment.kind == Kind.FIXED_TERM,
        rolling=appointment.kind == Kind.ROLLING,
        renewed_until=renewed,
    )


def standing(rows: QuerySet[Appointment], how: State, day: date) -> QuerySet[Appointment]:
    """Those of the listed appointments that stand so on a day; what is ending or unrenewed is current too."""
    match how:
        case State.FUTURE:
            return rows.filter(since__gt=day)
        case State.ENDED:
            return rows.filter(until__lt=day)
        case State.ENDING:
            return rows.filter(in_force(day), kind=Kind.FIXED_TERM, until__lte=day + SOON)
        case State.UNRENEWED:
            rolling = rows.filter(in_force(day), kind=Kind.ROLLING)
            late = [one.pk for one in rolling if state_of(one, one.renewed_until, day) is State.UNRENEWED]  # type: ignore[attr-defined]
            return rows.filter(pk__in=late)
        case _:
            return rows.filter(in_force(day))


def of_body(rows: QuerySet[Appointment], body: str) -> QuerySet[Appointment]:
    """Those to a seat on a body, by its number, or to an office that belongs to it."""
    return rows.filter(Q(seat__body=body) | Q(body=body))


def offices_of(body: Body, day: date) -> list[Appointment]:
    """The offices that belong to a body, with who holds them on a day or will."""
    rows = listed(body.partnership).filter(body=body).filter(Q(until=None) | Q(until__gte=day))
    return list(rows.order_by("office", "since", "id"))


def others_of(appointment: Appointment) -> list[Appointment]:
    """The other appointments to the same seat, the latest first."""
    if appointment.seat_id is None:
        return []
    rows = listed(appointment.partnership).filter(seat=appointment.seat_id).exclude(pk=appointment.pk)
    return list(rows.order_by("-since", "-id"))


def lasting_beyond(seat: Seat, day: date) -> list[Appointment]:
    """The appointments to a seat that last longer than to a day, or have no end; the earliest first."""
    rows = appointments(seat.partnership).filter(seat=seat).filter(Q(until=None) | Q(until__gt=day))
    return list(rows.select_related(*RELATED).order_by("since", "id"))


def of_person(person: Person) -> list[Appointment]:
    """What somebody is, was or will be appointed to, the latest first."""
    return list(listed(person.partnership).filter(person=person).order_by("-since", "-id"))


def seats(partnership: Partnership) -> QuerySet[Seat]:
    """Every seat on a body in use, whenever it lasts."""
    held = Seat.objects.of(partnership).filter(body__withdrawn_at=None)
    return held.select_related("agency", "body", "partnership")


def unfilled(partnership: Partnership, day: date) -> Q:
    """The seats that nobody is appointed to on a day; somebody who acts fills one."""
    holders = appointments(partnership).filter(in_force(day), seat=OuterRef("pk"))
    return Q(~Exists(holders))


def vacant(partnership: Partnership, day: date) -> QuerySet[Seat]:
    """The seats of a day without a holder; none where nobody was yet recorded to hold any."""
    since = first_recorded(partnership)
    if since is None or day < since:
        return seats(partnership).none()
    rows = seats(partnership).filter(in_force(day)).filter(unfilled(partnership, day))
    return rows.order_by("body__name", "agency__name", "title", "id")


def first_recorded(partnership: Partnership) -> date | None:
    """The first day on which somebody is recorded to hold a seat: from then on an empty one is known to be so."""
    held = appointments(partnership).filter(seat__isnull=False)
    return held.order_by("since").values_list("since", flat=True).first()


def holders(body: Body, day: date) -> dict[int, list[Appointment]]:
    """The number of each seat on a body -> who holds it on a day or will, in the order they begin."""
    rows = listed(body.partnership).filter(seat__body=body).filter(Q(until=None) | Q(until__gte=day))
    found: dict[int, list[Appointment]] = {}
    for one in rows.order_by("since", "id"):
        found.setdefault(one.seat_id or 0, []).append(one)
    return found


def seats_on(body: Body, day: date) -> list[Seat]:
    """The seats on a body that have not ended by a day."""
    rows = Seat.objects.of(body.partnership).filter(body=body).filter(Q(until=None) | Q(until__gte=day))
    return list(rows.select_related("agency").order_by("agency__name", "title", "id"))


def renewals_of(appointment: Appointment) -> QuerySet[Renewal]:
    """The renewals of an appointment, the latest first."""
    rows = Renewal.objects.of(appointment.partnership).filter(appointment=appointment)
    return rows.select_related("body", "appointment", "partnership").order_by("-since", "-id")


def renewal(partnership: Partnership, number: int) -> Renewal | None:
    """One renewal, withdrawn or not."""
    every = Renewal.objects.ever_of(partnership).filter(pk=number)
    return every.select_related("body", "partnership", *(f"appointment__{path}" for path in RELATED)).first()


def renewals(partnership: Partnership) -> QuerySet[Renewal]:
    """Every renewal of an appointment that counts."""
    return Renewal.objects.of(partnership).filter(appointment__withdrawn_at=None)


def rolling(partnership: Partnership) -> QuerySet[Appointment]:
    """The appointments that are held on a rolling basis."""
    return appointments(partnership).filter(kind=Kind.ROLLING)


def first_rolling(partnership: Partnership) -> date | None:
    """The first day on which somebody is recorded to hold an appointment on a rolling basis."""
    return rolling(partnership).order_by("since").values_list("since", flat=True).first()


def _chairs(partnership: Partnership) -> QuerySet[Seat]:
    return seats(partnership).filter(title__istartswith="chair")


def first_seat(partnership: Partnership) -> date | None:
    """The first day of a seat, the earliest there is where it is not known; None without any seat."""
    return _first(seats(partnership))


def first_chair(partnership: Partnership) -> date | None:
    """The same of the seats from which bodies are chaired."""
    return _first(_chairs(partnership))


def _first(rows: QuerySet[Seat]) -> date | None:
    return min((day or date.min for day in rows.values_list("since", flat=True)), default=None)


def chairs_of_others(partnership: Partnership) -> QuerySet[Seat]:
    """The seats from which bodies are chaired, where they belong to an agency other than children's services."""
    return _chairs(partnership).exclude(agency__kind=AgencyKind.LOCAL_AUTHORITY)


def people_to_choose(partnership: Partnership, chosen: Iterable[int] = ()) -> QuerySet[Person]:
    """Whom one may appoint from a list: who has access or was appointed before, not the thousands of delegates."""
    return people.people_to_choose(partnership, appointments(partnership).values("person"), chosen)


def arrangements(partnership: Partnership) -> QuerySet[Arrangement]:
    """Every arrangement, with as ``named`` the word for its model; the latest first."""
    named = Case(When(model=Model.OTHER, then=F("words")), default=F("model"))
    return Arrangement.objects.of(partnership).annotate(named=named).order_by("-since", "-id")


def arrangement(partnership: Partnership, number: int) -> Arrangement | None:
    """One arrangement, withdrawn or not."""
    every = Arrangement.objects.ever_of(partnership).filter(pk=number)
    return every.select_related("partnership").first()


def arrangement_at(partnership: Partnership, day: date) -> Arrangement | None:
    """The arrangement that is in force on a day: the latest that began on it or before."""
    return arrangements(partnership).filter(since__lte=day).first()
