"""Reading how long clocks run in a partnership, and its calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sightline.clocks.calendars import Calendar, Jurisdiction, LocalDay, calendar_of
from sightline.clocks.lengths import Length, Unit
from sightline.clocks.models import OwnDay, OwnLength
from sightline.clocks.standard import Standard, standards
from sightline.partnership.models import Partnership


@dataclass(frozen=True)
class Running:
    """How long a clock runs here for what starts on a day, and what says so."""

    standard: Standard
    length: Length
    own: OwnLength | None = None

    @property
    def authority(self) -> str:
        return self.own.authority if self.own else self.standard.edition


def own_lengths(partnership: Partnership, clock: str = "") -> list[OwnLength]:
    """The lengths of a partnership's own, of one clock or of all, the earliest first."""
    held = OwnLength.objects.of(partnership).order_by("clock", "since", "id")
    return list(held.filter(clock=clock) if clock else held)


def own_length(partnership: Partnership, number: int) -> OwnLength | None:
    """One of them, withdrawn or not."""
    return OwnLength.objects.ever_of(partnership).filter(pk=number).select_related("partnership").first()


def own_days(partnership: Partnership) -> list[OwnDay]:
    """The days of a partnership's own calendar, the latest first."""
    return list(OwnDay.objects.of(partnership).order_by("-day", "id"))


def own_day(partnership: Partnership, number: int) -> OwnDay | None:
    """One of them, withdrawn or not."""
    return OwnDay.objects.ever_of(partnership).filter(pk=number).select_related("partnership").first()


def running(standard: Standard, own: Iterable[OwnLength], day: date) -> Running:
    """How long a clock runs for what starts on a day, of the lengths that a partnership decided on for it."""
    decided = [one for one in own if one.clock == standard.key and one.since <= day]
    if not decided:
        return Running(standard, standard.length)
    latest = max(decided, key=lambda one: (one.since, one.pk))
    backwards = standard.length.number < 0
    return Running(
        standard, Length(-latest.number if backwards else latest.number, Unit(latest.unit)), latest
    )


def running_of_all(partnership: Partnership, day: date) -> list[Running]:
    """Every clock, by its title."""
    own = own_lengths(partnership)
    return sorted((running(one, own, day) for one in standards), key=lambda one: one.standard.title)


def calendar(partnership: Partnership, jurisdiction: Jurisdiction = Jurisdiction.ENGLAND) -> Calendar:
    """The working days of a jurisdiction with the days that the partnership added or opened."""
    days = (LocalDay(one.day, one.name, one.known_on, one.closed) for one in own_days(partnership))
    return calendar_of(jurisdiction, days)
