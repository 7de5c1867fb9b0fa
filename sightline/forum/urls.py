"""The addresses of this app's pages, each with the right it needs."""

from sightline.forum.permissions import ANSWER, FOUND, JOIN, KEEP, RAISE, VIEW
from sightline.forum.views import answering, belonging, register
from sightline.foundation.access import page

app_name = "forum"
ISSUE, ALLOCATION = "forum/issues/<int:number>", "forum/allocations/<int:number>"
ASKED, MEMBERSHIP = "forum/asked/<int:number>", "forum/memberships/<int:number>"
urlpatterns = [
    page("forum/", register.home, name="home", needs=VIEW),
    page("forum/issues/new", register.raise_issue, name="new", needs=RAISE),
    page(ISSUE, register.issue_record, name="record", needs=VIEW),
    *register.recording.pages("forum/issues/", "<int:number>/", adds=False),
    page(f"{ISSUE}/assess", register.assess, name="assess", needs=KEEP),
    page(f"{ISSUE}/decide", register.decide, name="decide", needs=KEEP),
    page(f"{ISSUE}/areas", register.areas, name="areas", needs=KEEP),
    page(f"{ISSUE}/allocate", register.allocate, name="allocate", needs=KEEP),
    page(ALLOCATION, register.allocation_record, name="allocation-record", needs=VIEW),
    *register.allocating.pages("forum/allocations/", "<int:number>/", adds=False),
    page("forum/found", belonging.found_forum, name="found", needs=FOUND),
    page("forum/members", belonging.members, name="members", needs=VIEW),
    page("forum/members/invite", belonging.invite, name="invite", needs=KEEP),
    page("forum/members/<int:number>/end", belonging.end, name="end", needs=KEEP),
    page(f"{MEMBERSHIP}/accept", belonging.accept, name="accept", needs=JOIN),
    page(f"{MEMBERSHIP}/leave", belonging.leave, name="leave", needs=JOIN),
    page(ASKED, answering.asked, name="asked", needs=VIEW),
    page(f"{ASKED}/take-up", answering.take_up, name="take_up", needs=ANSWER),
    page(f"{ASKED}/decline", answering.decline, name="decline", needs=ANSWER),
    page(f"{ASKED}/done", answering.done, name="done", needs=ANSWER),
]
