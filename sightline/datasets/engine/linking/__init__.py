"""Which records of several agencies are of one child: Splink's weights, and rules that keep twins apart."""

from .model import DEFAULT, Decision, Linked, LinkSettings, NothingToLink, OtherKey, Source
from .running import link

__all__ = ["DEFAULT", "Decision", "LinkSettings", "Linked", "NothingToLink", "OtherKey", "Source", "link"]
