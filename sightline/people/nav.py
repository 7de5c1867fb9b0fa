"""People stand in the partnership's section of the navigation."""

from sightline.foundation.nav import Entry, entries
from sightline.people.permissions import VIEW

entries.add(Entry("partnership", "People", "people:people", VIEW, 30, namespace="people"))
