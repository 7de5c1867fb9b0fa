"""Where training stands in the navigation."""

from sightline.foundation.nav import Entry, Section, entries, sections
from sightline.training.permissions import SEE_DELEGATES, VIEW

sections.add(Section("training", "Training", "training:overview", VIEW, 50, in_a_forum=False))
entries.add(Entry("training", "Overview", "training:overview", VIEW, 10, namespace="training"))
entries.add(Entry("training", "Courses", "training:courses", VIEW, 20))
entries.add(Entry("training", "Sessions", "training:sessions", VIEW, 30))
entries.add(Entry("training", "Bookings", "training:bookings", SEE_DELEGATES, 40))
