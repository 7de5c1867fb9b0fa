"""Where importing stands in the navigation: under Data."""

from sightline.foundation.nav import Entry, entries

entries.add(
    Entry("data", "Imports", "imports:list", "imports.view", 20, namespace="imports", in_a_forum=False)
)
