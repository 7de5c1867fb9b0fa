"""The addresses of the clocks, each with the right it needs."""

from sightline.clocks import views
from sightline.clocks.permissions import VIEW
from sightline.foundation.access import page

app_name = "clocks"
urlpatterns = [
    page("clocks/", views.clock_list, name="list", needs=VIEW),
    page("clocks/calendar/", views.calendar, name="calendar", needs=VIEW),
    *views.days.pages("clocks/calendar/", "<int:number>/"),
    page("clocks/calendar/<int:number>", views.day_record, name="day-record", needs=VIEW),
    *views.lengths.pages("clocks/lengths/", "<int:number>/"),
    page("clocks/lengths/<int:number>", views.length_record, name="length-record", needs=VIEW),
    page("clocks/<slug:key>/", views.clock_record, name="record", needs=VIEW),
]
