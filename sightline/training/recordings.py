"""How courses, sessions and bookings are kept by hand on pages."""

from __future__ import annotations

from sightline.partnership.recording import Recording
from sightline.training import queries, services
from sightline.training.forms import BOOKING_GROUPS, BookingForm, CourseForm, SessionForm
from sightline.training.presenters.addresses import within_course, within_session, within_training

courses = Recording(
    keeping=services.courses,
    form=CourseForm,
    find=queries.course,
    names="training:course-",
    within=within_training,
    withdrawing="It leaves every figure with all its sessions and bookings, and stays in the history. You can put it "
    "back.",
)
sessions = Recording(
    keeping=services.sessions,
    form=SessionForm,
    find=queries.session,
    names="training:session-",
    within=within_course,
    called=lambda session: session.reference,
    adding=lambda by, form: services.add_session(by=by, session=form.instance),
    withdrawing="It leaves every figure with all its bookings, and stays in the history. You can put it back.",
)
bookings = Recording(
    keeping=services.bookings,
    form=BookingForm,
    find=queries.booking,
    names="training:booking-",
    within=within_session,
    called=lambda booking: f"{booking.person.name}, {booking.reference}",
    groups=BOOKING_GROUPS,
    adding=lambda by, form: services.add_booking(by=by, booking=form.instance, **form.delegate),
)
