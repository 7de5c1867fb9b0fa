"""The pages of the clocks that run, as data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.forms import BaseForm
from django.urls import reverse
from django.utils import timezone

from sightline.clocks import presenters
from sightline.clocks.models import LedgerEntry, RunningClock, Step
from sightline.clocks.running import Standing
from sightline.clocks.standard import standards
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Block, Empty, FormBlock, Section, SummaryRow, Text
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Table
from sightline.govuk.values import Lines, Link, Muted, Tag, Value
from sightline.partnership.models import Partnership


def listed(partnership: Partnership) -> str:
    """The address of the clocks that run."""
    return reverse("clocks:running", args=[partnership.slug])


def at(clock: RunningClock, page: str = "ledger") -> str:
    """The address of a clock that was started, or of something to do with it."""
    return reverse(f"clocks:{page}", args=[clock.partnership.slug, clock.pk])


def link(clock: RunningClock) -> Link:
    return Link(title(clock), at(clock))


def title(clock: RunningClock) -> str:
    """What a clock is called: which it is, and what for."""
    return f"{standards[clock.clock].title}: {clock.label}"


def within(partnership: Partnership) -> tuple[Link, ...]:
    return (*presenters.within_clock(partnership, None), Link("Clocks that run", listed(partnership)))


def running_page(
    partnership: Partnership,
    run: Sequence[Standing],
    stopped: Sequence[Standing],
    today: date,
    *,
    may_start: bool,
) -> ListPage:
    """The clocks that run, the first to run out first, and below them those that were stopped."""
    overdue = sum(one.overdue(today) for one in run)
    start = Action("Start a clock", reverse("clocks:start", args=[partnership.slug]), style="primary")
    was = Table(
        caption="Clocks that were stopped",
        caption_hidden=True,
        columns=(Column("Clock", wide=True), Column("Ran out on"), Column("Stopped on")),
        rows=tuple((_named(partnership, one), _due(one), one.ledger.stopped) for one in stopped),
    )
    return ListPage(
        title="Clocks that run",
        lead=f"{len(run)} {'runs' if len(run) == 1 else 'run'}, {overdue} of them overdue" if run else "",
        breadcrumbs=presenters.within_clock(partnership, None),
        actions=(start,) if may_start else (),
        table=Table(
            caption="Clocks that run",
            caption_hidden=True,
            columns=(Column("Clock", wide=True), Column("Runs out on"), Column("State")),
            rows=tuple((_named(partnership, one), _due(one), state(one, today)) for one in run),
            empty=Empty("No clock runs. Start one for what has to be done by a day."),
        ),
        blocks=(Section("Stopped", (was,), id="stopped"),) if stopped else (),
    )


def _named(partnership: Partnership, one: Standing) -> Value:
    address = reverse("clocks:ledger", args=[partnership.slug, one.clock.pk])
    return Lines(Link(one.clock.label, address), Muted(one.title))


def _due(one: Standing) -> Value:
    return one.deadline.due or Muted("not known while it is paused")


def state(one: Standing, today: date) -> Tag:
    """Where a clock stands."""
    if one.ledger.stopped:
        return Tag("Stopped", "grey")
    if one.overdue(today):
        return Tag("Overdue", "red")
    if one.ledger.paused:
        return Tag("Paused", "yellow")
    return Tag("Runs", "blue")


def ledger_page(
    partnership: Partnership,
    clock: RunningClock,
    one: Standing,
    form: BaseForm,
    today: date,
    *,
    before: tuple[date, Standing | None] | None,
    may_write: bool,
) -> RecordPage:
    """One clock: when it runs out, how that was worked out, its ledger, and what was known before."""
    for_what: Value = Link(clock.label, clock.href) if clock.href else clock.label
    extended = one.ledger.extended_by
    more = f" It was extended by {extended:,} more." if extended else ""
    said: tuple[Block, ...] = (Text(_known(*before)),) if before else ()
    return RecordPage(
        title=title(clock),
        state=state(one, today),
        breadcrumbs=within(partnership),
        actions=_actions(clock, one) if may_write else (),
        summary=(
            SummaryRow("What for", for_what),
            SummaryRow("Started on", one.ledger.start),
            SummaryRow("Ran out on" if one.ledger.stopped else "Runs out on", _due(one)),
        ),
        sections=(
            Section("Ledger", (_ledger(list(clock.entries.all())),), id="ledger"),
            presenters.day_by_day(one.runs, one.deadline, more),
            Section("What was known before", (*said, FormBlock(form, "Work it out")), id="known"),
        ),
    )


def _known(day: date, then: Standing | None) -> str:
    if not then:
        return f"On {spell_out(day)} this clock was not recorded yet."
    if not then.deadline.due:
        return f"As it was known on {spell_out(day)}, it was paused."
    return f"As it was known on {spell_out(day)}, it ran out on {spell_out(then.deadline.due)}."


def _actions(clock: RunningClock, one: Standing) -> tuple[Action, ...]:
    if one.ledger.stopped:
        return ()
    turn = (
        Action("Let it go on", at(clock, "resume"))
        if one.ledger.paused
        else Action("Pause", at(clock, "pause"))
    )
    return (turn, Action("Extend", at(clock, "extend")), Action("Stop", at(clock, "stop")))


def _ledger(entries: Sequence[LedgerEntry]) -> Table:
    return Table(
        caption="Ledger",
        caption_hidden=True,
        columns=(
            Column("Day"),
            Column("What"),
            Column("Decided by"),
            Column("Why", wide=True),
            Column("Recorded"),
        ),
        rows=tuple(
            (
                entry.day,
                f"Extended by {entry.number}" if entry.step == Step.EXTEND else entry.get_step_display(),
                entry.authority,
                entry.reason,
                Lines(
                    spell_out(timezone.localdate(entry.recorded_at)), Muted(entry.by.name if entry.by else "")
                ),
            )
            for entry in entries
        ),
    )
