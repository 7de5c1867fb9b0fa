"""Where funding stands in the navigation: beside the figures, which it feeds."""

from sightline.foundation.nav import Entry, entries
from sightline.funding.permissions import VIEW

entries.add(Entry("data", "Funding", "funding:year", VIEW, 40, namespace="funding"))
