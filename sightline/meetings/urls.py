"""The addresses of this app's pages, each with the right it needs."""

from django.conf import settings

from sightline.files.permissions import DESTROY
from sightline.foundation.access import ORDINARY, page
from sightline.meetings.permissions import EDIT, VIEW
from sightline.meetings.views import agenda, invitations, meetings, minutes, outcomes, papers, quorum

TAKES = settings.ATTACHMENT_LIMIT + ORDINARY
VERSION = "meetings/papers/versions/<int:number>/"
app_name = "meetings"
urlpatterns = [
    page("meetings/", meetings.meeting_list, name="list", needs=VIEW),
    page("meetings/attendance/", meetings.attendance_matrix, name="matrix", needs=VIEW),
    *meetings.recording.pages("meetings/", "<int:number>/"),
    page("meetings/<int:number>", meetings.meeting_record, name="record", needs=VIEW),
    page("meetings/<int:number>/to/<slug:step>", meetings.move_meeting, name="move", needs=EDIT),
    page("meetings/<int:number>/invite", invitations.invite, name="invite", needs=EDIT),
    page("meetings/<int:number>/meeting.ics", invitations.take_away, name="calendar-file", needs=VIEW),
    page("meetings/<int:number>/attendance", meetings.record_attendance, name="attendance", needs=EDIT),
    page("meetings/attendance/<int:number>", meetings.attendance_record, name="mark-record", needs=VIEW),
    *meetings.marks.pages("meetings/attendance/", "<int:number>/", adds=False),
    page("meetings/backlog/", agenda.backlog, name="backlog", needs=VIEW),
    *agenda.items.pages("meetings/items/", "<int:number>/"),
    page("meetings/items/<int:number>", agenda.item_record, name="item-record", needs=VIEW),
    page("meetings/items/<int:number>/park", agenda.park, name="item-park", needs=EDIT),
    page("meetings/items/<int:number>/bring-back", agenda.bring_back, name="item-bring-back", needs=EDIT),
    page("meetings/items/<int:number>/carry-over", agenda.carry_over, name="item-carry-over", needs=EDIT),
    page("meetings/items/<int:number>/order", agenda.order, name="item-order", needs=EDIT),
    page("meetings/items/<int:number>/decide", outcomes.decide, name="item-decide", needs=EDIT),
    page("meetings/<int:number>/run", outcomes.run, name="run", needs=EDIT),
    page("meetings/<int:number>/write", outcomes.write, name="write", needs=EDIT),
    *outcomes.outcomes.pages("meetings/outcomes/", "<int:number>/", adds=False),
    page("meetings/outcomes/<int:number>", outcomes.outcome_record, name="outcome-record", needs=VIEW),
    page("meetings/<int:number>/minutes", minutes.read, name="minutes", needs=VIEW),
    page("meetings/<int:number>/minutes.<slug:form>", minutes.take_away, name="minutes-file", needs=VIEW),
    page("meetings/<int:number>/minutes/write", minutes.write, name="minutes-write", needs=EDIT),
    page("meetings/<int:number>/minutes/send", minutes.send, name="minutes-send", needs=EDIT),
    page("meetings/<int:number>/minutes/agree", minutes.agree, name="minutes-agree", needs=EDIT),
    page("meetings/<int:number>/minutes/correction", minutes.note, name="minutes-note", needs=EDIT),
    page("meetings/<int:number>/papers/new", papers.add, name="paper-new", needs=EDIT, takes=TAKES),
    page(
        "meetings/items/<int:number>/papers/new",
        papers.add_to_item,
        name="item-paper-new",
        needs=EDIT,
        takes=TAKES,
    ),
    page("meetings/papers/<int:number>/", papers.paper_record, name="paper-record", needs=VIEW),
    *papers.recording.pages("meetings/papers/", "<int:number>/", adds=False),
    page(
        "meetings/papers/<int:number>/new-version",
        papers.add_version,
        name="paper-version-new",
        needs=EDIT,
        takes=TAKES,
    ),
    page(f"{VERSION}file", papers.version_file, name="paper-version-file", needs=VIEW),
    page(f"{VERSION}withdraw", papers.withdraw_version, name="paper-version-withdraw", needs=EDIT),
    page(f"{VERSION}restore", papers.restore_version, name="paper-version-restore", needs=EDIT),
    page(f"{VERSION}destroy", papers.destroy_file, name="paper-version-destroy", needs=DESTROY),
    page("meetings/quorum/", quorum.rule_list, name="quorum", needs=VIEW),
    *quorum.rules.pages("meetings/quorum/", "<int:number>/"),
    page("meetings/quorum/<int:number>", quorum.rule_record, name="quorum-record", needs=VIEW),
]
