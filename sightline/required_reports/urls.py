"""The addresses of this app's pages, each with the right it needs."""

from sightline.foundation.access import page
from sightline.required_reports import views
from sightline.required_reports.permissions import EDIT, VIEW

app_name = "required_reports"
HERE = "required-reports/"
ONE, RULE = f"{HERE}<int:number>", f"{HERE}rules/<int:number>"
urlpatterns = [
    page(HERE, views.due_list, name="list", needs=VIEW),
    page(ONE, views.due_record, name="record", needs=VIEW),
    page(f"{ONE}/receive", views.receive, name="receive", needs=EDIT),
    page(f"{ONE}/not-needed", views.not_needed, name="not-needed", needs=EDIT),
    *views.recording.pages(HERE, "<int:number>/", adds=False),
    page(f"{HERE}rules/", views.rule_list, name="rules", needs=VIEW),
    page(RULE, views.rule_record, name="rule-record", needs=VIEW),
    page(f"{RULE}/end", views.end, name="rule-end", needs=EDIT),
    *views.ruling.pages(f"{HERE}rules/", "<int:number>/"),
]
