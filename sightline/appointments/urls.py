"""The addresses of this app's pages, each with the right it needs."""

from sightline.appointments import views
from sightline.appointments.permissions import EDIT, VIEW
from sightline.foundation.access import page

app_name = "appointments"
A = "appointments/<int:number>"
urlpatterns = [
    page("appointments/", views.appointment_list, name="list", needs=VIEW),
    *views.recording.pages("appointments/", "<int:number>/"),
    page(A, views.appointment_record, name="record", needs=VIEW),
    page(f"{A}/end", views.end, name="end", needs=EDIT),
    page(f"{A}/renew", views.renew, name="renew", needs=EDIT),
    page("renewals/<int:number>", views.renewal_record, name="renewal-record", needs=VIEW),
    *views.renewing.pages("renewals/", "<int:number>/", adds=False),
    page("arrangements/", views.arrangement_list, name="arrangements", needs=VIEW),
    *views.arranging.pages("arrangements/", "<int:number>/"),
    page("arrangements/<int:number>", views.arrangement_record, name="arrangement-record", needs=VIEW),
    page("bodies/map", views.body_map, name="map", needs=VIEW),
    page("bodies/<int:number>/members", views.members, name="members", needs=VIEW),
]
