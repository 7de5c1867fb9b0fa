"""The page one comes to, and the search."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from sightline.govuk.pages import render_page
from sightline.home import presenters, queries, sections
from sightline.measures.remembered import Remembered
from sightline.people.asking import InsideAsPerson

SHORTEST = 2


def home(request: InsideAsPerson) -> HttpResponseBase:
    partnership, person, today = request.partnership, request.person, timezone.localdate()
    since = parse_datetime(request.session.get("last_here", ""))
    may_see_records = person.may("measures.view", partnership)
    own = (
        *sections.looked_after(person),
        *sections.own_training(queries.own_training(person)),
        *(() if may_see_records else sections.published(partnership, queries.published(partnership))),
    )
    return render_page(
        request,
        presenters.home_page(
            person,
            needs=queries.needs(person, today),
            meeting=queries.next_meeting(partnership, today) if may_see_records else None,
            news=queries.news(partnership, since) if may_see_records else [],
            since=since,
            own=own,
            figures=presenters.figures(partnership, Remembered(partnership)) if may_see_records else (),
        ),
    )


def search(request: InsideAsPerson) -> HttpResponseBase:
    words = " ".join(request.GET.get("q", "").split())[:100]
    hits = queries.found(request.person, words) if len(words) >= SHORTEST else []
    return render_page(request, presenters.search_page(words, hits))
