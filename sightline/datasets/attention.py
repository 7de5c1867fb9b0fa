"""What needs attention among agencies' data."""

from sightline.datasets.linkage import attention as linkage

__all__ = ["linkage"]
