"""The page one comes to, and the search."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from sightline.govuk.blocks import Block
from sightline.govuk.pages import render_page
from sightline.home import presenters, queries, sections
from sightline.measures.remembered import Remembered
from sightline.partnership.models import Partnership
from sightline.people.asking import InsideAsPerson
from sightline.people.models import Person

SHORTEST = 2


def home(request: InsideAsPerson) -> HttpResponseBase:
    partnership, person, today = request.partnership, request.person, timezone.localdate()
    kept = Remembered(partnership)
    since = parse_datetime(request.session.get("last_here", ""))
    may_see_records = person.may("measures.view", partnership)
    roles = tuple(sorted(person.roles_granted))
    return render_page(
        request,
        presenters.home_page(
            person,
            needs=queries.needs(person, today, kept),
            own=kept.of(("home own", person.pk, roles), lambda: _own(person, may_see_records)),
            side=kept.of(("home side", since), lambda: _side(partnership, since, today))
            if may_see_records
            else (),
            year=kept.of(("home year",), lambda: presenters.year(partnership)) if may_see_records else (),
        ),
    )


def _own(person: Person, may_see_records: bool) -> tuple[Block, ...]:
    """What concerns this person in particular."""
    where = person.partnership
    return (
        *sections.looked_after(person),
        *sections.own_training(queries.own_training(person)),
        *(() if may_see_records else sections.published(where, queries.published(where))),
    )


def _side(partnership: Partnership, since: datetime | None, today: date) -> tuple[Block, ...]:
    """The next meeting, and what happened since."""
    news = queries.news(partnership, since)
    return (
        *presenters.next_meeting(queries.next_meeting(partnership, today)),
        *presenters.news(news, queries.roles_told_of(partnership, news), since),
    )


def search(request: InsideAsPerson) -> HttpResponseBase:
    words = " ".join(request.GET.get("q", "").split())[:100]
    hits = queries.found(request.person, words) if len(words) >= SHORTEST else []
    return render_page(request, presenters.search_page(words, hits))
