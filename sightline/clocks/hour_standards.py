"""Clocks of the front door that run by the hour. Pure: no database.

All are agreed in each area; what stands here is the practice of one, or of a few where they differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from sightline.clocks.lengths import Length, Unit


@dataclass(frozen=True)
class HourStandard:
    """One of them; ``past_closing``: once it has begun it goes on when the front door closes."""

    key: str
    title: str
    length: Length
    past_closing: bool = False

    def __str__(self) -> str:
        past = ", which go on when the front door closes" if self.past_closing else ""
        return f"{self.title}: {self.length}{past}"


HOUR_STANDARDS = tuple(
    HourStandard(*told)
    for told in (
        ("4-hours", "A decision, or a phoned concern in writing", Length(4, Unit.HOURS)),
        ("24-hours", "A decision, or a phoned concern in writing", Length(24, Unit.HOURS)),
        ("48-hours", "A phoned concern in writing", Length(48, Unit.HOURS)),
        ("red", "Information for the MASH, red", Length(2, Unit.WORKING_HOURS), True),
        ("amber", "Information for the MASH, amber", Length(6, Unit.WORKING_HOURS)),
        ("green", "Information for the MASH, green", Length(24, Unit.WORKING_HOURS)),
    )
)
