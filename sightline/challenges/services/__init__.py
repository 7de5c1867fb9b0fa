"""Keeping challenges: raised, answered, escalated where it is not settled, and closed."""

from sightline.challenges.services.escalating import escalate
from sightline.challenges.services.keeping import challenges

__all__ = ["challenges", "escalate"]
