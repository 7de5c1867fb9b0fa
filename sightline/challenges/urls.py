"""The addresses of this app's pages, each with the right it needs."""

from sightline.challenges import views
from sightline.challenges.permissions import EDIT, VIEW
from sightline.foundation.access import page

app_name = "challenges"
urlpatterns = [
    page("challenges/", views.challenge_list, name="list", needs=VIEW),
    page("challenges/between", views.who_challenges_whom, name="between", needs=VIEW),
    *views.recording.pages("challenges/", "<int:number>/"),
    page("challenges/<int:number>", views.challenge_record, name="record", needs=VIEW),
    page("challenges/<int:number>/escalate", views.escalate, name="escalate", needs=EDIT),
    page("challenges/<int:number>/close", views.close, name="close", needs=EDIT),
]
