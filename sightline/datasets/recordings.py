"""How agreements are kept by hand on pages."""

from __future__ import annotations

from sightline.datasets import queries, services
from sightline.datasets.forms import AGREEMENT_GROUPS, AgreementForm
from sightline.datasets.presenters.addresses import called, within_agreements
from sightline.partnership.recording import Recording

agreements = Recording(
    keeping=services.agreements,
    form=AgreementForm,
    find=queries.agreement,
    names="datasets:agreement-",
    within=within_agreements,
    called=called,
    groups=AGREEMENT_GROUPS,
    withdrawing="Nothing can be delivered under it from now on. What was delivered stays and goes on counting. You can "
    "put it back.",
)
