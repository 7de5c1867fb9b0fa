"""The addresses of this app's pages, each with the right it needs."""

from django.conf import settings

from sightline.datasets import recordings
from sightline.datasets.linkage import urls as linkage
from sightline.datasets.permissions import CHILD_LEVEL, EDIT, VIEW
from sightline.datasets.views import agreements, deliveries
from sightline.foundation.access import ORDINARY, page

ONE = "data/deliveries/<int:number>"

app_name = "datasets"
urlpatterns = [
    page("data/deliveries/", deliveries.delivery_list, name="deliveries", needs=VIEW),
    page(
        "data/deliveries/new",
        deliveries.delivery_new,
        name="delivery-new",
        needs=EDIT,
        takes=settings.UPLOAD_LIMIT + ORDINARY,
    ),
    page(ONE, deliveries.delivery_record, name="delivery", needs=VIEW),
    page(f"{ONE}/again", deliveries.again, name="again", needs=EDIT),
    page(f"{ONE}/discard", deliveries.discard, name="discard", needs=EDIT),
    page(f"{ONE}/withdraw", deliveries.withdraw, name="withdraw", needs=EDIT),
    page(f"{ONE}/restore", deliveries.restore, name="restore", needs=EDIT),
    page(f"{ONE}/covers", deliveries.covers, name="covers", needs=EDIT),
    page(f"{ONE}/report", deliveries.report, name="report", needs=CHILD_LEVEL),
    page(f"{ONE}/report.xlsx", deliveries.workbook, name="workbook", needs=CHILD_LEVEL),
    page("data/agreements/", agreements.agreement_list, name="agreements", needs=VIEW),
    page("data/agreements/new", agreements.agreement_new, name="agreement-new", needs=EDIT),
    *recordings.agreements.pages("data/agreements/", "<int:number>/", adds=False),
    page("data/agreements/<int:number>", agreements.agreement_record, name="agreement-record", needs=VIEW),
    *linkage.urlpatterns,
]
