"""The addresses of this app's pages, each with the right it needs."""

from sightline.foundation.access import page
from sightline.meetings import views
from sightline.meetings.permissions import EDIT, VIEW

app_name = "meetings"
urlpatterns = [
    page("meetings/", views.meeting_list, name="list", needs=VIEW),
    page("meetings/attendance/", views.attendance_matrix, name="matrix", needs=VIEW),
    *views.recording.pages("meetings/", "<int:number>/"),
    page("meetings/<int:number>", views.meeting_record, name="record", needs=VIEW),
    page("meetings/<int:number>/attendance", views.record_attendance, name="attendance", needs=EDIT),
    page("meetings/attendance/<int:number>", views.attendance_record, name="mark-record", needs=VIEW),
    *views.marks.pages("meetings/attendance/", "<int:number>/", adds=False),
]
