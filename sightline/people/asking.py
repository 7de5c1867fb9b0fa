"""A request that passed the gate, for pages that need the person rather than just anybody who acts."""

from __future__ import annotations

from sightline.partnership.asking import Inside
from sightline.people.models import Person


class InsideAsPerson(Inside):
    """Who asks is a person of the partnership, with an account."""

    person: Person
