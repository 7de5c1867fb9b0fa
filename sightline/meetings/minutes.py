"""What minutes say, as plain values: the same for the page, for Word and PDF, and for what is kept when agreed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NotRequired, TypedDict

from sightline.files.presenters import SHORT
from sightline.foundation.dates import spell_out
from sightline.meetings.models import (
    AgendaItem,
    Attendance,
    Audience,
    Meeting,
    MinuteEntry,
    Outcome,
    Paper,
    PaperVersion,
    Presence,
)


class Part(TypedDict):
    """What is said of one item: its title, its text, and its outcomes as (kind, words)."""

    title: str
    text: str
    outcomes: list[list[str]]


class Content(TypedDict):
    """The whole of the minutes: particulars as (label, words), who came as (name, agency, mark), the items.

    Papers are (title, what it was for, version, fingerprint); minutes that were agreed before there were any have none.
    """

    particulars: list[list[str]]
    came: list[list[str]]
    parts: list[Part]
    actions: list[list[str]]
    papers: NotRequired[list[list[str]]]


def content(
    meeting: Meeting,
    marks: Iterable[Attendance],
    items: Sequence[AgendaItem],
    outcomes: Sequence[Outcome],
    entries: Iterable[MinuteEntry],
    papers: Iterable[Paper],
) -> Content:
    """The minutes of a meeting as its records stand now."""
    texts = {entry.item_id: entry.text for entry in entries}
    parts = [
        _part(f"{n}. {item.title}", texts.get(item.pk, ""), item.pk, outcomes)
        for n, item in enumerate(items, 1)
    ]
    general = _part("Anything else", texts.get(None, ""), None, outcomes)
    return Content(
        particulars=_particulars(meeting),
        came=[_came(one) for one in marks if one.presence != Presence.NOT_A_MEMBER],
        parts=[*parts, *([general] if general["text"] or general["outcomes"] else [])],
        actions=[_action(one) for one in outcomes if one.action],
        papers=[_paper(one) for one in papers],
    )


def _part(title: str, text: str, item: int | None, outcomes: Iterable[Outcome]) -> Part:
    said = [[one.get_kind_display(), one.text] for one in outcomes if one.item_id == item]
    return Part(title=title, text=text, outcomes=said)


def _particulars(meeting: Meeting) -> list[list[str]]:
    times = " to ".join(f"{time:%H:%M}" for time in (meeting.starts_at, meeting.ends_at) if time)
    told = {
        "Date": spell_out(meeting.held_on),
        "Time": times,
        "Place": meeting.place,
        "Chair": meeting.chair.name if meeting.chair else "",
    }
    return [[label, words] for label, words in told.items() if words]


def _came(one: Attendance) -> list[str]:
    mark = Presence(one.presence).label
    if one.presence == Presence.DEPUTY and one.deputy:
        mark = f"Deputy attended: {one.deputy}"
    return [one.person.name if one.person else one.seat or "Member", one.agency.name, mark]


def _action(one: Outcome) -> list[str]:
    action = one.action
    assert action is not None
    due = spell_out(action.due_on) if action.due_on else "not said"
    return [action.reference, one.text, action.agency.name, due]


IN_MINUTES = (Audience.EVERYBODY, Audience.MEMBERS)
"""Which papers minutes list: what is for the business team alone was not before the body."""


def _paper(paper: Paper) -> list[str]:
    newest: PaperVersion = paper.shown[0]  # type: ignore[attr-defined]  # put there by the query
    what = paper.item.title if paper.item else "The whole meeting"
    title = f"{paper.title} (members only)" if paper.seen_by == Audience.MEMBERS else paper.title
    return [title, what, str(newest.number), newest.file.sha256[:SHORT]]


def with_destroyed(told: Content, destroyed: Collection[tuple[str, str]]) -> Content:
    """The same minutes, in which the title of a paper whose file was destroyed since says so.

    ``destroyed`` is the (number, hash) of those versions. What was agreed stays as it is kept.
    """
    gone = {(number, sha256[:SHORT]) for number, sha256 in destroyed}
    papers = [
        [f"{row[0]} (destroyed)" if (row[2], row[3]) in gone else row[0], *row[1:]]
        for row in told.get("papers", [])
    ]
    return Content(**{**told, "papers": papers})
