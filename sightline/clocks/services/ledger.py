"""Starting a clock and writing into its ledger: it is paused, goes on, is extended, and stops."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.clocks.ledgers import Line, read
from sightline.clocks.models import LedgerEntry, RunningClock, Step
from sightline.clocks.permissions import EDIT
from sightline.clocks.running import clocks
from sightline.clocks.standard import standards
from sightline.foundation.access import Actor, require
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import in_turn, wait_for_turn
from sightline.partnership.services.words import because, named

LONGEST_EXTENSION = 1000


@transaction.atomic
def start(
    *,
    by: Actor,
    partnership: Partnership,
    clock: str,
    label: str,
    day: date,
    kind: str = "",
    reference: str = "",
    href: str = "",
    authority: str = "",
    reason: str = "",
) -> RunningClock:
    """Start a clock for a thing; refused while the same clock runs for it already.

    ``kind`` and ``reference`` name the thing; without a reference its label does.
    """
    require(by, EDIT, partnership)
    wait_for_turn(partnership)
    standard = standards.get(clock)
    if not standard or standard.length.number < 0 or standard.length.unit.by_the_hour:
        raise Refused("Choose one of the clocks that run on from their day.", field="clock")
    label = named(label, field="label", what="name of what it is for")
    reference = named(reference, field="label", what="reference", needed=False) or label.casefold()[:200]
    if clocks(partnership).filter(clock=clock, kind=kind, reference=reference).exists():
        raise Refused("This clock is running for that already.", field="label")
    if day > timezone.localdate():
        raise Refused("It must have started today or earlier.", field="day")
    running = RunningClock(
        partnership=partnership, clock=clock, kind=kind, reference=reference, label=label, href=href
    )
    audit.added(by=by, record=running)
    _write(by, running, Step.START, day, authority=authority, reason=reason.strip())
    return running


def pause(*, by: Actor, running: RunningClock, day: date, authority: str, reason: str) -> LedgerEntry:
    """Let a clock stand still from a day on."""
    return _go_on(by, running, Step.PAUSE, day, authority=authority, reason=reason)


def resume(*, by: Actor, running: RunningClock, day: date, authority: str, reason: str) -> LedgerEntry:
    """Let a clock that stands still go on; the day itself counts again."""
    return _go_on(by, running, Step.RESUME, day, authority=authority, reason=reason)


def extend(
    *, by: Actor, running: RunningClock, day: date, number: int, authority: str, reason: str
) -> LedgerEntry:
    """Let a clock run longer, by so many of what it counts; ``day`` is that of the decision."""
    if not 1 <= number <= LONGEST_EXTENSION:
        raise Refused("Enter by how many as a whole number from 1 to 1,000.", field="number")
    return _go_on(by, running, Step.EXTEND, day, authority=authority, reason=reason, number=number)


def stop(*, by: Actor, running: RunningClock, day: date, authority: str = "", reason: str) -> LedgerEntry:
    """Stop a clock, because what it ran for is done or is no longer needed."""
    return _go_on(by, running, Step.STOP, day, authority=authority, reason=reason)


@transaction.atomic
def _go_on(
    by: Actor,
    running: RunningClock,
    step: Step,
    day: date,
    *,
    authority: str,
    reason: str,
    number: int | None = None,
) -> LedgerEntry:
    require(by, EDIT, running.partnership)
    in_turn(running)
    written = list(LedgerEntry.objects.of(running.partnership).filter(running=running).order_by("id"))
    ledger = read(Line(one.step, one.day, one.number or 0) for one in written)
    if ledger.stopped:
        raise Refused("This clock was stopped. Start another one, if it is needed again.")
    if step is Step.PAUSE and ledger.paused:
        raise Refused("This clock is paused already.")
    if step is Step.RESUME and not ledger.paused:
        raise Refused("This clock is not paused.")
    if not written[-1].day <= day <= timezone.localdate():
        raise Refused("Enter a day from that of the last entry in the ledger until today.", field="day")
    if step in (Step.PAUSE, Step.EXTEND):
        authority = named(authority, field="authority", what="post or meeting that decided it")
    return _write(by, running, step, day, authority=authority, reason=because(reason), number=number)


def _write(
    by: Actor,
    running: RunningClock,
    step: Step,
    day: date,
    *,
    authority: str,
    reason: str,
    number: int | None = None,
) -> LedgerEntry:
    entry = LedgerEntry(
        partnership=running.partnership,
        running=running,
        step=step,
        day=day,
        number=number,
        authority=named(authority, field="authority", what="post or meeting", needed=False),
        reason=reason,
        by_id=by.person_id,
        recorded_at=timezone.now(),
    )
    audit.added(by=by, record=entry)
    return entry
