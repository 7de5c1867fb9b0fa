"""The addresses of this app's pages, each with the right it needs."""

from sightline.actions import views
from sightline.actions.permissions import EDIT, VIEW
from sightline.foundation.access import page

app_name = "actions"
urlpatterns = [
    page("actions/", views.action_list, name="list", needs=VIEW),
    *views.recording.pages("actions/", "<str:ref>/"),
    page("actions/<str:ref>", views.action_record, name="record", needs=VIEW),
    page("actions/<str:ref>/complete", views.complete, name="complete", needs=EDIT),
]
