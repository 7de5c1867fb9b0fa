"""Where forums stand in the navigation: under Partnership."""

from sightline.forum.permissions import VIEW
from sightline.foundation.nav import Entry, entries

entries.add(Entry("partnership", "Forum", "forum:home", VIEW, 35, namespace="forum"))
