"""The page on which one asks when something of the front door is due by the hour, as data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.forms import BaseForm

from sightline.clocks import presenters
from sightline.clocks.deadlines import Deadline
from sightline.clocks.hours import Moment, Part
from sightline.clocks.queries import Running
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Block, FormBlock, Inset, Panel, Section, Text
from sightline.govuk.pages import Page
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Link, Muted
from sightline.partnership.models import Partnership

LEAD = (
    "For the front door, where hours count. Working hours pass while it is open; hours on the clock pass day and "
    "night. Nothing of this is kept."
)
TWICE = (
    "The clocks go back that night, so this time comes twice. It was worked out from the first of the two."
)


def page(
    partnership: Partnership, form: BaseForm, *, above: tuple[Block, ...] = (), how: tuple[Block, ...] = ()
) -> Page:
    """The form; once it was answered, the answer stands above it and how it was worked out below."""
    return Page(
        title="By the hour",
        lead=LEAD,
        breadcrumbs=(Link("Clocks", presenters.listed(partnership)),),
        blocks=(*above, *how, Section("When is it due?", (FormBlock(form, "Work it out"),), id="work-out")),
    )


def due_by_the_hour(
    title: str, moment: Moment, parts: Sequence[Part], *, twice: bool
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The moment something is due, and how it was worked out, one day after the other."""
    changes = moment.start.utcoffset() != moment.due.utcoffset()
    due = f"{_clock(moment.due, changes)} on {moment.due:%A} {spell_out(moment.due.date())}"
    began = f"{_clock(moment.start, changes)} on {moment.start:%A} {spell_out(moment.start.date())}"
    said = f"{moment.length} from {began}."
    if changes:
        said += " The clocks change in between: GMT is winter time, BST is summer time, an hour ahead of it."
    warned = (Inset(TWICE),) if twice else ()
    table = Table(
        caption="Day by day",
        columns=(
            Column("Date"),
            Column("Day"),
            Column("From"),
            Column("Until"),
            Column("Counted"),
            Column("So far"),
        ),
        rows=tuple(_row(part, changes) for part in parts),
    )
    return (Panel(due, title), *warned), (Section("How this was worked out", (Text(said), table), id="how"),)


def due_in_working_days(
    clock: Running, deadline: Deadline, closes: datetime
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The day something is due, which ends when the front door closes, and how it was worked out."""
    due = f"{_clock(closes, zone=False)} on {closes:%A} {spell_out(closes.date())}"
    said = f"{clock.standard.title}: by the time the front door closes"
    return (Panel(due, said),), (presenters.day_by_day(clock, deadline),)


def _row(part: Part, zone: bool) -> Row:
    day = (spell_out(part.day), f"{part.day:%A}")
    if not part.start or not part.end:
        return Row((*day, Muted("–"), Muted("–"), Muted(f"not counted: {part.skipped}"), _long(part.so_far)))
    until = _clock(part.end, zone) if part.end.date() == part.day else "midnight"
    return Row((*day, _clock(part.start, zone), until, _long(part.counted), _long(part.so_far)))


def _clock(moment: datetime, zone: bool) -> str:
    return f"{moment:%H:%M}{f' {moment:%Z}' if zone else ''}"


def _long(time: timedelta) -> str:
    """So much time in words: “1 hour 30 minutes”."""
    hours, minutes = divmod(int(time.total_seconds()) // 60, 60)
    said = [(hours, "hour"), (minutes, "minute")]
    words = " ".join(f"{number} {one}{'' if number == 1 else 's'}" for number, one in said if number)
    return words or "0 hours"
