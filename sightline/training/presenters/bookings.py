"""Bookings: who booked what, and what became of it. Only for those who may see delegates."""

from __future__ import annotations

from sightline.foundation.dates import spell_out
from sightline.foundation.numbers import thousands
from sightline.govuk.blocks import Empty, SummaryRow
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Tag, Value
from sightline.imports.exporting import Cell, Sheet, exports
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told
from sightline.training.models import Booking, Place
from sightline.training.presenters.addresses import at

COLOURS = {
    Place.BOOKED: "blue",
    Place.ATTENDED: "green",
    Place.DID_NOT_ATTEND: "red",
    Place.LATE_CANCELLATION: "orange",
    Place.CANCELLED: "grey",
    Place.WAITING: "yellow",
}
ORDERS = {
    "name": ("person__name", "session__held_on", "id"),
    "agency": ("agency__name", "person__name", "id"),
    "session": ("session__held_on", "session_id", "id"),
    "status": ("place", "session__held_on", "id"),
}


def columns(*, sortable: bool, session: bool) -> tuple[Column, ...]:
    """The columns of a table of bookings; within one session its own is left out."""
    every = (
        Column("Delegate", sort="name"),
        Column("Agency", sort="agency"),
        *((Column("Session", sort="session", wide=True),) if session else ()),
        Column("Status", sort="status"),
        Column("Evaluation", numeric=True),
        Column("Charge", numeric=True),
    )
    return every if sortable else tuple(Column(one.title, "", one.numeric, one.wide) for one in every)


def booking_row(booking: Booking, partnership: Partnership, *, session: bool) -> Row:
    """A booking in such a table."""
    at_session = (
        Lines(booking.session.course.title, Muted(spell_out(booking.session.held_on))) if session else ""
    )
    return Row(
        (
            Link(booking.person.name, at(booking, partnership)),
            booking.agency.name,
            *((at_session,) if session else ()),
            tag(booking),
            booking.evaluation if booking.evaluation is not None else "",
            charge(booking),
        )
    )


def tag(booking: Booking) -> Tag:
    """What became of a booking."""
    place = Place(booking.place)
    return Tag(place.label, COLOURS[place])


def charge(booking: Booking) -> Value:
    return "" if booking.charge is None else f"£{booking.charge:,.2f}"


def bookings_page(partnership: Partnership, shown: Part[Booking], *, filters: tuple[Filter, ...]) -> ListPage:
    """The bookings of a year."""
    return ListPage(
        title="Bookings",
        lead=f"{thousands(shown.total)} booking{'' if shown.total == 1 else 's'} {_chosen(filters)}.",
        filters=filters,
        exports=exports(),
        table=Table(
            caption="Bookings",
            caption_hidden=True,
            columns=columns(sortable=True, session=True),
            rows=tuple(booking_row(booking, partnership, session=True) for booking in shown.items),
            sorted_by="-session",
            empty=Empty(
                "No booking matches. Import what your booking system exports, or add a booking from its session’s page."
            ),
        ),
        pagination=shown.pagination,
    )


def _chosen(filters: tuple[Filter, ...]) -> str:
    """The year that is shown, and whether more narrows it."""
    year = next((one.said or one.everything for one in filters if one.name == "year"), "")
    narrowed = any(one.value for one in filters if one.name != "year")
    return f"for sessions in {year}, of those you chose" if narrowed and year else f"for sessions in {year}"


def _cells(booking: Booking) -> tuple[Cell, ...]:
    session = booking.session
    return (
        booking.reference,
        session.reference,
        session.course.title,
        session.held_on,
        booking.person.name,
        booking.person.email,
        booking.person.job_role,
        booking.agency.name,
        tag(booking).text,
        booking.delivery,
        booking.booked_on,
        booking.evaluation,
        booking.charge,
    )


SHEET = Sheet(
    (
        "Booking",
        "Event",
        "Course",
        "Date",
        "Delegate",
        "Delegate email",
        "Job role",
        "Agency",
        "Status",
        "Delivery",
        "Booked on",
        "Evaluation",
        "Charge",
    ),
    _cells,
)


def booking_page(booking: Booking, told: Told) -> RecordPage:
    """One booking."""
    session, person = booking.session, booking.person
    return told.page(
        title=person.name,
        caption=f"Booking {booking.reference}",
        state=tag(booking),
        summary=(
            SummaryRow("Session", Lines(session.course.title, Muted(spell_out(session.held_on)))),
            SummaryRow("Agency", booking.agency.name),
            SummaryRow("Email address", person.email or Muted("none")),
            SummaryRow("Job role", person.job_role or Muted("not said")),
            SummaryRow("Delivery", booking.delivery or Muted("not said")),
            SummaryRow("Booked on", booking.booked_on or Muted("not said")),
            SummaryRow("Evaluation", f"{booking.evaluation} of 5" if booking.evaluation else Muted("none")),
            SummaryRow("Charge", charge(booking) or Muted("none")),
        ),
    )
