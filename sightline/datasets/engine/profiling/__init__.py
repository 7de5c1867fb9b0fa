"""What a delivery looks like as a whole, and what changed since the one before; never a value of a single child."""

from .drift import drift
from .profile import profile

__all__ = ["drift", "profile"]
