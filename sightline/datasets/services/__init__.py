"""Every write of agencies' data."""

from sightline.datasets.services.agreements import agreements

__all__ = ["agreements"]
