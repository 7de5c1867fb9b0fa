"""Children who do not exist, and what four agencies, each with its own errors, hold about them: at any scale."""

from .census import census
from .exports import Delivered, deliveries, make, write
from .families import Children, families

__all__ = ["Children", "Delivered", "census", "deliveries", "families", "make", "write"]
