"""The two ends of a challenge: who raised it and with whom, an agency, a person or a level. Pure: no database."""

from __future__ import annotations

from dataclasses import dataclass

SIDES = ("raised_by", "raised_with")
"""The ends by the names of their fields: ``raised_by`` is the agency, ``raised_by_person`` somebody known here,
``raised_by_name`` somebody who is not, and ``raised_by_level`` the level."""

NOBODY = {
    "raised_by": "Say who raised it: an agency, a person or a level.",
    "raised_with": "Say with whom it was raised: an agency, a person or a level.",
}
BOTH = "Choose somebody from the list or name somebody else, and not both."


@dataclass(frozen=True)
class End:
    """One end, each part "" where nothing was said of it."""

    agency: str
    who: str
    level: str

    def __bool__(self) -> bool:
        return bool(self.agency or self.who or self.level)

    def __str__(self) -> str:
        """“Jo Field, Westmoor Police (practitioners)”, and what there is of it."""
        named = ", ".join(filter(None, (self.who, self.agency)))
        return f"{named} ({self.level.lower()})" if named and self.level else named or self.level

    def same_as(self, other: End) -> bool:
        """Whether nothing tells the two apart: the same agency, and neither another level nor another person."""
        levels = self.level and other.level and self.level != other.level
        people = self.who and other.who and self.who != other.who
        return self.agency == other.agency and not levels and not people
