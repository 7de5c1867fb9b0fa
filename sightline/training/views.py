"""The pages of training."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase

from sightline.foundation.matching import matching
from sightline.govuk.blocks import Action
from sightline.govuk.listing import part
from sightline.govuk.pages import render_page
from sightline.imports.exporting import Sheet, list_or_file
from sightline.measures.answers import Answer
from sightline.measures.remembered import Remembered
from sightline.measures.scope import Period, Scope
from sightline.measures.standing import covered_part, of_year, sentence, year_asked
from sightline.partnership.asking import Inside
from sightline.partnership.queries import agencies
from sightline.partnership.recording import choice, narrowed, offered, search
from sightline.training import queries, recordings
from sightline.training.models import Course, Place
from sightline.training.permissions import SEE_DELEGATES
from sightline.training.presenters import bookings as booking_pages
from sightline.training.presenters import overview as overview_pages
from sightline.training.presenters import sessions as session_pages
from sightline.training.presenters.overview import ATTENDED, FIGURES, OF_COURSES, SESSIONS

SEARCHED_SESSIONS = ("reference", "course__title", "venue", "delivery")
SEARCHED_BOOKINGS = (
    "person__name",
    "person__email",
    "reference",
    "session__reference",
    "session__course__title",
)


def overview(request: Inside) -> HttpResponse:
    """A year of training in figures."""
    where = request.partnership
    year, chosen = year_asked(request, "training")
    period = covered_part(where, "training", chosen)
    scope, ask = Scope(partnership=where, period=period), Remembered(where)
    add = recordings.courses.offer(request)
    page = overview_pages.overview_page(
        where,
        period,
        {key: ask.evaluate(key, scope) for key in FIGURES},
        ask.evaluate(ATTENDED, scope, "agency"),
        offered(year),
        actions=(Action("Add a course", add),) if add else (),
        links=request.person.may("measures.view", where),
    )
    return render_page(request, page)


def course_list(request: Inside) -> HttpResponseBase:
    where = request.partnership
    year, chosen = year_asked(request, "training")
    words = search(request)
    period = covered_part(where, "training", chosen)
    answers = _by_course(request, period)
    return list_or_file(
        request,
        matching(queries.courses(where), words.value, "title", "code", "level"),
        orders=overview_pages.COURSE_ORDERS,
        default="title",
        sheet=Sheet[Course](
            overview_pages.COURSE_COLUMNS, lambda course: overview_pages.course_cells(course, answers)
        ),
        name=f"courses-{chosen}",
        page=lambda shown: overview_pages.courses_page(
            where,
            shown,
            period,
            answers,
            offered(year, words),
            add=recordings.courses.offer(request),
        ),
    )


def _by_course(request: Inside, period: Period) -> dict[str, Answer]:
    scope, ask = Scope(partnership=request.partnership, period=period), Remembered(request.partnership)
    return {key: ask.evaluate(key, scope, "course") for key in OF_COURSES}


def course_record(request: Inside, number: int) -> HttpResponse:
    where, course = request.partnership, recordings.courses.found(request, number)
    sessions = queries.listed_sessions(where).filter(course=course).order_by("-held_on", "-id")
    page = session_pages.course_page(
        where,
        course,
        part(request, sessions),
        recordings.courses.told(request, course),
        add=recordings.sessions.offer(request, f"course={course.pk}"),
    )
    return render_page(request, page)


def session_list(request: Inside) -> HttpResponseBase:
    where = request.partnership
    year, chosen = year_asked(request, "training")
    course = choice(request, "course", "Course", ((str(c.pk), c.title) for c in queries.courses(where)))
    words = search(request)
    found = matching(queries.listed_sessions(where), words.value, *SEARCHED_SESSIONS)
    period = covered_part(where, "training", chosen)
    held = Remembered(where).evaluate(SESSIONS, Scope(partnership=where, period=period))
    return list_or_file(
        request,
        narrowed(of_year(found, "held_on", year, chosen), course=course),
        orders=session_pages.ORDERS,
        default="-date",
        sheet=session_pages.SHEET,
        name=f"sessions-{chosen}",
        page=lambda shown: session_pages.sessions_page(
            where,
            shown,
            lead=sentence(period, held, f"{held.phrase} held"),
            filters=offered(year, course, words),
            add=recordings.sessions.offer(request),
        ),
    )


def session_record(request: Inside, number: int) -> HttpResponse:
    where, session = request.partnership, recordings.sessions.found(request, number)
    sees = request.person.may(SEE_DELEGATES, where)
    page = session_pages.session_page(
        where,
        session,
        queries.places(session),
        part(request, queries.bookings_of(session)) if sees else None,
        recordings.sessions.told(request, session),
        add=recordings.bookings.offer(request, f"event={session.reference}"),
    )
    return render_page(request, page)


def booking_list(request: Inside) -> HttpResponseBase:
    where = request.partnership
    year, chosen = year_asked(request, "training", all_years=True)
    agency = choice(request, "agency", "Agency", ((str(one.pk), one.name) for one in agencies(where)))
    course = choice(request, "course", "Course", ((str(one.pk), one.title) for one in queries.courses(where)))
    place = choice(request, "status", "Status", ((str(value), str(label)) for value, label in Place.choices))
    words = search(request)
    found = matching(queries.listed_bookings(where), words.value, *SEARCHED_BOOKINGS)
    found = of_year(found, "session__held_on", year, chosen)
    return list_or_file(
        request,
        narrowed(found, agency=agency, session__course=course, place=place),
        orders=booking_pages.ORDERS,
        default="-session",
        sheet=booking_pages.SHEET,
        name=f"bookings-{chosen}",
        page=lambda shown: booking_pages.bookings_page(
            where, shown, filters=offered(year, agency, course, place, words)
        ),
    )


def booking_record(request: Inside, number: int) -> HttpResponse:
    booking = recordings.bookings.found(request, number)
    return render_page(
        request, booking_pages.booking_page(booking, recordings.bookings.told(request, booking))
    )
