"""Where meetings stand in the navigation."""

from sightline.foundation.nav import Entry, Section, entries, sections
from sightline.meetings.permissions import VIEW

sections.add(Section("meetings", "Meetings", "meetings:list", VIEW, 20))
entries.add(Entry("meetings", "Meetings", "meetings:list", VIEW, 10, namespace="meetings"))
entries.add(Entry("meetings", "Attendance", "meetings:matrix", VIEW, 20))
entries.add(Entry("meetings", "Backlog", "meetings:backlog", VIEW, 30))
entries.add(Entry("meetings", "Quorum", "meetings:quorum", VIEW, 40))
