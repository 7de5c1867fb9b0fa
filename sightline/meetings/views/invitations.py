"""Inviting people to a meeting, and a meeting as a file for one's own calendar."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from sightline.foundation.text import slug
from sightline.govuk.forms import Form
from sightline.meetings import services
from sightline.meetings.calendars import single
from sightline.meetings.events import as_event
from sightline.meetings.inviting import to_send
from sightline.meetings.presenters import invitations as presenters
from sightline.meetings.presenters.addresses import at, home
from sightline.meetings.queries import last_sequence
from sightline.meetings.views.meetings import recording
from sightline.partnership.asking import Inside, ask_whether


def invite(request: Inside, number: int) -> HttpResponse:
    """Send the invitations, or the update of them, once it was seen whom they go to."""
    where, meeting = request.partnership, recording.found(request, number)
    round_ = to_send(meeting, timezone.localdate())
    return ask_whether(
        request,
        Form(request.POST if request.method == "POST" else None),
        lambda _: services.send_invitations(by=request.person, meeting=meeting),
        title=presenters.title(meeting, round_),
        text=presenters.question(round_),
        crumbs=(home(where), recording.link(where, meeting)),
        back=at(meeting, where),
        submit=presenters.button(round_),
        keep="Send nothing",
        style="primary",
        said="They are on their way. What became of each is shown below, as soon as it is known.",
    )


def take_away(request: Inside, number: int) -> HttpResponse:
    """A meeting as a calendar file."""
    meeting = recording.found(request, number)
    event = as_event(meeting, last_sequence(meeting) or 0)
    answer = HttpResponse(single(event, timezone.now()), content_type="text/calendar; charset=utf-8")
    name = f"{slug(meeting.body.name)}-{meeting.held_on}.ics"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
