"""The booking system's export: one booking a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from hashlib import sha256

from sightline.foundation.text import fold
from sightline.imports.cells import (
    BadCell,
    as_date,
    as_day_and_time,
    as_email,
    as_money,
    as_reference,
    as_text,
    as_time,
    says_nothing,
)
from sightline.imports.layouts import Draft, Field, Layout, Line, Refused, Setting, Table, lasting, layouts
from sightline.imports.reading import Value
from sightline.people.models import Person
from sightline.training.keys import booking_key, course_key
from sightline.training.models import Booking, Course, Session
from sightline.training.places import as_mark, as_place, settled

SCORE = re.compile(r"([1-5])(?:\.0+)?(?:\s*(?:/|out of)\s*5)?(?:\s*[-–:(].*)?|\*{1,5}")
EVENT, VENUE, DELIVERY, ROLE = 60, 120, 40, 120  # characters that are kept of what only describes


BARE_SESSION = re.compile(
    r"(?:(?:SESSION|DAY|PART|GROUP|COHORT|RUN|NO\.?)\s*)?(?:\d{1,2}\s?[A-Z]?|[A-Z]|ONE|TWO|THREE|FOUR)"
    r"|A\.?M\.?|P\.?M\.?|MORNING|AFTERNOON|EVENING|TWILIGHT|(?:ALL|FULL|HALF|WHOLE)[ -]?DAY"
)
IDENTIFIES = re.compile(r"\b(?:id|ref|reference|code|number|no)\b", re.IGNORECASE)


def as_score(value: Value) -> int | None:
    """An evaluation from 1 to 5 ("4", "4/5", "4 - good"); None when there is none. Raises BadCell."""
    said = fold(as_text(value))
    if found := SCORE.fullmatch(said):
        return int(found[1]) if found[1] else len(said)
    if said == "0" or says_nothing(said):
        return None
    raise BadCell(as_text(value), "a whole number from 1 to 5")


def in_short(most: int) -> Callable[[Value], str]:
    """A function that gives the text of a cell, cut where it is longer than is kept: links to join, say."""

    def cut(value: Value) -> str:
        text = as_text(value)
        return text if len(text) <= most else f"{text[: most - 1]}…"

    return cut


WAYS = {
    "Face to face": {"face to face", "f2f", "in person", "classroom", "in the room", "physical"},
    "Online": {"online", "virtual", "remote", "teams", "ms teams", "zoom", "webinar", "virtual classroom"},
}

FIELDS = (
    Field("reference", "Booking ID", ("booking ref", "booking reference", "booking no", "booking number",
                    "booking", "record id",
                                      "reference", "reg id", "registration id", "enrolment id", "order id", "id",
                                      "attendee id"),
          as_reference, required=True),
    Field("event", "Event ID", ("session id", "event ref", "event code", "session ref", "event reference",
                                "course date id",
                    "event no", "event number", "session", "event", "class id", "occurrence id", "course instance",
                                "session code", "course run", "event instance id", "schedule id"), as_reference),
    Field("course", "Course title", ("course", "course name", "training", "event title", "event name", "title",
                                     "training course", "programme", "module", "training title", "session title",
                                     "workshop", "learning event", "training event", "name of course",
                                     "name of training", "learning", "learning title", "workshop title",
                                     "activity name", "course title and level", "topic", "class"),
          needed=True, required=True,
          perhaps=("event", "session", "activity", "product", "offering", "subject")),
    Field("code", "Code", ("course code", "course ref", "course id")),
    Field("level", "Level", ("course level", "training level")),
    Field("held_on", "Event date", ("date", "session date", "course date", "date of event", "start date",
                                    "training date",
                                    "date of course", "date of training", "event start", "start date time",
                                    "date attended",
                                    "delivery date", "event start date", "date and time", "session start",
                                    "class date", "course start", "date of session", "date delivered",
                                    "course start date", "date and time of event", "date of delivery",
                                    "date of workshop", "date time", "session date time", "event date time",
                                    "start datetime"),
          as_day_and_time, needed=True, required=True,
          perhaps=("start", "when", "session", "event", "delivered", "course date 1")),
    Field("starts_at", "Start", ("start time", "time", "session time", "event time"), as_time),
    Field("delivery", "Delivery", ("delivery method", "format", "mode", "delivery type", "mode of delivery",
                                   "type"), in_short(DELIVERY)),
    Field("venue", "Venue", ("location", "place", "room", "site"), in_short(VENUE)),
    Field("name", "Delegate", ("delegate name", "name", "attendee", "learner", "participant", "full name",
                    "attendee name",
                    "learner name", "participant name", "staff name", "user", "employee",
                    "candidate"), either="delegate"),
    Field("first_name", "First name", ("forename", "given name", "delegate first name",
                                       "firstname"), either="delegate"),
    Field("last_name", "Last name", ("surname", "family name", "delegate last name", "lastname",
                                     "delegate surname"), either="delegate"),
    Field("email", "Delegate email", ("email", "e-mail", "email address", "delegate e-mail", "attendee email",
                                      "learner email",
                                      "work email", "user email", "contact email"), as_email, either="delegate"),
    Field("job_role", "Job role", ("role", "job title", "position", "job", "profession",
                                   "occupation"), in_short(ROLE)),
    Field("agency", "Organisation", ("agency", "employer", "organisation name", "company",
                    "delegate organisation", "partner agency",
                    "service", "partner", "team/organisation", "agency name", "attendee organisation",
                    "school/organisation", "school/setting", "setting", "institution", "place of work", "workplace",
                    "work place", "department", "team", "which agency do you work for", "business unit",
                    "account name"),
          needed=True, required=True, agency=True, or_sheet=True, perhaps=("sector", "agency type")),
    Field("place", "Status", ("booking status", "attendance", "attendance status", "outcome", "attended",
                              "registration status",
                              "place status", "result", "enrolment status", "state", "delegate status",
                              "learner status", "training status", "status of booking", "attendee status"),
          as_place, either="status", perhaps=("progress", "course status")),
    Field("attended", "Attendance", ("attended", "attendance status", "attendance outcome", "present", "completed",
                                     "attended y/n",
                                     "attendance recorded", "completion status", "did they attend",
                                     "did the delegate attend", "attendance mark", "dna/attended"),
          as_place, either="status"),
    Field("missed", "Did not attend", ("dna", "no show", "did not attend y/n", "dna y/n", "non attendance", "dnas"),
          as_mark, blank=None),
    Field("cancelled", "Cancelled", ("cancelled y/n", "withdrawn", "canceled", "booking cancelled"),
          as_mark, blank=None),
    Field("cancelled_on", "Cancelled on", ("cancelled date", "date cancelled", "cancellation date",
                                           "date of cancellation", "withdrawn on", "date withdrawn"),
          as_mark, blank=None),
    Field("late", "Late cancellation", ("cancelled late", "late cancellation y/n", "late cancel"),
          as_mark, blank=None),
    Field("booked_on", "Booked on", ("date booked", "booking date", "booked", "created", "date of booking",
                                     "created on",
                                     "registered on", "registration date", "date registered"),
          as_date, blank=None, aside=True),
    Field("evaluation", "Evaluation (1-5)", ("evaluation", "evaluation score", "rating", "score", "feedback score"),
          as_score, blank=None, aside=True),
    Field("charge", "Charge", ("price", "cost", "fee", "amount", "charged", "amount charged", "charge amount",
                               "invoice amount"),
          as_money, blank=None, aside=True),
)  # fmt: skip

COLUMNS = frozenset({"missed", "cancelled", "cancelled_on", "late"})  # each marks one outcome

COURSES = Table(Course, ("title", "code", "level"), corrects=False, page=("training:course-record", "pk"))
SESSIONS = Table(
    Session,
    ("reference", "course", "held_on", "starts_at", "delivery", "venue"),
    refers={"course": Course},
    decisive=("course", "held_on"),
    agreed=("held_on",),
    page=("training:session-record", "pk"),
)
PEOPLE = Table(Person, ("name", "email", "job_role", "agency"), corrects=False)
BOOKINGS = Table(
    Booking,
    ("reference", "session", "person", "agency", "place", "booked_on", "delivery", "evaluation", "charge"),
    refers={"session": Session, "person": Person},
    page=("training:booking-record", "pk"),
)


@lru_cache(maxsize=256)
def delivery_of(said: str) -> str:
    """How a session was given, in one word for each way; what is neither stays as it was written."""
    folded = fold(said.replace("-", " "))
    return next((way for way, words in WAYS.items() if folded in words), said)


def drafts(setting: Setting, line: Line) -> Iterator[Draft]:
    """The booking that a row speaks of, with its course, session and delegate."""
    said = line.values
    agency, email = setting.agency(said["agency"], "agency"), said["email"]
    name = said["name"] or f"{said['first_name']} {said['last_name']}".strip()
    if not name and not email:
        raise Refused(("name", "", "is blank, and so is the e-mail address; one of them is needed"))
    place = settled(
        said["place"],
        said["attended"],
        missed=said["missed"],
        cancelled=said["cancelled"] or said["cancelled_on"],
        late=said["late"],
        columns=not COLUMNS.isdisjoint(setting.headings),
    )
    course, (held_on, hour) = course_key(said["course"]), said["held_on"]
    starts_at = (said["starts_at"] or hour)[:20]
    event = said["event"].upper()
    if not event or _is_bare(event, setting.headings.get("event", "")):
        event = _unnamed(course, held_on, f"{starts_at} {event}".strip())
    person = lasting(email or f"{fold(name)}|{agency}")
    reference = said["reference"] or "B-" + sha256(f"{event}|{person}".encode()).hexdigest()[:12]
    yield Draft(COURSES, course, (said["course"], said["code"], said["level"]))
    delivery = delivery_of(said["delivery"])
    yield Draft(SESSIONS, event, (event, course, held_on, starts_at, delivery, said["venue"]))
    yield Draft(PEOPLE, person, (name or email, email, said["job_role"], agency))
    yield Draft(
        BOOKINGS,
        booking_key(reference),
        (
            reference,
            event,
            person,
            agency,
            place,
            said["booked_on"],
            delivery,
            said["evaluation"],
            said["charge"],
        ),
    )


def _is_bare(event: str, heading: str) -> bool:
    """Whether what stands for an event names none by itself: the session 1 or AM, which every course has."""
    return BARE_SESSION.fullmatch(event) is not None and not IDENTIFIES.search(heading)


@lru_cache(maxsize=2048)
def _unnamed(course: str, held_on: date, which: str) -> str:
    """What a session is known by when the export numbers none: its course, its date, and which of that day it is."""
    named = f"{held_on:%Y-%m-%d} {which} {course}".upper()
    return named if len(named) <= EVENT else f"{named[: EVENT - 9]} {sha256(named.encode()).hexdigest()[:8]}"


BOOKING_EXPORT = layouts.add(
    Layout(
        key="training-bookings",
        title="Training bookings",
        explanation="The booking system's export: one booking a row, with its event, delegate and status.",
        fields=FIELDS,
        tables=(COURSES, SESSIONS, PEOPLE, BOOKINGS),
        drafts=drafts,
        dates=lambda line: (line.values["held_on"][0],),
        source="training",
        page="training:overview",
    )
)
