"""The addresses of this app's pages, each with the right it needs."""

from sightline.foundation.access import page
from sightline.meetings.permissions import EDIT, VIEW
from sightline.meetings.views import agenda, invitations, meetings, minutes, outcomes, quorum

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
    page("meetings/quorum/", quorum.rule_list, name="quorum", needs=VIEW),
    *quorum.rules.pages("meetings/quorum/", "<int:number>/"),
    page("meetings/quorum/<int:number>", quorum.rule_record, name="quorum-record", needs=VIEW),
]
