"""The addresses of the clocks, each with the right it needs."""

from sightline.clocks import ledger_views, views
from sightline.clocks.permissions import EDIT, VIEW
from sightline.foundation.access import page

app_name = "clocks"
urlpatterns = [
    page("clocks/", views.clock_list, name="list", needs=VIEW),
    page("clocks/hours/", views.hours, name="hours", needs=VIEW),
    page("clocks/calendar/", views.calendar, name="calendar", needs=VIEW),
    *views.days.pages("clocks/calendar/", "<int:number>/"),
    page("clocks/calendar/<int:number>", views.day_record, name="day-record", needs=VIEW),
    *views.lengths.pages("clocks/lengths/", "<int:number>/"),
    page("clocks/lengths/<int:number>", views.length_record, name="length-record", needs=VIEW),
    page("clocks/running/", ledger_views.running_list, name="running", needs=VIEW),
    page("clocks/running/new", ledger_views.start, name="start", needs=EDIT),
    page("clocks/running/<int:number>", ledger_views.running_record, name="ledger", needs=VIEW),
    page("clocks/running/<int:number>/pause", ledger_views.pause, name="pause", needs=EDIT),
    page("clocks/running/<int:number>/resume", ledger_views.resume, name="resume", needs=EDIT),
    page("clocks/running/<int:number>/extend", ledger_views.extend, name="extend", needs=EDIT),
    page("clocks/running/<int:number>/stop", ledger_views.stop, name="stop", needs=EDIT),
    page("clocks/<slug:key>/", views.clock_record, name="record", needs=VIEW),
]
