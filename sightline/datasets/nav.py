"""Where agencies' data stands in the navigation: under Data, what it shows first and what it rests on after it."""

from sightline.datasets.packs.presenters import of_meeting
from sightline.datasets.permissions import VIEW
from sightline.foundation.beside import Beneath, beneath
from sightline.foundation.nav import Entry, entries

entries.add(
    Entry(
        "data", "Indicators", "indicators:list", "measures.view", 15, namespace="indicators", in_a_forum=False
    )
)
entries.add(
    Entry("data", "Deliveries", "datasets:deliveries", VIEW, 30, namespace="datasets", in_a_forum=False)
)

beneath.add(Beneath("meeting", "indicator packs", of_meeting, "measures.view"))
