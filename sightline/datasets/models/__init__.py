"""Agreements, what was delivered under them, and what was made of it."""

from .agreements import Agreement, Frequency
from .deliveries import Delivery, State
from .linked import LinkedStore

__all__ = ["Agreement", "Delivery", "Frequency", "LinkedStore", "State"]
