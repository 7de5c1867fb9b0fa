"""The clocks stand in the partnership's section of the navigation."""

from sightline.clocks.permissions import VIEW
from sightline.foundation.nav import Entry, entries

entries.add(Entry("partnership", "Clocks", "clocks:list", VIEW, 45, namespace="clocks"))
