"""The addresses of this app's pages, each with the right it needs."""

from sightline.forum import views
from sightline.forum.permissions import ANSWER, JOIN, KEEP, RAISE, VIEW
from sightline.foundation.access import page

app_name = "forum"
ISSUE, ALLOCATION = "forum/issues/<int:number>", "forum/allocations/<int:number>"
ASKED, MEMBERSHIP = "forum/asked/<int:number>", "forum/memberships/<int:number>"
urlpatterns = [
    page("forum/", views.home, name="home", needs=VIEW),
    page("forum/issues/new", views.raise_issue, name="new", needs=RAISE),
    page(ISSUE, views.issue_record, name="record", needs=VIEW),
    *views.recording.pages("forum/issues/", "<int:number>/", adds=False),
    page(f"{ISSUE}/assess", views.assess, name="assess", needs=KEEP),
    page(f"{ISSUE}/decide", views.decide, name="decide", needs=KEEP),
    page(f"{ISSUE}/areas", views.areas, name="areas", needs=KEEP),
    page(f"{ISSUE}/allocate", views.allocate, name="allocate", needs=KEEP),
    page(ALLOCATION, views.allocation_record, name="allocation-record", needs=VIEW),
    *views.allocating.pages("forum/allocations/", "<int:number>/", adds=False),
    page("forum/members", views.members, name="members", needs=VIEW),
    page("forum/members/invite", views.invite, name="invite", needs=KEEP),
    page("forum/members/<int:number>/end", views.end, name="end", needs=KEEP),
    page(f"{MEMBERSHIP}/accept", views.accept, name="accept", needs=JOIN),
    page(f"{MEMBERSHIP}/leave", views.leave, name="leave", needs=JOIN),
    page(ASKED, views.asked, name="asked", needs=VIEW),
    page(f"{ASKED}/take-up", views.take_up, name="take_up", needs=ANSWER),
    page(f"{ASKED}/decline", views.decline, name="decline", needs=ANSWER),
    page(f"{ASKED}/done", views.done, name="done", needs=ANSWER),
]
