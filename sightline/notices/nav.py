"""Notices stand in the partnership's section; what was sent to oneself, in the menu under one's name."""

from sightline.foundation.nav import Entry, Own, entries, own_pages
from sightline.notices.permissions import OWN, VIEW

entries.add(Entry("partnership", "Notices", "notices:list", VIEW, 47, namespace="notices"))
own_pages.add(Own("Mail to you", "notices:mine", OWN))
