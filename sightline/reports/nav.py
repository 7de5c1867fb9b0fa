"""The section of the navigation in which reports are written and published."""

from sightline.foundation.nav import Section, sections

sections.add(Section("reports", "Reports", "reports:reports", "reports.view", 90))
