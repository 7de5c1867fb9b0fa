"""One's own meetings as a calendar that a phone or Outlook fetches by itself, and the page that gives its address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from sightline.govuk.pages import render_page
from sightline.meetings import queries, services
from sightline.meetings.calendars import Event, feed
from sightline.meetings.events import as_event
from sightline.meetings.permissions import VIEW
from sightline.meetings.presenters import feed as presenters
from sightline.partnership.asking import found
from sightline.people.models import Account
from sightline.people.queries import persons_of

BACK = timedelta(days=366)
"""How far back a calendar goes."""


def own_feed(request: HttpRequest) -> HttpResponse:
    return render_page(request, presenters.page(on=queries.has_feed(_account(request))))


@require_POST
def new_feed(request: HttpRequest) -> HttpResponse:
    """Give a new address, and show it: it is not kept, so it is shown this once."""
    token = services.make_feed(account=_account(request))
    address = request.build_absolute_uri(reverse("calendar", args=[token]))
    return render_page(request, presenters.page(on=True, address=address))


@require_POST
def no_feed(request: HttpRequest) -> HttpResponse:
    services.stop_feed(account=_account(request))
    messages.success(request, "The calendar feed is off. Its address shows nothing any more.")
    return redirect("calendar_feed")


@require_safe
def fetched(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program gets: the meetings of the bodies on which somebody has a seat."""
    account = found(queries.feed_of(token))
    content = feed("Safeguarding partnership meetings", _events(account), timezone.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _events(account: Account) -> Iterator[Event]:
    """Their meetings, scope by scope; where there are several, the title says whose body it is."""
    since = timezone.localdate() - BACK
    persons = [one for one in persons_of(account) if one.may(VIEW, one.partnership)]
    for person in persons:
        for meeting in queries.own_meetings(person, since):
            event = as_event(meeting, meeting.sequence or 0)  # type: ignore[attr-defined]  # of the query
            several = len(persons) > 1
            yield replace(event, title=f"{event.title}, {meeting.partnership.name}") if several else event


def _account(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account)
    return request.user
