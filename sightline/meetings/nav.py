"""Where meetings stand in the navigation."""

from sightline.foundation.nav import Entry, OfAccount, Section, account_pages, entries, sections
from sightline.meetings.permissions import VIEW
from sightline.meetings.queries import has_feed

sections.add(Section("meetings", "Meetings", "meetings:list", VIEW, 20))
entries.add(Entry("meetings", "Meetings", "meetings:list", VIEW, 10, namespace="meetings"))
entries.add(Entry("meetings", "Attendance", "meetings:matrix", VIEW, 20))
entries.add(Entry("meetings", "Backlog", "meetings:backlog", VIEW, 30))
entries.add(Entry("meetings", "Quorum", "meetings:quorum", VIEW, 40))
account_pages.add(
    OfAccount("Calendar feed", "calendar_feed", lambda account: "On" if has_feed(account) else "Off")
)
