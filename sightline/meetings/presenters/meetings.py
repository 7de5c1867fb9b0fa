"""The list of a year's meetings, and one meeting with who came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils import timezone

from sightline.foundation.dates import spell_out
from sightline.foundation.numbers import percent
from sightline.govuk.blocks import Action, Empty, Section, SummaryRow
from sightline.govuk.listing import Part
from sightline.govuk.pages import ListPage, RecordPage
from sightline.govuk.tables import Column, Filter, Row, Table
from sightline.govuk.values import Link, Muted, Tag, Value
from sightline.imports.exporting import Sheet, exports
from sightline.measures.answers import Answer
from sightline.measures.scope import Period
from sightline.measures.standing import sentence
from sightline.meetings.inviting import Round
from sightline.meetings.models import (
    ATTENDED,
    AgendaItem,
    Attendance,
    Meeting,
    Minutes,
    MinutesState,
    Outcome,
    Presence,
)
from sightline.meetings.presenters.addresses import at, moving
from sightline.meetings.presenters.agenda import agenda_section, changeable
from sightline.meetings.presenters.attendance import member, presence
from sightline.meetings.presenters.invitations import section
from sightline.meetings.presenters.outcomes import outcomes_table
from sightline.meetings.presenters.quorum import quorum_sentence
from sightline.meetings.quorum import Rule
from sightline.meetings.states import (
    BACK_TO_DRAFT,
    BEGUN,
    CANCELLED,
    CLOSED,
    DRAFT,
    IN_PROGRESS,
    MOVES,
    OPEN,
    PLANNED,
)
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Told

COLOURS = {DRAFT: "grey", OPEN: "blue", IN_PROGRESS: "green", CANCELLED: "red"}
ORDERS = {
    "date": ("held_on", "body__name", "id"),
    "body": ("body__name", "held_on", "id"),
    "came": ("attended", "held_on", "id"),
}


def list_page(
    partnership: Partnership, shown: Part[Meeting], *, lead: str, filters: tuple[Filter, ...], add: str
) -> ListPage:
    """The meetings of a year. ``add`` is where one is added, "" for who may not."""
    return ListPage(
        title="Meetings",
        lead=lead,
        filters=filters,
        actions=(Action("Add a meeting", add, style="primary"),) if add else (),
        exports=exports(),
        table=Table(
            caption=f"{shown.total} meeting{'' if shown.total == 1 else 's'}",
            columns=(
                Column("Date", sort="date"),
                Column("Body", sort="body"),
                Column("Came", sort="came", numeric=True),
                Column("Of those expected", numeric=True),
            ),
            rows=tuple(_row(meeting, partnership) for meeting in shown.items),
            sorted_by="-date",
            empty=Empty(
                "No meeting matches. Meetings of the partnership’s bodies belong here, with who came: import the "
                "attendance sheets you keep today, or add a meeting.",
                example="DSP Executive, 12 March 2025: 7 of the 8 expected came.",
            ),
        ),
        pagination=shown.pagination,
    )


def _row(meeting: Meeting, partnership: Partnership) -> Row:
    expected, attended = meeting.expected, meeting.attended  # type: ignore[attr-defined]  # counted by the query
    came: tuple[Value, Value] = (
        f"{attended} of {expected}",
        percent(attended / expected) if expected else "",
    )
    if meeting.state == CANCELLED:
        came = (Tag("Cancelled"), "")
    elif not expected:
        came = (
            Tag("To come", "blue") if meeting.held_on > timezone.localdate() else Muted("not recorded"),
            "",
        )
    link = Link(spell_out(meeting.held_on), at(meeting, partnership))
    return Row((link, meeting.body.name, *came), key=str(meeting.pk))


def state_sentence(period: Period, held: Answer, rate: Answer) -> str:
    """How many meetings there were in a period and what part of those expected came."""
    came = f" {rate.shown} of those expected came, or sent a deputy." if rate.value is not None else ""
    return sentence(period, held, held.phrase) + came


SHEET: Sheet[Meeting] = Sheet(
    ("Date", "Body", "Expected", "Attended"),
    lambda meeting: (meeting.held_on, meeting.body.name, meeting.expected, meeting.attended),  # type: ignore[attr-defined]
)


def came_sentence(marks: Sequence[Attendance]) -> str:
    """How many of those expected came."""
    expected = [one for one in marks if one.presence != Presence.NOT_A_MEMBER]
    came = [one for one in expected if one.presence in ATTENDED]
    deputies = sum(one.presence == Presence.DEPUTY for one in came)
    sent = f", {deputies} of them {'a deputy' if deputies == 1 else 'deputies'}" if deputies else ""
    return f"{len(came)} of the {len(expected)} expected came{sent}." if expected else ""


def tag(meeting: Meeting) -> Tag | None:
    """The state of a meeting; nothing is said of one that is over and done."""
    if meeting.state == CLOSED:
        return None
    return Tag(meeting.get_state_display(), COLOURS[meeting.state])


def record_page(
    partnership: Partnership,
    meeting: Meeting,
    marks: Sequence[Attendance],
    told: Told,
    *,
    agenda: Sequence[AgendaItem],
    outcomes: Sequence[Outcome],
    minutes: Minutes | None,
    rule: Rule | None,
    round_: Round,
    answers: Mapping[int, str],
    papers: tuple[Section, ...],
    may: bool,
) -> RecordPage:
    """One meeting: what can be done now, what it is to deal with and who came."""
    due = meeting.held_on <= timezone.localdate() and meeting.state != CANCELLED
    table = Table(
        caption="Members and who came",
        caption_hidden=True,
        columns=(Column("Member"), Column("Agency"), Column("Role"), Column("Came"), Column("Deputy")),
        rows=tuple(
            Row(
                (
                    Link(member(one), at(one, partnership, page="mark-record")),
                    one.agency.name,
                    one.seat or Muted("member"),
                    presence(one),
                    one.deputy,
                )
            )
            for one in marks
        ),
        empty="Nobody has said yet who came." if due else "Who came is recorded after the meeting.",
    )
    came = Section("Who came", (table,), id="attendance")
    to_come = meeting.state in PLANNED and meeting.held_on >= timezone.localdate()
    invitations = section(partnership, meeting, round_, answers, planned=to_come) if may else ()
    items = agenda_section(partnership, meeting, agenda, may=may)
    with_agenda = agenda or changeable(meeting)
    return told.page(
        title=meeting.body.name,
        caption=spell_out(meeting.held_on),
        state=tag(meeting),
        lead=" ".join(part for part in (came_sentence(marks), quorum_sentence(rule, marks)) if part),
        actions=_actions(partnership, meeting, bool(marks), due) if may else _reading(partnership, minutes),
        summary=_particulars(partnership, meeting, to_come=to_come),
        sections=(
            *((items,) if with_agenda else ()),
            *papers,
            *((_outcomes(partnership, outcomes),) if outcomes else ()),
            *((came,) if due or marks else ()),
            *invitations,
        ),
    )


def _reading(partnership: Partnership, minutes: Minutes | None) -> tuple[Action, ...]:
    """What a member who keeps nothing can do: read the minutes once they were sent."""
    if minutes is None or minutes.state == MinutesState.DRAFTED:
        return ()
    return (Action("Minutes", at(minutes.meeting, partnership, "minutes")),)


def _outcomes(partnership: Partnership, outcomes: Sequence[Outcome]) -> Section:
    return Section("Outcomes", (outcomes_table(partnership, outcomes, "Outcomes"),), id="outcomes")


def _actions(partnership: Partnership, meeting: Meeting, marked: bool, due: bool) -> tuple[Action, ...]:
    """What can be done now, the likeliest first."""
    steps = [one for one in MOVES[meeting.state] if due or one.to not in BEGUN]
    wanted = due and not marked and meeting.state in BEGUN
    mark = Action(
        "Correct who came" if marked else "Record who came",
        at(meeting, partnership, "attendance"),
        style="primary" if wanted else "secondary",
    )
    moves = [
        Action(
            one.text,
            moving(meeting, partnership, one.to),
            style="primary"
            if place == 0 and one is not BACK_TO_DRAFT and not wanted and meeting.state != CLOSED
            else "secondary",
        )
        for place, one in enumerate(steps)
    ]
    if meeting.state == IN_PROGRESS:
        run = Action("Run the meeting", at(meeting, partnership, "run"), style="primary")
        return (run, replace(mark, style="secondary"), *(replace(one, style="secondary") for one in moves))
    marking = [mark] if due or marked else []
    if meeting.state == CLOSED:
        minutes = Action("Minutes", at(meeting, partnership, "minutes"))
        return (mark, minutes, *moves)
    return (*marking, *moves) if wanted else (*moves, *marking)


def _particulars(partnership: Partnership, meeting: Meeting, *, to_come: bool) -> tuple[SummaryRow, ...]:
    """When, where and under whom, as far as it is said; of one to come, where a calendar gets it from."""
    times = " to ".join(f"{time:%H:%M}" for time in (meeting.starts_at, meeting.ends_at) if time)
    file = Link("Add it to your calendar", at(meeting, partnership, "calendar-file")) if to_come else ""
    told: tuple[tuple[str, Value], ...] = (
        ("Time", times),
        ("Place", meeting.place),
        ("Chair", meeting.chair.name if meeting.chair else ""),
        ("Calendar", file),
    )
    return tuple(SummaryRow(key, value) for key, value in told if value)
