"""What a meeting is to deal with, an item of it, and the backlog of parked items."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sightline.actions.presenters.addresses import at as action_at
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Action, Empty, Section, SummaryRow
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Tag, Value
from sightline.meetings.models import AgendaItem, Meeting
from sightline.meetings.presenters.addresses import at, called
from sightline.meetings.states import CANCELLED, CLOSED, IN_PROGRESS
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told

ORDERS = {"body": ("body__name", "id"), "title": ("title", "id")}


def backlog_at(partnership: Partnership) -> str:
    """The address of the backlog."""
    return reverse("meetings:backlog", args=[partnership.slug])


def changeable(meeting: Meeting) -> bool:
    """Whether the agenda of a meeting can still change."""
    return meeting.state not in (CLOSED, CANCELLED) and meeting.withdrawn_at is None


def agenda_section(
    partnership: Partnership, meeting: Meeting, items: Sequence[AgendaItem], *, may: bool
) -> Section:
    """The agenda as a short table, and where an item is added to it."""
    add = may and changeable(meeting)
    new = f"{reverse('meetings:item-new', args=[partnership.slug])}?to={meeting.pk}"
    table = Table(
        caption="Agenda",
        caption_hidden=True,
        columns=(
            Column("No"),
            Column("Item", wide=True),
            Column("For"),
            Column("Minutes", numeric=True),
        ),
        rows=tuple(_row(number, item, partnership) for number, item in enumerate(items, start=1)),
        empty="Nothing is on the agenda." if not add else "Nothing is on the agenda yet.",
    )
    return Section("Agenda", (table,), id="agenda", actions=(Action("Add an item", new),) if add else ())


def _row(number: int, item: AgendaItem, partnership: Partnership) -> Row:
    link = Link(item.title, at(item, partnership, "item-record"))
    who = speaker(item)
    title: Value = Lines(link, Muted(who)) if who else link
    return Row((number, title, item.get_purpose_display(), item.allotted or ""), key=str(item.pk))


def speaker(item: AgendaItem) -> str:
    """Who speaks to an item, and for which agency."""
    return ", ".join(part for part in (item.presenter, item.agency.name if item.agency else "") if part)


def undecided(item: AgendaItem) -> bool:
    """Whether there is a proposed action on which somebody has yet to decide."""
    proposal = item.proposal
    return proposal is not None and proposal.agreed_on is None and proposal.declined_on is None


def proposal_of(item: AgendaItem, partnership: Partnership) -> Value:
    """The proposed action that the body is to decide on, and how that stands."""
    proposal = item.proposal
    if proposal is None:
        return Muted("none")
    link = Link(proposal.undertaking, action_at(proposal, partnership))
    if proposal.agreed_on:
        return Lines(link, Muted(f"Agreed on {spell_out(proposal.agreed_on)}"))
    if proposal.declined_on:
        return Lines(link, Muted(f"Not taken up on {spell_out(proposal.declined_on)}"))
    return Lines(link, Muted("Proposed"))


def item_page(
    partnership: Partnership, item: AgendaItem, told: Told, *, papers: tuple[Section, ...], may: bool
) -> RecordPage:
    """One item, and what one can do with it where its meeting allows."""
    meeting = item.meeting
    do: tuple[Action, ...] = ()
    if may and meeting is None:
        do = (Action("Bring it back", at(item, partnership, "item-bring-back"), style="primary"),)
    elif may and meeting:
        carry = Action("Carry it over", at(item, partnership, "item-carry-over"))
        do = (carry,) if meeting.state in (CLOSED, IN_PROGRESS) else ()
        if meeting.state == IN_PROGRESS and undecided(item):
            do = (
                Action("Decide on the proposal", at(item, partnership, "item-decide"), style="primary"),
                *do,
            )
        if changeable(meeting):
            order = at(item, partnership, "item-order")
            do += (
                Action("Park it", at(item, partnership, "item-park"), post=True),
                Action("Move up", order, post=True, fields=(("up", "1"),)),
                Action("Move down", order, post=True),
            )
    where: Value = Link(called(meeting), at(meeting, partnership)) if meeting else "Parked in the backlog"
    return told.page(
        title=item.title,
        caption=item.body.name,
        state=None if meeting else Tag("Parked", "yellow"),
        actions=do,
        sections=papers,
        summary=(
            SummaryRow("Meeting", where),
            SummaryRow("Purpose", item.get_purpose_display()),
            SummaryRow("Minutes allotted", item.allotted or Muted("not said")),
            SummaryRow("Presented by", speaker(item) or Muted("not said")),
            *((SummaryRow("Proposed action", proposal_of(item, partnership)),) if item.proposal else ()),
        ),
    )


def backlog_page(
    partnership: Partnership, shown: Part[AgendaItem], *, filters: tuple[Filter, ...], add: str
) -> ListPage:
    """The parked items of every body."""
    return ListPage(
        title="Backlog",
        lead="What bodies are to deal with at some later meeting.",
        filters=filters,
        actions=(Action("Add an item", add, style="primary"),) if add else (),
        table=Table(
            caption=f"{shown.total} parked item{'' if shown.total == 1 else 's'}",
            columns=(
                Column("Item", sort="title", wide=True),
                Column("Body", sort="body"),
                Column("For"),
                Column("Presented by"),
            ),
            rows=tuple(
                Row(
                    (
                        Link(item.title, at(item, partnership, "item-record")),
                        item.body.name,
                        item.get_purpose_display(),
                        speaker(item),
                    ),
                    key=str(item.pk),
                )
                for item in shown.items
            ),
            sorted_by="body",
            empty=Empty(
                "Nothing is parked. Whatever a body wants to come back to, with no meeting for it yet, belongs here.",
                example="QA Group: look at the neglect audit again once the new tool is in use.",
            ),
        ),
        pagination=shown.pagination,
    )
