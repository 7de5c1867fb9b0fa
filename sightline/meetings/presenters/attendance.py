"""Who came: one member at one meeting, and everybody on one screen."""

from __future__ import annotations

from sightline.govuk.blocks import Block, SummaryRow, WarningText
from sightline.govuk.pages import FormPage, RecordPage
from sightline.govuk.tables import Column, Table
from sightline.govuk.values import Link, Muted, Tag, Value
from sightline.meetings.forms import SheetForm
from sightline.meetings.models import Attendance, Meeting, Presence
from sightline.meetings.presenters.addresses import called
from sightline.partnership.recording import Told

COLOURS = {
    Presence.PRESENT: "green",
    Presence.DEPUTY: "teal",
    Presence.APOLOGIES: "yellow",
    Presence.ABSENT: "red",
    Presence.NOT_A_MEMBER: "grey",
}


def presence(one: Attendance) -> Tag:
    """The mark of a member at a meeting."""
    said = Presence(one.presence)
    return Tag(said.label, COLOURS[said])


def member(one: Attendance) -> str:
    return one.person.name if one.person else one.seat or one.agency.name


def attendance_page(one: Attendance, told: Told) -> RecordPage:
    """One member at one meeting."""
    return told.page(
        title=member(one),
        caption=called(one.meeting),
        state=presence(one),
        summary=(
            SummaryRow("Agency", one.agency.name),
            SummaryRow("Role on the body", one.seat or Muted("not said")),
            SummaryRow("Deputy", one.deputy or Muted("none")),
        ),
    )


def sheet_page(
    meeting: Meeting,
    form: SheetForm,
    *,
    within: tuple[Link, ...],
    cancel: str,
    differences: tuple[tuple[Value, ...], ...] = (),
) -> FormPage:
    """Everybody at a meeting on one screen; ``differences`` when somebody else recorded it at the same time."""
    beside: tuple[Block, ...] = ()
    if differences:
        columns = (Column("Member"), Column("Saved now"), Column("Yours"))
        table = Table(caption="Where the two differ", columns=columns, rows=differences)
        said = "Somebody else recorded this meeting while you were at it. Nothing of yours is saved yet."
        beside = (WarningText(said), table)
    return FormPage(
        title="Who came?",
        caption=called(meeting),
        lead="" if form.members else "Nobody is known to be a member yet. Add those who were expected.",
        form=form,
        groups=form.groups,
        blocks=beside,
        breadcrumbs=within,
        cancel=Link("Cancel", cancel),
    )


def differences(form: SheetForm) -> tuple[tuple[Value, ...], ...]:
    """(member, saved now, typed) for each member of whom something else was typed."""
    rows: list[tuple[Value, ...]] = []
    for member in form.members:
        typed = form.data.get(f"{member.token}-presence", "")
        if member.held and typed and typed != member.held.presence:
            rows.append((member.called, presence(member.held), Presence(typed).label))
    return tuple(rows) or (("All whom you marked", "the same", "the same"),)
