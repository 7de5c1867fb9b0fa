"""The addresses of this app's pages, each with the right it needs."""

from sightline.datasets import recordings
from sightline.datasets.linkage import urls as linkage
from sightline.datasets.permissions import EDIT, VIEW
from sightline.datasets.views import agreements
from sightline.foundation.access import page

app_name = "datasets"
urlpatterns = [
    page("data/agreements/", agreements.agreement_list, name="agreements", needs=VIEW),
    page("data/agreements/new", agreements.agreement_new, name="agreement-new", needs=EDIT),
    *recordings.agreements.pages("data/agreements/", "<int:number>/", adds=False),
    page("data/agreements/<int:number>", agreements.agreement_record, name="agreement-record", needs=VIEW),
    *linkage.urlpatterns,
]
