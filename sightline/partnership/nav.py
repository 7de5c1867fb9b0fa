"""The partnership's own section of the navigation: who it is made of, what it covers, how it is set up."""

from sightline.foundation.nav import Entry, Section, entries, sections
from sightline.partnership.permissions import SETTINGS, VIEW

sections.add(Section("partnership", "Partnership", "partnership:agencies", VIEW, 100))
entries.add(Entry("partnership", "Agencies", "partnership:agencies", VIEW, 10, namespace="partnership"))
entries.add(Entry("partnership", "Bodies", "partnership:bodies", VIEW, 20))
entries.add(Entry("partnership", "Coverage", "partnership:coverage", VIEW, 40))
entries.add(Entry("partnership", "Settings", "partnership:settings", SETTINGS, 50))
