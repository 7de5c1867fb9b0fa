"""The pages of the clocks."""

from __future__ import annotations

from collections.abc import Sequence

from django.forms import BaseForm
from django.urls import reverse

from sightline.clocks.deadlines import Deadline
from sightline.clocks.models import OwnDay, OwnLength
from sightline.clocks.queries import Running
from sightline.clocks.standard import standards
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import (
    Action,
    Block,
    Empty,
    FormBlock,
    Panel,
    Section,
    SummaryList,
    SummaryRow,
    Text,
)
from sightline.govuk.pages import ListPage, Page, RecordPage
from sightline.govuk.tables import Column, Table
from sightline.govuk.values import Lines, Link, Muted, Value
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told


def listed(partnership: Partnership) -> str:
    """The address of the list of clocks."""
    return reverse("clocks:list", args=[partnership.slug])


def at(key: str, partnership: Partnership) -> str:
    """The address of a clock."""
    return reverse("clocks:record", args=[partnership.slug, key])


def within_clock(partnership: Partnership, length: OwnLength | None) -> tuple[Link, ...]:
    home = (Link("Clocks", listed(partnership)),)
    return (*home, Link(standards[length.clock].title, at(length.clock, partnership))) if length else home


def within_calendar(partnership: Partnership, day: OwnDay | None) -> tuple[Link, ...]:
    return (
        Link("Clocks", listed(partnership)),
        Link("Calendar", reverse("clocks:calendar", args=[partnership.slug])),
    )


def length_called(length: OwnLength) -> str:
    """A length as people speak of it."""
    return f"{length.number} {length.unit} from {spell_out(length.since)}"


def list_page(partnership: Partnership, clocks: Sequence[Running]) -> ListPage:
    """Every clock, with how long it runs today and what says so."""
    return ListPage(
        title="Clocks",
        lead="How long things may take. Day 0 is the day a clock starts; working days leave out weekends and the "
        "bank holidays of England.",
        actions=(
            Action("Clocks that run", reverse("clocks:running", args=[partnership.slug])),
            Action("By the hour", reverse("clocks:hours", args=[partnership.slug])),
            Action("The calendar", reverse("clocks:calendar", args=[partnership.slug])),
        ),
        table=Table(
            caption="Clocks",
            caption_hidden=True,
            columns=(Column("Clock", wide=True), Column("Runs for"), Column("Because of")),
            rows=tuple(
                (
                    Lines(
                        Link(one.standard.title, at(one.standard.key, partnership)),
                        Muted(f"from {one.standard.begins}"),
                    ),
                    str(one.length),
                    _because(one),
                )
                for one in clocks
            ),
        ),
    )


def _because(clock: Running) -> Value:
    if clock.own:
        return clock.own.authority
    if clock.standard.local:
        return Muted("One area’s practice; agree your own")
    return clock.standard.edition


def clock_page(
    partnership: Partnership,
    today: Running,
    own: Sequence[OwnLength],
    form: BaseForm,
    worked_out: tuple[Running, Deadline] | None,
    *,
    add: str,
) -> Page:
    """One clock, a place to ask when it runs out, and the lengths that the partnership decided on."""
    result, how = _worked_out(*worked_out) if worked_out else ((), ())
    return Page(
        title=today.standard.title,
        breadcrumbs=within_clock(partnership, None),
        blocks=(
            *result,
            SummaryList(
                (
                    SummaryRow("Runs for", str(today.length)),
                    SummaryRow("Day 0", today.standard.begins.capitalize()),
                    SummaryRow("Because of", _because(today)),
                )
            ),
            Section("When does it run out?", (FormBlock(form, "Work it out"),), id="work-out"),
            *how,
            _own(partnership, own, add),
        ),
    )


def _worked_out(clock: Running, deadline: Deadline) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The answer, and how it was reached day by day."""
    assert deadline.due is not None  # only a clock that is paused has none
    due = f"{deadline.due:%A} {spell_out(deadline.due)}"
    return (Panel(due, clock.standard.title),), (day_by_day(clock, deadline),)


def day_by_day(clock: Running, deadline: Deadline, more: str = "") -> Section:
    """How a date was worked out, with ``more`` said of its length."""
    days = tuple(
        (day.day, f"{day.day:%A}", str(day.number) if day.number else Muted(f"not counted: {day.skipped}"))
        for day in deadline.days
    )
    because = clock.authority or "local practice"
    how: tuple[Block, ...] = (
        Text(f"{clock.length} from {spell_out(deadline.start)}, which is day 0 ({because}).{more}"),
    )
    if days:
        how = (
            *how,
            Table(
                caption="Day by day",
                columns=(Column("Date"), Column("Day"), Column("Counted as")),
                rows=days,
            ),
        )
    return Section("How this date was worked out", how, id="how")


def _own(partnership: Partnership, own: Sequence[OwnLength], add: str) -> Section:
    table = Table(
        caption="What this partnership decided",
        caption_hidden=True,
        columns=(Column("For what starts from"), Column("Runs for"), Column("Decided by", wide=True)),
        rows=tuple(
            (
                Link(spell_out(one.since), reverse("clocks:length-record", args=[partnership.slug, one.pk])),
                f"{one.number} {one.unit}",
                one.authority,
            )
            for one in own
        ),
        empty="Nothing of its own: what the guidance says counts.",
    )
    actions = (Action("Decide on another length", add),) if add else ()
    return Section("What this partnership decided", (table,), actions=actions, id="own")


def calendar_page(partnership: Partnership, days: Sequence[OwnDay], *, add: str) -> ListPage:
    """The days that a partnership added to the bank holidays of England, or opened."""
    return ListPage(
        title="Calendar",
        lead="Weekends and the bank holidays of England are known already. Add what is closed, or open, besides.",
        breadcrumbs=(Link("Clocks", listed(partnership)),),
        actions=(Action("Add a day", add, style="primary"),) if add else (),
        table=Table(
            caption="Days of its own",
            caption_hidden=True,
            columns=(Column("Day"), Column("Why", wide=True), Column("Working"), Column("Known from")),
            rows=tuple(
                (
                    Link(spell_out(one.day), reverse("clocks:day-record", args=[partnership.slug, one.pk])),
                    one.name,
                    "Nobody works" if one.closed else "People work",
                    one.known_on,
                )
                for one in days
            ),
            empty=Empty(
                "A newly proclaimed bank holiday belongs here, from the day it was made known.",
                example="19 September 2022, proclaimed on 10 September 2022.",
            ),
        ),
    )


def length_page(length: OwnLength, told: Told) -> RecordPage:
    """A length that the partnership decided on."""
    return told.page(
        title=f"{standards[length.clock].title}: {length_called(length)}",
        summary=(
            SummaryRow("Runs for", f"{length.number} {length.unit}"),
            SummaryRow("For what starts from", length.since),
            SummaryRow("Decided by", length.authority),
        ),
    )


def day_page(day: OwnDay, told: Told) -> RecordPage:
    """A day of the partnership's own calendar."""
    return told.page(
        title=f"{day.name}, {spell_out(day.day)}",
        summary=(
            SummaryRow("Day", day.day),
            SummaryRow("Working", "Nobody works" if day.closed else "People work"),
            SummaryRow("Made known on", day.known_on),
        ),
    )
