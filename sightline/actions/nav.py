"""Where actions stand in the navigation."""

from sightline.actions.permissions import VIEW
from sightline.foundation.nav import Entry, Section, entries, sections

sections.add(Section("actions", "Actions", "actions:list", VIEW, 30))
entries.add(Entry("actions", "All actions", "actions:list", VIEW, 10, namespace="actions"))
