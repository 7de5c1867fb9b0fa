"""The pages of actions."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase

from sightline.actions import presenters, queries, services
from sightline.actions.forms import GROUPS, ActionForm, CompleteForm
from sightline.actions.states import State
from sightline.foundation.dates import spell_out
from sightline.foundation.matching import matching
from sightline.govuk.pages import render_page
from sightline.govuk.values import Link
from sightline.imports.exporting import list_or_file
from sightline.measures import coverage
from sightline.measures.remembered import Remembered
from sightline.measures.scope import Scope
from sightline.measures.standing import last_covered, last_day, month_ends
from sightline.partnership.asking import Inside
from sightline.partnership.recording import Recording, choice, day_asked, narrowed, offered, search

SEARCHED = ("reference", "undertaking", "recommendation", "review", "owner", "progress")
STATES = {
    "": ("", tuple(State)),
    "outstanding": ("Outstanding", (State.OUTSTANDING, State.OVERDUE)),
    "overdue": ("Overdue", (State.OVERDUE,)),
    "complete": ("Complete", (State.COMPLETE,)),
}

recording = Recording(
    keeping=services.actions,
    form=ActionForm,
    find=queries.action,
    names="actions:",
    within=lambda where, action: (Link("Actions", presenters.listed(where)),),
    place=presenters.place,
    groups=GROUPS,
)


def action_list(request: Inside) -> HttpResponseBase:
    where = request.partnership
    spans = coverage.spans(where, "actions")
    latest = last_day(spans)
    day = day_asked(request, "at", latest)
    days = {one.isoformat(): spell_out(one) for one in (*month_ends(spans), day) if one != latest}
    state = choice(request, "state", "State", ((word, said[0]) for word, said in STATES.items() if word))
    figures = Remembered(where)
    sources, leads = figures.of(("actions",), lambda: (queries.sources(where), queries.leads(where)))
    source = choice(request, "source", "Source", ((one, one.capitalize()) for one in sources))
    agency = choice(request, "agency", "Lead agency", ((str(n), name) for n, name in leads))
    at = choice(request, "at", "As at", days.items(), everything=spell_out(latest))
    words = search(request)
    found = matching(queries.standing(where, day, STATES[state.value][1]), words.value, *SEARCHED)
    found = narrowed(found, source=source, agency=agency)
    scope = Scope(partnership=where, at=day)
    return list_or_file(
        request,
        found,
        orders=presenters.ORDERS,
        default="state",
        sheet=presenters.SHEET,
        name=f"actions-{day}",
        page=lambda shown: presenters.list_page(
            where,
            shown,
            lead=presenters.state_sentence(
                day,
                figures.evaluate("actions.outstanding", scope),
                figures.evaluate("actions.overdue", scope),
                asked=day != latest,
            ),
            filters=offered(state, source, agency, at, words),
            add=recording.offer(request),
        ),
    )


def action_record(request: Inside, ref: str) -> HttpResponse:
    where, action = request.partnership, recording.found(request, ref)
    may_complete = action.completed_on is None and recording.may(request)
    page = presenters.record_page(
        action,
        recording.told(request, action),
        day=last_covered(where, "actions"),
        complete=recording.at(where, action, "complete") if may_complete else "",
    )
    return render_page(request, page)


def complete(request: Inside, ref: str) -> HttpResponse:
    """Say of an action that it is done, when, and what came of it."""
    return recording.change(request, recording.found(request, ref), CompleteForm, title="Mark as complete")
