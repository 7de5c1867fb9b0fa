"""Clocks that were started: which there are, and when each runs out as it is known now or was known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from sightline.clocks import queries
from sightline.clocks.calendars import Calendar
from sightline.clocks.deadlines import Deadline, due
from sightline.clocks.ledgers import Ledger, Line, read
from sightline.clocks.models import LedgerEntry, OwnLength, RunningClock, Step
from sightline.clocks.standard import standards
from sightline.partnership.models import Partnership

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Standing:
    """A clock, what its ledger comes to, and its deadline."""

    clock: RunningClock
    runs: queries.Running
    ledger: Ledger
    deadline: Deadline

    @property
    def title(self) -> str:
        return self.runs.standard.title

    @property
    def why_stopped(self) -> str:
        """The reason with which it was stopped; "" while it runs."""
        return next((one.reason for one in self.clock.entries.all() if one.step == Step.STOP), "")

    def overdue(self, today: date) -> bool:
        """Whether it ran out before today and nobody stopped it."""
        return self.ledger.stopped is None and self.deadline.due is not None and self.deadline.due < today

    def soon(self, today: date) -> bool:
        """Whether it runs out within the next days."""
        due_on = self.deadline.due
        return self.ledger.stopped is None and due_on is not None and today <= due_on <= today + SOON


def _stopped() -> Exists:
    return Exists(LedgerEntry.objects.filter(running=OuterRef("pk"), step=Step.STOP))


def clocks(partnership: Partnership, *, stopped: bool = False) -> QuerySet[RunningClock]:
    """The clocks that run, or those that were stopped, with their ledgers."""
    held = RunningClock.objects.of(partnership).filter(_stopped() if stopped else ~_stopped())
    return held.order_by("id").prefetch_related("entries")


def clock(partnership: Partnership, number: int) -> RunningClock | None:
    """One of them, running or stopped."""
    held = RunningClock.objects.of(partnership).filter(pk=number).select_related("partnership")
    return held.prefetch_related("entries__by").first()


def due_of(running: RunningClock, known_on: date | None = None) -> Standing | None:
    """When a clock runs out, day by day; ``known_on``: as it was known on that day, None when it was not started.

    A holiday that is made known later moves the date of a clock that runs; one that was stopped keeps what was
    known then.
    """
    where = running.partnership
    own = queries.own_lengths(where, running.clock)
    return _standing(running, own, queries.calendar(where), known_on)


def all_standing(partnership: Partnership, *, stopped: bool = False) -> list[Standing]:
    """Every clock that runs, or was stopped, the first to run out first; those that are paused come last."""
    own, calendar = queries.own_lengths(partnership), queries.calendar(partnership)
    found = (_standing(one, own, calendar, None) for one in clocks(partnership, stopped=stopped))
    return sorted((one for one in found if one), key=lambda one: (one.deadline.due or date.max, one.clock.pk))


def of_things(partnership: Partnership, kind: str, references: Iterable[str]) -> dict[str, Standing]:
    """The latest clock of each of these things by its reference, running or stopped. Four queries, however many."""
    held = RunningClock.objects.of(partnership).filter(kind=kind, reference__in=list(references))
    own, calendar = queries.own_lengths(partnership), queries.calendar(partnership)
    found = (_standing(one, own, calendar, None) for one in held.order_by("id").prefetch_related("entries"))
    return {one.clock.reference: one for one in found if one}


def _standing(
    running: RunningClock, own: Sequence[OwnLength], calendar: Calendar, known_on: date | None
) -> Standing | None:
    lines = _lines(running.entries.all(), known_on)
    if not lines:
        return None
    ledger = read(lines)
    runs = queries.running(standards[running.clock], own, ledger.start)
    known = min((day for day in (known_on, ledger.stopped) if day), default=None)
    as_known = calendar.known(known) if known else calendar
    return Standing(
        running, runs, ledger, due(ledger.start, ledger.longer(runs.length), as_known, ledger.pauses)
    )


def _lines(entries: Iterable[LedgerEntry], known_on: date | None) -> list[Line]:
    return [
        Line(one.step, one.day, one.number or 0)
        for one in sorted(entries, key=lambda one: one.pk)
        if known_on is None or timezone.localdate(one.recorded_at) <= known_on
    ]
