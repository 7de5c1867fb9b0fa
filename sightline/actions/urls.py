"""The addresses of this app's pages, each with the right it needs."""

from sightline.actions.evidence.urls import urlpatterns as of_evidence
from sightline.actions.permissions import EDIT, MOVE_DATES, UPDATE_OWN, VIEW
from sightline.actions.views import looking, records
from sightline.foundation.access import page

app_name = "actions"
urlpatterns = [
    page("actions/", records.action_list, name="list", needs=VIEW),
    page("actions/board", looking.board, name="board", needs=VIEW),
    page("actions/plan", looking.plan, name="plan", needs=VIEW),
    page("actions/progress", looking.progress, name="progress", needs=VIEW),
    page("actions/plan.<slug:form>", looking.plan_file, name="plan-file", needs=VIEW),
    *records.accepted.pages("actions/accepted-risks/", "<int:number>/"),
    page("actions/accepted-risks/<int:number>/", records.risk_record, name="risk-record", needs=VIEW),
    *of_evidence,
    *records.recording.pages("actions/", "<str:ref>/"),
    page("actions/<str:ref>", records.action_record, name="record", needs=VIEW),
    page("actions/<str:ref>/update", records.update, name="update", needs=UPDATE_OWN),
    page("actions/<str:ref>/agree", records.agree, name="agree", needs=EDIT),
    page("actions/<str:ref>/decline", records.decline, name="decline", needs=EDIT),
    page("actions/<str:ref>/begin", records.begin, name="begin", needs=EDIT),
    page("actions/<str:ref>/complete", records.complete, name="complete", needs=EDIT),
    page("actions/<str:ref>/assure", records.assure, name="assure", needs=EDIT),
    page("actions/<str:ref>/reopen", records.reopen, name="reopen", needs=EDIT),
    page("actions/<str:ref>/move", records.move, name="move", needs=MOVE_DATES),
]
