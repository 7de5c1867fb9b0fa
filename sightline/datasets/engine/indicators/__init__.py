"""Indicators about children as data: what each says, and its SQL over the tables of a linked store."""

from __future__ import annotations

from . import across, agencies, census, contacts
from .model import Counts, Indicator, Part, Way

__all__ = ["FAMILIES", "Counts", "Indicator", "Part", "Way", "indicators"]

FAMILIES: tuple[tuple[Indicator | Part, ...], ...] = (
    contacts.FAMILY,
    census.FAMILY,
    agencies.FAMILY,
    across.FAMILY,
)


def indicators() -> dict[str, Indicator | Part]:
    """Every indicator by its key, in the order in which they are told."""
    return {one.key: one for family in FAMILIES for one in family}
