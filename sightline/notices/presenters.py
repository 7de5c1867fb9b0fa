"""The pages of notices: what was sent to whom, and what the mail server answered."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sightline.govuk.blocks import Action, Block, Empty, Section, SummaryRow, Text
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Lines, Link, Muted, Tag, Value
from sightline.notices.models import Attempt, Notice, Outcome, State
from sightline.partnership.models import Partnership
from sightline.people.models import Person

COLOURS = {
    State.WAITING: "blue",
    State.SENDING: "blue",
    State.SENT: "green",
    State.UNCERTAIN: "yellow",
    State.FAILED: "red",
    State.CANCELLED: "grey",
}
WHAT_NOW = {
    State.UNCERTAIN: "The sending was interrupted, so nobody knows whether it arrived. Ask them; send it again if it "
    "did not, or cancel it if it did.",
    State.FAILED: "It was not sent. The answer below says why. Once that is mended, send it again.",
}
OUTCOME_COLOURS = {Outcome.SENT: "green", Outcome.LATER: "yellow", Outcome.UNCERTAIN: "yellow"}


def listed(partnership: Partnership, state: str = "") -> str:
    """The address of the list of notices."""
    return reverse("notices:list", args=[partnership.slug]) + (f"?state={state}" if state else "")


def at(notice: Notice, partnership: Partnership, page: str = "record") -> str:
    """The address of a notice, or of what can be done about it."""
    return reverse(f"notices:{page}", args=[partnership.slug, notice.pk])


def tag(notice: Notice) -> Tag:
    return Tag(State(notice.state).label, COLOURS[State(notice.state)])


def list_page(
    partnership: Partnership,
    shown: Part[Notice],
    *,
    to_decide: int,
    filters: tuple[Filter, ...],
    may_keep: bool,
) -> ListPage:
    """What is to be sent and what was, the latest first."""
    reminders = Action("When people are reminded", reverse("notices:lengths", args=[partnership.slug]))
    return ListPage(
        title="Notices",
        lead=_lead(to_decide),
        filters=filters,
        actions=(reminders,) if may_keep else (),
        table=Table(
            caption=f"{shown.total} notice{'' if shown.total == 1 else 's'}",
            columns=(Column("About", wide=True), Column("To"), Column("Written"), Column("State")),
            rows=tuple(
                Row(
                    (
                        Link(one.subject, at(one, partnership)),
                        one.to.name,
                        one.created_at,
                        tag(one),
                    ),
                    key=str(one.pk),
                )
                for one in shown.items
            ),
            empty=Empty(
                "No notice matches. Reminders of what is due, and what else is sent by mail, stand here."
            ),
        ),
        pagination=shown.pagination,
    )


def _lead(to_decide: int) -> str:
    if not to_decide:
        return "What is sent by mail, to whom, and what the mail server answered."
    return f"{to_decide} notice{' needs' if to_decide == 1 else 's need'} somebody to decide: send again, or cancel."


def record_page(
    notice: Notice, partnership: Partnership, attempts: Sequence[Attempt], *, may_keep: bool
) -> RecordPage:
    """One notice, every attempt to send it, and what can be done about it."""
    file = notice.attachment
    return RecordPage(
        title=notice.subject,
        state=tag(notice),
        lead=WHAT_NOW.get(State(notice.state), ""),
        breadcrumbs=(Link("Notices", listed(partnership)),),
        actions=_actions(notice, partnership) if may_keep else (),
        summary=(
            SummaryRow(
                "To", Link(notice.to.name, reverse("people:person", args=[partnership.slug, notice.to_id]))
            ),
            SummaryRow("Written", notice.created_at),
            *((SummaryRow("Not sent before", notice.send_after),) if notice.state == State.WAITING else ()),
            *((SummaryRow("File", file.name),) if file else ()),
        ),
        sections=(
            Section("What it says", _text(notice), id="text"),
            Section("Attempts to send it", (_attempts(attempts),), id="attempts"),
        ),
    )


def _actions(notice: Notice, partnership: Partnership) -> tuple[Action, ...]:
    again = Action("Send it again", at(notice, partnership, "send-again"), post=True, style="primary")
    stop = Action("Cancel it", at(notice, partnership, "cancel"), post=True)
    if notice.state in (State.UNCERTAIN, State.FAILED):
        return (again, stop)
    if notice.state == State.CANCELLED:
        return (again,)
    return (stop,) if notice.state == State.WAITING else ()


def _text(notice: Notice) -> tuple[Block, ...]:
    if not notice.text:
        return (Text(Muted("What it said was cleared, because it was dealt with long ago.")),)
    paragraphs = notice.text.strip().split("\n\n")
    return tuple(Text(Lines(*paragraph.splitlines())) for paragraph in paragraphs)


def _attempts(attempts: Sequence[Attempt]) -> Table:
    def row(attempt: Attempt) -> tuple[Value, ...]:
        told, outcome = attempt.told(), Outcome(attempt.outcome)
        return (
            attempt.at,
            told["address"] or Muted("none"),
            attempt.channel.capitalize(),
            Tag(outcome.label, OUTCOME_COLOURS.get(outcome, "red")),
            told["answer"],
        )

    return Table(
        caption="Attempts to send it",
        caption_hidden=True,
        columns=(
            Column("When"),
            Column("Address"),
            Column("By"),
            Column("Outcome"),
            Column("Answer", wide=True),
        ),
        rows=tuple(map(row, attempts)),
        empty="None yet.",
    )


def mine_page(person: Person, shown: Part[Notice], *, wants_digest: bool) -> ListPage:
    """What was sent to somebody, for themselves."""
    text = "Stop the weekly digest" if wants_digest else "Get the weekly digest"
    switch = Action(
        text,
        reverse("notices:digest", args=[person.partnership.slug]),
        post=True,
        fields=(("wanted", "no" if wants_digest else "yes"),),
    )
    return ListPage(
        title="Mail to you",
        lead="Once a week, when something needs you, you are sent a digest of it."
        if wants_digest
        else "You are sent no weekly digest. Reminders of what is due still come.",
        actions=(switch,),
        table=Table(
            caption=f"{shown.total} notice{'' if shown.total == 1 else 's'}",
            columns=(Column("About", wide=True), Column("Written"), Column("State")),
            rows=tuple((one.subject, one.created_at, tag(one)) for one in shown.items),
            empty=Empty("Nothing was sent to you yet."),
        ),
        pagination=shown.pagination,
    )
