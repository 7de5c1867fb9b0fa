"""One thing of each kind in a partnership, made when it is asked for, to stand in the addresses of pages."""

from tests.world.telling import World

__all__ = ["World"]
