"""The pages of actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone

from sightline.actions import queries, services
from sightline.actions.evidence.presenters import section
from sightline.actions.evidence.queries import pieces_of, with_titles
from sightline.actions.evidence.services import may_attach
from sightline.actions.forms import (
    GROUPS,
    ActionForm,
    AgreeForm,
    AssureForm,
    BeginForm,
    CompleteForm,
    DeclineForm,
    MoveForm,
    ReopenForm,
    RiskForm,
    UpdateForm,
)
from sightline.actions.models import AcceptedRisk, Action
from sightline.actions.permissions import MOVE_DATES, UPDATE_OWN
from sightline.actions.presenters import addresses, listing, record
from sightline.actions.presenters.ways import ways
from sightline.actions.views.selection import Kept, Selection
from sightline.foundation.access import Forbidden
from sightline.foundation.dates import spell_out
from sightline.govuk.blocks import Section
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.imports.exporting import format_asked, list_or_file
from sightline.measures.standing import last_covered
from sightline.partnership.asking import Inside, ask_form
from sightline.partnership.models import Partnership
from sightline.partnership.recording import Recording
from sightline.partnership.recording.forms import SURE

recording = Recording(
    keeping=services.actions,
    form=ActionForm,
    find=queries.action,
    names="actions:",
    within=lambda where, action: (Link("Actions", addresses.listed(where)),),
    place=addresses.place,
    groups=GROUPS,
)


own = replace(recording, keeping=services.own)


def _within_action(where: Partnership, risk: AcceptedRisk | None) -> tuple[Link, ...]:
    above = recording.within(where, None)
    return (*above, recording.link(where, risk.action)) if risk else above


accepted = Recording(
    keeping=services.risks,
    form=RiskForm,
    find=queries.risk,
    names="actions:risk-",
    within=_within_action,
    withdrawing="The action comes back at once. This stays in the history, and you can put it back.",
)


def action_list(request: Inside) -> HttpResponseBase:
    asked = Selection.asked(request)
    found = asked.found()
    return list_or_file(
        request,
        with_titles(found, request.partnership) if format_asked(request) else found,
        orders=listing.ORDERS,
        default="state",
        sheet=listing.SHEET,
        pages=partial(Kept, asked),
        name=f"actions-{asked.day}",
        returns=listing.returning(request.partnership, asked.day),
        page=lambda shown: listing.list_page(
            request.partnership,
            shown,
            lead=asked.sentence(),
            filters=asked.filters,
            ways=ways(request.partnership, "list", asked.filters),
            add=recording.offer(request),
        ),
    )


def action_record(request: Inside, ref: str) -> HttpResponse:
    where, action = request.partnership, recording.found(request, ref)
    page = record.record_page(
        action,
        recording.told(request, action),
        day=last_covered(where, "actions"),
        ways=_ways(request, action),
        moves=queries.moves(action),
        risks=queries.risks(action),
        evidence=_evidence(request, action),
        reopenings=queries.reopenings(action),
    )
    return render_page(request, page)


def _evidence(request: Inside, action: Action) -> Section:
    """What is attached to an action; whoever keeps actions sees what was withdrawn, too."""
    may_add = action.withdrawn_at is None and may_attach(request.person, action)
    return section(
        pieces_of(action, withdrawn=recording.may(request)),
        add=recording.at(request.partnership, action, "evidence-new") if may_add else "",
    )


def _may_update(request: Inside, action: Action) -> bool:
    if not action.is_open or not request.person.may(UPDATE_OWN, request.partnership):
        return False
    return services.leads(request.person, action)


def _ways(request: Inside, action: Action) -> record.Ways:
    """How whoever asks may take an action further now."""
    where, is_open, proposed = request.partnership, action.is_open, action.agreed_on is None
    keeps, moves = recording.may(request), request.person.may(MOVE_DATES, where)

    def to(page: str, may: bool) -> str:
        return recording.at(where, action, page) if may else ""

    return record.Ways(
        agree=to("agree", keeps and proposed),
        decline=to("decline", keeps and proposed and action.declined_on is None),
        begin=to("begin", keeps and is_open and action.started_on is None),
        complete=to("complete", keeps and is_open),
        assure=to("assure", keeps and action.completed_on is not None and not action.effect),
        update=to("update", _may_update(request, action)),
        reopen=to(
            "reopen", keeps and action.completed_on is not None and action.completed_on < timezone.localdate()
        ),
        move=to("move", moves and is_open),
        accept=accepted.offer(request, f"action={action.pk}") if is_open else "",
    )


def update(request: Inside, ref: str) -> HttpResponse:
    """Say how far an action of one's own agency is: what a reminder links to."""
    action = own.found(request, ref)
    if not services.leads(request.person, action):
        raise Forbidden("You can update the actions of your own agency only.")
    return own.change(request, action, UpdateForm, title="How far is it?")


def agree(request: Inside, ref: str) -> HttpResponse:
    """Say of a proposed action that it was agreed, and by when it is to be done."""
    return recording.change(request, recording.found(request, ref), AgreeForm, title="Agree this action")


def decline(request: Inside, ref: str) -> HttpResponse:
    """Say of a proposed action that it is not taken up, and why."""
    title = "Do not take this action up"
    return recording.change(request, recording.found(request, ref), DeclineForm, title=title)


def begin(request: Inside, ref: str) -> HttpResponse:
    """Say of an action that work on it has begun."""
    return recording.change(request, recording.found(request, ref), BeginForm, title="Say that work began")


def assure(request: Inside, ref: str) -> HttpResponse:
    """Say of a completed action whether somebody other than its owner saw that it worked."""
    return recording.change(request, recording.found(request, ref), AssureForm, title="Did it work?")


def reopen(request: Inside, ref: str) -> HttpResponse:
    """Take a completed action up again, and keep when it was complete."""
    where, action = request.partnership, recording.found(request, ref)
    was = action.completed_on
    return ask_form(
        request,
        ReopenForm(
            request.POST if request.method == "POST" else None,
            initial={"made_from": was, "reopened_on": timezone.localdate()},
        ),
        lambda data: services.reopen(by=request.person, action=action, **_typed(data)),
        title="Reopen this action",
        lead=f"It was completed on {spell_out(was)}. That stays in the record." if was else "It is open now.",
        submit="Reopen it",
        crumbs=(*recording.within(where, action), recording.link(where, action)),
        back=recording.at(where, action),
        said="The action is open again.",
    )


def _typed(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, without the word for it that it names no child."""
    return {name: value for name, value in data.items() if name != SURE}


def move(request: Inside, ref: str) -> HttpResponse:
    """Give an action another target date, with who allowed it and why."""
    where, action = request.partnership, recording.found(request, ref)
    was = action.due_on
    return ask_form(
        request,
        MoveForm(
            request.POST if request.method == "POST" else None,
            initial={"made_from": was, "moved_on": timezone.localdate()},
        ),
        lambda data: services.move_due(by=request.person, action=action, **_typed(data)),
        title="Move the target date",
        lead=f"It is {spell_out(was)} now." if was else "It has none now.",
        submit="Move the date",
        crumbs=(*recording.within(where, action), recording.link(where, action)),
        back=recording.at(where, action),
        said="The target date was moved.",
    )


def risk_record(request: Inside, number: int) -> HttpResponse:
    risk = accepted.found(request, number)
    return render_page(request, record.risk_page(risk, accepted.told(request, risk), timezone.localdate()))


def complete(request: Inside, ref: str) -> HttpResponse:
    """Say of an action that it is done, when, and what came of it."""
    return recording.change(request, recording.found(request, ref), CompleteForm, title="Mark as complete")
