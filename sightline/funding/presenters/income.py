"""The page of one sum of other income; the page of its year lists them."""

from __future__ import annotations

from sightline.foundation.numbers import pounds
from sightline.funding.models import Income
from sightline.funding.presenters.addresses import called
from sightline.govuk.blocks import SummaryRow
from sightline.govuk.pages import RecordPage
from sightline.govuk.values import Muted
from sightline.partnership.recording import Told


def record_page(income: Income, told: Told) -> RecordPage:
    """One sum of other income."""
    return told.page(
        title=called(income),
        caption="Other income",
        summary=(
            SummaryRow("Reporting year", income.year),
            SummaryRow("Where it comes from", income.get_source_display()),
            SummaryRow("What it is", income.purpose or Muted("not said")),
            SummaryRow("Amount", pounds(income.amount)),
        ),
    )
