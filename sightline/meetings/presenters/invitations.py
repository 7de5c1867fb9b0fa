"""Who was invited to a meeting and when, what the mail server answered, and what has still to be sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse

from sightline.govuk.blocks import Action, Block, Section, Text
from sightline.govuk.tables import Column, Row, Table
from sightline.govuk.values import Link, Muted, Value, sentence_list
from sightline.meetings.inviting import Round
from sightline.meetings.models import Invitation, Meeting
from sightline.meetings.presenters.addresses import at, called
from sightline.notices.presenters import tag
from sightline.partnership.models import Partnership
from sightline.people.models import Person

NO_TIME = "Invitations can be sent once it is said when the meeting starts and ends."
NOBODY = "Nobody is recorded to hold a seat on this body that day, so there is nobody to invite."


def section(
    partnership: Partnership,
    meeting: Meeting,
    round_: Round,
    answers: Mapping[int, str],
    *,
    planned: bool,
) -> tuple[Section, ...]:
    """What was sent to whom, and whether more has to be; nothing for a meeting that nobody is invited to by mail."""
    sent = round_.sent or {}
    if not planned and not sent:
        return ()
    rows = [
        *(_sent(one, partnership, answers) for one in _by_name(sent.values())),
        *((one.name, Muted("nothing yet"), "", "") for one in round_.invite if one.pk not in sent),
        *((one.name, Muted("no address"), "", "") for one in round_.unreachable if one.pk not in sent),
    ]
    blocks: list[Block] = []
    if planned and (said := _sentence(meeting, round_)):
        blocks.append(Text(said))
    if rows:
        blocks.append(_table(rows))
    due = planned and round_.due and meeting.starts_at and meeting.ends_at
    send = Action(button(round_), at(meeting, partnership, "invite"))
    return (Section("Invitations", tuple(blocks), id="invitations", actions=(send,) if due else ()),)


def button(round_: Round) -> str:
    """What the button says that sends what is due."""
    return "Send the update" if round_.begun else "Send invitations"


def _sentence(meeting: Meeting, round_: Round) -> str:
    if round_.due and not (meeting.starts_at and meeting.ends_at):
        return NO_TIME
    if round_.changed:
        return "Date, time or place have changed since the invitations were sent. Send the update to those invited."
    if round_.begun and round_.due:
        return "Who belongs to the body has changed since the invitations were sent."
    if round_.due:
        return "No invitations are sent yet."
    if round_.begun:
        return "Everybody who belongs to the body and has an address was written to about it as it is now."
    return "Nobody who belongs to this body has an address to write to." if round_.unreachable else NOBODY


def _by_name(sent: Iterable[Invitation]) -> list[Invitation]:
    return sorted(sent, key=lambda one: (one.person.name, one.pk))


def _sent(one: Invitation, partnership: Partnership, answers: Mapping[int, str]) -> tuple[Value, ...]:
    number = one.notice_id
    return (
        one.person.name,
        Link(
            one.get_asked_display(),
            reverse("notices:record", args=[partnership.slug, number]),
            one.person.name,
        ),
        one.notice.created_at,
        tag(one.notice),
        answers.get(number, ""),
    )


def _table(rows: list[tuple[Value, ...]]) -> Table:
    return Table(
        caption="Who was invited",
        caption_hidden=True,
        cards=True,
        columns=(
            Column("Member"),
            Column("Last mail"),
            Column("When"),
            Column("State"),
            Column("What the mail server answered", wide=True),
        ),
        rows=tuple(Row((*row, *[""] * (5 - len(row)))) for row in rows),
    )


def question(round_: Round) -> str:
    """Whom a round of mails goes to, and whom it cannot reach, in words."""
    said = []
    if round_.invite:
        said.append(f"It goes to {_names(round_.invite)}, with a file for their calendar.")
    if round_.call_off:
        said.append(f"Told that they are not invited any more: {_names(round_.call_off)}.")
    if round_.unreachable:
        said.append(f"No address is known of {_names(round_.unreachable)}, so nothing is sent to them.")
    return " ".join(said) or NOBODY


def title(meeting: Meeting, round_: Round) -> str:
    what = "Send the update of" if round_.begun else "Send the invitations to"
    return f"{what} {called(meeting)}?"


def _names(people: Iterable[Person]) -> str:
    return sentence_list([one.name for one in people])
