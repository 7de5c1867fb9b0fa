"""Where required reports stand in the navigation, and beside each body."""

from sightline.foundation.beside import Beside, beside
from sightline.foundation.nav import Entry, entries
from sightline.required_reports.permissions import VIEW
from sightline.required_reports.presenters.addresses import of_body

entries.add(
    Entry("meetings", "Required reports", "required_reports:list", VIEW, 35, namespace="required_reports")
)
beside.add(Beside("body", "What it has to report", of_body, VIEW))
