"""Indicators about children as data: what each says, and its SQL over the tables of a linked store."""

from __future__ import annotations

from . import across, agencies, census, contacts
from .model import Counts, Indicator, Part, Way

__all__ = ["FAMILIES", "Counts", "Indicator", "Part", "Way", "indicators"]

FAMILIES: dict[str, tuple[Indicator | Part, ...]] = {
    "contacts": contacts.FAMILY,
    "census": census.FAMILY,
    "police": agencies.POLICE,
    "health": agencies.HEALTH,
    "education": agencies.EDUCATION,
    "across": across.FAMILY,
}
"""The indicators in the order in which they are told, by what they are told with."""


def indicators() -> dict[str, Indicator | Part]:
    """Every indicator by its key, in the order in which they are told."""
    return {one.key: one for family in FAMILIES.values() for one in family}
