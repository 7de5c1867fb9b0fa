"""The page on which a meeting is run, and what comes of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.meetings import queries, services
from sightline.meetings.forms import DecideForm, NewOutcomeForm, OutcomeForm
from sightline.meetings.models import Outcome
from sightline.meetings.presenters import outcomes as presenters
from sightline.meetings.presenters.addresses import at, called, home
from sightline.meetings.states import IN_PROGRESS
from sightline.meetings.views.agenda import items
from sightline.meetings.views.meetings import recording
from sightline.partnership.asking import Inside, ask_form
from sightline.partnership.models import Partnership
from sightline.partnership.queries import agencies
from sightline.partnership.recording import Recording
from sightline.partnership.recording.forms import SURE


def _within(where: Partnership, outcome: Outcome | None) -> tuple[Link, ...]:
    if outcome is None:
        return (home(where),)
    return (home(where), Link(called(outcome.meeting), at(outcome.meeting, where)))


outcomes = Recording(
    keeping=services.outcomes,
    form=OutcomeForm,
    find=queries.outcome,
    names="meetings:outcome-",
    within=_within,
    called=lambda outcome: outcome.get_kind_display(),
    withdrawing="It leaves what the meeting decided, and stays in the history. What it became, an action or a "
    "challenge, stays where it is: withdraw that as well if it was never agreed.",
)


def run(request: Inside, number: int) -> HttpResponse:
    """The meeting item by item; one that is not in progress has its own page only."""
    where, meeting = request.partnership, recording.found(request, number)
    if meeting.state != IN_PROGRESS or meeting.withdrawn_at:
        return redirect(at(meeting, where))
    page = presenters.run_page(where, meeting, queries.agenda_of(meeting), queries.outcomes_of(meeting))
    return render_page(request, page)


def write(request: Inside, number: int) -> HttpResponse:
    """Write what came of an item, or of the meeting."""
    where, meeting = request.partnership, recording.found(request, number)
    form = NewOutcomeForm(
        request.POST if request.method == "POST" else None,
        items=queries.agenda_of(meeting),
        agencies=list(agencies(where)),
        item=request.GET.get("item", ""),
    )
    return ask_form(
        request,
        form,
        lambda data: services.write_outcome(
            by=request.person,
            meeting=meeting,
            **{name: value for name, value in data.items() if name != SURE},
        ),
        title="Write an outcome",
        lead=called(meeting),
        submit="Write it down",
        crumbs=(home(where), recording.link(where, meeting)),
        back=at(meeting, where, "run"),
        said="It is written down.",
    )


def decide(request: Inside, number: int) -> HttpResponse:
    """Take up the action that was proposed to a body, or not."""
    where, item = request.partnership, items.found(request, number)
    return ask_form(
        request,
        DecideForm(request.POST if request.method == "POST" else None),
        lambda data: services.decide_on_proposal(
            by=request.person,
            item=item,
            taken_up=data["taken_up"] == "yes",
            due_on=data["due_on"],
            why=data["why"],
        ),
        title="Decide on the proposal",
        lead=item.proposal.undertaking if item.proposal else "No action is proposed here.",
        submit="Write it down",
        crumbs=(home(where), items.link(where, item)),
        back=at(item.meeting, where, "run") if item.meeting else items.at(where, item),
        said="It is written down.",
    )


def outcome_record(request: Inside, number: int) -> HttpResponse:
    outcome = outcomes.found(request, number)
    page = presenters.outcome_page(request.partnership, outcome, outcomes.told(request, outcome))
    return render_page(request, page)
