"""The addresses of this app's pages, each with the right it needs."""

from sightline.actions import views
from sightline.actions.permissions import EDIT, MOVE_DATES, UPDATE_OWN, VIEW
from sightline.foundation.access import page

app_name = "actions"
urlpatterns = [
    page("actions/", views.action_list, name="list", needs=VIEW),
    *views.accepted.pages("actions/accepted-risks/", "<int:number>/"),
    page("actions/accepted-risks/<int:number>/", views.risk_record, name="risk-record", needs=VIEW),
    *views.recording.pages("actions/", "<str:ref>/"),
    page("actions/<str:ref>", views.action_record, name="record", needs=VIEW),
    page("actions/<str:ref>/update", views.update, name="update", needs=UPDATE_OWN),
    page("actions/<str:ref>/begin", views.begin, name="begin", needs=EDIT),
    page("actions/<str:ref>/complete", views.complete, name="complete", needs=EDIT),
    page("actions/<str:ref>/assure", views.assure, name="assure", needs=EDIT),
    page("actions/<str:ref>/move", views.move, name="move", needs=MOVE_DATES),
]
