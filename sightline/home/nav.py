"""Where the home page and the measures stand in the navigation."""

from sightline.foundation.nav import Entry, Section, entries, sections

sections.add(Section("home", "Home", "home:home", "home.view", 10))
sections.add(Section("data", "Data", "measures:list", "measures.view", 60))
entries.add(Entry("data", "Figures", "measures:list", "measures.view", 10, namespace="measures"))
