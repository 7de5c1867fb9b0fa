"""The addresses of evidence, each with the right it needs."""

from django.conf import settings

from sightline.actions.evidence import views
from sightline.actions.permissions import ATTACH, EDIT, VIEW
from sightline.files.permissions import DESTROY
from sightline.foundation.access import ORDINARY, page

TAKES = settings.ATTACHMENT_LIMIT + ORDINARY
ONE, VERSION = "actions/evidence/<int:number>/", "actions/evidence/versions/<int:number>/"
urlpatterns = [
    page("actions/<str:ref>/evidence/new", views.add, name="evidence-new", needs=ATTACH, takes=TAKES),
    page(ONE, views.evidence_record, name="evidence-record", needs=VIEW),
    *views.recording.pages("actions/evidence/", "<int:number>/", adds=False),
    page(f"{ONE}new-version", views.add_version, name="evidence-version-new", needs=ATTACH, takes=TAKES),
    page(f"{VERSION}file", views.version_file, name="version-file", needs=VIEW),
    page(f"{VERSION}withdraw", views.withdraw_version, name="version-withdraw", needs=EDIT),
    page(f"{VERSION}restore", views.restore_version, name="version-restore", needs=EDIT),
    page(f"{VERSION}destroy", views.destroy_file, name="version-destroy", needs=DESTROY),
]
