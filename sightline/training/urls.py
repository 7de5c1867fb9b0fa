"""The addresses of this app's pages, each with the right it needs."""

from sightline.foundation.access import page
from sightline.training import recordings, views
from sightline.training.permissions import SEE_DELEGATES, VIEW

app_name = "training"
urlpatterns = [
    page("training/", views.overview, name="overview", needs=VIEW),
    page("training/courses/", views.course_list, name="courses", needs=VIEW),
    *recordings.courses.pages("training/courses/", "<int:number>/"),
    page("training/courses/<int:number>", views.course_record, name="course-record", needs=VIEW),
    page("training/sessions/", views.session_list, name="sessions", needs=VIEW),
    *recordings.sessions.pages("training/sessions/", "<int:number>/"),
    page("training/sessions/<int:number>", views.session_record, name="session-record", needs=VIEW),
    page("training/bookings/", views.booking_list, name="bookings", needs=SEE_DELEGATES),
    *recordings.bookings.pages("training/bookings/", "<int:number>/"),
    page("training/bookings/<int:number>", views.booking_record, name="booking-record", needs=SEE_DELEGATES),
]
