"""Courses with their sessions, and sessions with their places."""

from __future__ import annotations

from collections.abc import Mapping

from sightline.foundation.dates import spell_out
from sightline.foundation.numbers import percent, thousands
from sightline.govuk.blocks import Action, Block, Empty, Section, SummaryRow, Text
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Link, Muted, Value
from sightline.imports.exporting import Cell, Sheet, exports
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told
from sightline.training.models import Booking, Course, Place, Session
from sightline.training.presenters.addresses import at
from sightline.training.presenters.bookings import booking_row, columns

ORDERS = {
    "date": ("held_on", "id"),
    "course": ("course__title", "held_on", "id"),
    "came": ("came", "held_on", "id"),
}
COLUMNS = (
    Column("Event", wide=False),
    Column("Date", sort="date"),
    Column("Course", sort="course", wide=True),
    Column("Where"),
    Column("Came", sort="came", numeric=True),
    Column("Registered", numeric=True),
)
EMPTY = Empty(
    "No session matches. A session is one running of a course on a day: import what your booking system exports, or "
    "add one from its course’s page.",
    example="18 February 2025 at County Hall: 26 came of 31 registered.",
)


def sessions_page(
    partnership: Partnership, shown: Part[Session], *, lead: str, filters: tuple[Filter, ...], add: str
) -> ListPage:
    """The sessions of a year. ``add`` is where one is added, "" for who may not."""
    return ListPage(
        title="Sessions",
        lead=lead,
        filters=filters,
        actions=(Action("Add a session", add, style="primary"),) if add else (),
        exports=exports(),
        table=Table(
            caption=f"{thousands(shown.total)} session{'' if shown.total == 1 else 's'}",
            columns=COLUMNS,
            rows=tuple(_row(session, partnership) for session in shown.items),
            sorted_by="-date",
            empty=EMPTY,
        ),
        pagination=shown.pagination,
    )


def _row(session: Session, partnership: Partnership) -> Row:
    return Row(
        (
            Link(session.reference, at(session, partnership)),
            session.held_on,
            session.course.title,
            where(session) or Muted("not said"),
            session.came,  # type: ignore[attr-defined]  # counted by the query
            session.registered,  # type: ignore[attr-defined]
        )
    )


def where(session: Session) -> str:
    """How and where it runs: “Online, Teams”."""
    return ", ".join(part for part in (session.delivery, session.venue) if part)


def _cells(session: Session) -> tuple[Cell, ...]:
    return (
        session.reference,
        session.course.title,
        session.held_on,
        session.starts_at,
        session.delivery,
        session.venue,
        session.capacity,
        session.registered,  # type: ignore[attr-defined]
        session.came,  # type: ignore[attr-defined]
    )


SHEET = Sheet(
    ("Event", "Course", "Date", "Starts", "Delivery", "Venue", "Places", "Registered", "Came"),
    _cells,
)


def course_page(
    partnership: Partnership, course: Course, shown: Part[Session], told: Told, *, add: str
) -> RecordPage:
    """A course with its sessions. ``add`` is where a session is added, "" for who may not."""
    blocks: tuple[Block, ...] = (
        Table(
            caption=f"{shown.total} session{'' if shown.total == 1 else 's'}, the latest first",
            columns=tuple(Column(one.title, numeric=one.numeric) for one in COLUMNS if one.title != "Course"),
            rows=tuple(
                Row((*row.cells[:2], *row.cells[3:]))
                for row in (_row(session, partnership) for session in shown.items)
            ),
            empty="It has not run yet.",
        ),
        *((shown.pagination,) if shown.pagination else ()),
    )
    new = (Action("Add a session", add),) if add else ()
    return told.page(
        title=course.title,
        caption="Course",
        summary=(
            SummaryRow("Code", course.code or Muted("none")),
            SummaryRow("Level", course.level or Muted("not said")),
        ),
        sections=(Section("Sessions", blocks, id="sessions", actions=new),),
    )


def session_page(
    partnership: Partnership,
    session: Session,
    places: Mapping[str, int],
    bookings: Part[Booking] | None,
    told: Told,
    *,
    add: str,
) -> RecordPage:
    """A session with its places; with its bookings for who may see them, ``add`` where one is added."""
    capacity: Value = session.capacity if session.capacity is not None else Muted("not said")
    new = (Action("Add a booking", add),) if add else ()
    return told.page(
        title=session.course.title,
        caption=spell_out(session.held_on),
        lead=_came(session, places),
        summary=(
            SummaryRow("Event", session.reference),
            SummaryRow("Starts", session.starts_at or Muted("not said")),
            SummaryRow("Where", where(session) or Muted("not said")),
            SummaryRow("Capacity", capacity),
        ),
        sections=(
            _places(places),
            *((_bookings(partnership, bookings, new),) if bookings is not None else ()),
        ),
    )


def _came(session: Session, places: Mapping[str, int]) -> str:
    registered = sum(number for place, number in places.items() if place != Place.WAITING)
    came = places.get(Place.ATTENDED, 0)
    if not registered:
        return ""
    filled = (
        f" {percent(came / session.capacity)} of its places were filled." if session.capacity and came else ""
    )
    return f"{came} of the {registered} registered came.{filled}"


def _places(places: Mapping[str, int]) -> Section:
    rows = tuple((Place(place).label, number) for place, number in sorted(places.items()))
    columns = (Column("What became of them"), Column("Places", numeric=True))
    table = Table(
        caption="Places by status", caption_hidden=True, columns=columns, rows=rows, empty="None yet."
    )
    return Section("Places", (table,))


def _bookings(partnership: Partnership, shown: Part[Booking], new: tuple[Action, ...]) -> Section:
    table = Table(
        caption=f"{shown.total} booking{'' if shown.total == 1 else 's'}",
        columns=columns(sortable=False, session=False),
        rows=tuple(booking_row(booking, partnership, session=False) for booking in shown.items),
        empty="Nobody has booked yet.",
    )
    pages = (shown.pagination,) if shown.pagination else ()
    note = Text("Only those who keep or oversee training see who booked.", "small")
    return Section("Bookings", (table, *pages, note), id="bookings", actions=new)
