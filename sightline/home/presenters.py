"""The home page and the search, made from what the apps offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from django.urls import reverse

from sightline.audit.models import Event
from sightline.foundation.attention import Item
from sightline.foundation.dates import spell_out
from sightline.foundation.search import Hit
from sightline.govuk.blocks import (
    Action,
    Block,
    Columns,
    Empty,
    Heading,
    Section,
    StatRow,
    Task,
    TaskList,
    Text,
    Timeline,
)
from sightline.govuk.blocks import Entry as Line
from sightline.govuk.pages import Page
from sightline.govuk.tables import Column, Table
from sightline.govuk.values import Link, Tag
from sightline.home.measure_pages.presenters import stat
from sightline.home.measure_pages.telling import told
from sightline.home.queries import ROLE
from sightline.measures.coverage import year_to_show
from sightline.measures.registry import find
from sightline.meetings.models import Meeting
from sightline.partnership.models import Partnership
from sightline.people.models import Person, RoleGrant

SHOWN = (
    "actions.outstanding",
    "meetings.attendance_rate",
    "training.places_attended",
    "challenges.open",
)
MOST_NEWS = 6
NAMED = {"partnership": "the partnership", "people": "people and their roles"}
"""What news calls a part of the records whose app is named otherwise."""


def home_page(
    person: Person,
    *,
    needs: Sequence[Item],
    own: tuple[Block, ...],
    side: tuple[Block, ...],
    year: tuple[Block, ...],
) -> Page:
    """What needs this person and what concerns them in particular; what happened, at the side; the year in figures."""
    slug = person.partnership.slug
    start = () if year or not person.may("imports.commit", person.partnership) else (_first_steps(slug),)
    tasks = TaskList(
        tuple(Task(one.text, one.href, one.why, _when(one.due)) for one in needs),
        empty="Nothing needs you today.",
        id="needs",
    )
    return Page(
        title=f"Good to see you, {person.name.split()[0]}" if person.name else "Home",
        blocks=(
            *start,
            Columns((Section("Needs you", (tasks,), id="needs-you"), *own), side),
            *year,
        ),
    )


def _first_steps(slug: str) -> Empty:
    return Empty(
        "Bring in the spreadsheets you keep today: the agencies first, then the action tracker, attendance, training "
        "bookings and the challenge log. You see a preview before anything changes.",
        actions=(Action("Import a spreadsheet", reverse("imports:new", args=[slug]), style="primary"),),
    )


def _when(due: date | None) -> str:
    return f"by {spell_out(due)}" if due else ""


def next_meeting(meeting: Meeting | None) -> tuple[Block, ...]:
    if meeting is None:
        return ()
    where = Link(
        f"{meeting.body.name}, {spell_out(meeting.held_on)}",
        reverse("meetings:record", args=[meeting.partnership.slug, meeting.pk]),
    )
    return (Section("The next meeting", (Text(where),)),)


def news(
    happened: Sequence[Event], given: Mapping[int, RoleGrant], since: datetime | None
) -> tuple[Block, ...]:
    """What was done; ``given`` are the roles it tells of, by number."""
    if not happened:
        return ()
    title = "Since you were last here" if since else "What happened lately"
    lines = tuple(
        Line(when=events[0].at, who=events[0].actor, what=_told(events, given))
        for events in _together(happened)
    )
    return (Section(title, (Timeline(lines[:MOST_NEWS]),), id="news"),)


def _together(news: Sequence[Event]) -> list[list[Event]]:
    """Acts of one person in one part of the records that follow on one another, as one piece of news."""
    return [list(same) for _, same in groupby(news, key=lambda event: (event.actor, _part(event)))]


def _part(event: Event) -> str:
    return event.kind.partition(".")[0]


def _told(events: list[Event], given: Mapping[int, RoleGrant]) -> str:
    """What was done: the latest in words, the others in number."""
    first = _said(events[0], given)
    if len(events) == 1:
        return first
    if len({(event.verb, event.kind) for event in events}) == 1:
        return f"{first}, and {len(events) - 1} more"
    part = _part(events[0])
    where = f" to {NAMED.get(part, part)}" if part else ""
    return f"made {len(events)} changes{where}; the last: {first}"


def _said(event: Event, given: Mapping[int, RoleGrant]) -> str:
    """What was done, in words; a role by the name that its holder has today."""
    grant = given.get(event.record_id or 0) if event.kind == ROLE else None
    if grant is None:
        return f"{event.verb} {event.label}".strip()
    if event.verb == "added":
        return f"gave {grant.person.name} the role {grant.title}"
    return f"changed the role {grant.title} of {grant.person.name}"


def year(partnership: Partnership) -> tuple[Block, ...]:
    """A few measures, each of the latest year that its records cover; nothing before any are covered.

    What is kept live beside them, such as a forum, does not make a year of them that has only begun.
    """
    years = [(measure, year_to_show(partnership, measure.source)) for measure in map(find, SHOWN)]
    latest = max((one for _, one in years if one), default=None)
    if latest is None:
        return ()
    figures = []
    for measure, covered in years:
        its_year = covered or latest
        figure = stat(partnership, measure, told(partnership, measure, its_year))
        figures.append(figure if its_year == latest else replace(figure, label=f"{figure.label}, {its_year}"))
    return (Heading(f"The year in figures: {latest}", id="figures"), StatRow(tuple(figures)))


def search_page(words: str, hits: Sequence[Hit]) -> Page:
    found: tuple[Block, ...] = ()
    if words:
        found = (
            Table(
                caption=f"{len(hits)} found for “{words}”",
                columns=(Column("What"), Column("Kind"), Column("In these words", wide=True)),
                rows=tuple((Link(hit.title, hit.href), Tag(hit.kind), hit.snippet) for hit in hits),
                empty=f"Nothing was found for “{words}”. Try a reference such as RR01-24-3, or fewer words.",
            ),
        )
    return Page(
        title="Search",
        lead="" if words else "Type at least two letters in the search box above.",
        blocks=found,
    )
