"""The agencies of a partnership as figures name them: under their present name, and after a merger as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sightline.foundation.dates import spell_out
from sightline.measures.registry import NoSuchValue, nearest
from sightline.partnership.models import Agency, Partnership
from sightline.partnership.naming import Names
from sightline.partnership.queries import agency_names


@dataclass(frozen=True)
class Known:
    """An agency, and which one it became part of, when."""

    name: str
    successor: int | None
    merged_on: date | None
    withdrawn: bool


@dataclass(frozen=True)
class Agencies:
    """All agencies of one partnership, read when they are first asked for."""

    partnership: Partnership

    @cached_property
    def known(self) -> dict[int, Known]:
        """Each agency by its id, those that were withdrawn too. One query."""
        rows = Agency.objects.ever_of(self.partnership).values_list(
            "id", "name", "merged_into_id", "merged_on", "withdrawn_at"
        )
        return {pk: Known(name, into, on, bool(gone)) for pk, name, into, on, gone in rows}

    def path(self, agency: int, day: date) -> list[tuple[int, date]]:
        """Each agency that this one had become part of by a day, with the day of the merger, in their order."""
        steps: list[tuple[int, date]] = []
        seen = {agency}
        while True:
            known = self.known[agency]
            if known.successor is None or known.merged_on is None or known.merged_on > day:
                return steps
            if known.successor in seen:  # a ring of mergers is an error of the records, not of the figure
                return steps
            agency = known.successor
            steps.append((agency, known.merged_on))
            seen.add(agency)

    def at(self, agency: int, day: date) -> int:
        """The agency that this one had become by a day."""
        steps = self.path(agency, day)
        return steps[-1][0] if steps else agency

    def name(self, agency: int, day: date) -> str:
        """The present name under which an agency's rows count at a day."""
        return self.known[self.at(agency, day)].name

    def standing(self, day: date) -> list[str]:
        """The names of the agencies that had not become part of another by a day."""
        return sorted(
            known.name for pk, known in self.known.items() if not known.withdrawn and self.at(pk, day) == pk
        )

    @cached_property
    def names(self) -> Names:
        """Every name by which an agency is meant: its own, an alias or a former one."""
        return agency_names(self.partnership)

    def counted_under(self, names: Iterable[str], day: date) -> list[int]:
        """The ids whose rows count under these agencies at a day; a name may be an alias or a former one.

        Raises NoSuchValue for a name nobody has, and for an agency that had become part of another.
        """
        wanted = {self._standing_one(name, self.names.meant(name), day) for name in names}
        return sorted(pk for pk in self.known if self.at(pk, day) in wanted)

    def _standing_one(self, name: str, agency: int | None, day: date) -> int:
        if agency is None:
            offered = {called: self.name(pk, day) for called, pk in self.names.items()}
            raise NoSuchValue(f"There is no agency “{name}”.{nearest(name, offered)}")
        became = self.at(agency, day)
        known = self.known[agency]
        if became != agency and known.merged_on:
            successor, merged_on = self.known[became].name, spell_out(known.merged_on)
            raise NoSuchValue(f"{known.name} became part of {successor} on {merged_on}: ask for that.")
        return agency
