"""Where challenges stand in the navigation: under Meetings, where most of them are raised."""

from sightline.challenges.permissions import VIEW
from sightline.foundation.nav import Entry, entries

entries.add(Entry("meetings", "Challenges", "challenges:list", VIEW, 30, namespace="challenges"))
